import { check } from "../../form/check";
import type { EditorNode } from "../../form/editor-node";
import { field } from "../../form/form";
import { alertText } from "../texts";

/** Where the value and the levels come from: Node-RED's typed inputs, whose labels belong to the fields that are seen. */
export function prepareLevels(node: EditorNode): void {
  for (const property of ["level", "level2"] as const) {
    const input = field(node, property);
    if (!input) continue;
    const number: TypedInputType = {
      value: "num",
      label: alertText("form.number"),
      icon: "red/images/typedInput/09.svg",
      validate: (value) => check(node, property, value),
    };
    const types = [number, "msg", "flow", "global", "env"];
    $(input).typedInput({ default: "num", typeField: `#node-input-${property}Type`, types });
    nameSeen(input);
  }
}

/** @returns the field that is seen */
export function prepareProperty(node: EditorNode): HTMLInputElement | undefined {
  const input = field(node, "property");
  if (!input) return undefined;
  const message: TypedInputType = {
    value: "msg",
    label: "msg.",
    validate: (value) => check(node, "property", value),
  };
  $(input).typedInput({ default: "msg", types: [message] });
  return nameSeen(input);
}

function nameSeen(input: HTMLInputElement): HTMLInputElement | undefined {
  const row = input.closest(".form-row");
  const seen = row?.querySelector<HTMLInputElement>(".red-ui-typedInput-input");
  const label = row?.querySelector("label");
  if (!seen || !label) return undefined;
  seen.id = `${input.id}-seen`;
  label.htmlFor = seen.id;
  // Node-RED looks at what was typed when the field is left: what is said of it would go then, from under the mouse.
  $(seen).on("input", () => $(seen).trigger("change"));
  return seen;
}
