import type { NodeAPI } from "node-red";
import { runtime as english } from "../../../locales/en-US/alert.json";
import { fill } from "./text/languages";

const CATALOGUE = "@optionflow/node-red-coincall/coincall-alert";

type Values = Readonly<Record<string, string | number>>;

/** A text of the alert's catalogue in the language of the Node-RED server. */
export function alertText(
  RED: NodeAPI,
  key: "language" | `status.${keyof typeof english.status}`,
  values: Values = {},
): string {
  const name = `${CATALOGUE}:runtime.${key}`;
  const translated: unknown = RED._(name, { ...values });
  // Node-RED answers with the name, or the end of it, when it has no such catalogue.
  const isText = typeof translated === "string" && translated !== "" && !name.endsWith(translated);
  return isText ? translated : fill(englishText(key), values);
}

function englishText(key: string): string {
  const [group, name = ""] = key.split(".");
  return group === "status" ? english.status[name as keyof typeof english.status] : english.language;
}
