import { type Checked, notOneOf } from "../../properties";
import { quoteProperty } from "../../written-properties";

/** How the whole payload is called where `output` says what is sent. */
const WHOLE = "payload";

/**
 * Properties with the field of the payload that is sent in its place, once it proves to be one. Where `value` was not
 * saved, `output` may name it. Source: docs/contract.md, "Palette nodes".
 */
export function withValue<Properties extends object>(
  checked: Checked<Properties>,
  saved: { readonly value?: unknown; readonly output?: unknown },
  fields: readonly string[],
): Checked<Properties> {
  const property = saved.value === undefined ? "output" : "value";
  const written = quoteProperty(saved[property] ?? "").trim();
  const value = property === "output" && written === WHOLE ? "" : written;
  const properties = { ...checked.properties, value };
  if (value === "" || fields.includes(value)) return { ...checked, properties };
  const others = checked.problems.filter((problem) => problem.values.property !== "value");
  return { properties, problems: [...others, notOneOf(property, value, fields)] };
}
