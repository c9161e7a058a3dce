import type { NodeAPI } from "node-red";
import english from "../../locales/en-US/connection.json";
import { CoincallError } from "../protocol/error";

/** Node-RED keeps a catalogue for each file; the shared texts are in that of the connection node. */
const CATALOGUE = "@optionflow/node-red-coincall/coincall-connection";

type Values = Readonly<Record<string, string | number>>;

/** A text of the catalogue in the language of the Node-RED server. */
export function text(RED: NodeAPI, key: string, values: Values = {}): string {
  const name = `${CATALOGUE}:${key}`;
  const translated: unknown = RED._(name, { ...values });
  // Node-RED answers with the name, or the end of it, when it has no such catalogue.
  const isText =
    typeof translated === "string" && translated !== "" && translated !== name && translated !== key;
  return isText ? translated : fill(englishText(key), values);
}

/**
 * The same error with a message that a user understands.
 *
 * @param isSimulated whether it comes of a connection to the simulator, which is not the exchange that refuses something
 */
export function translated(
  RED: NodeAPI,
  { code, reason, values }: CoincallError,
  isSimulated = false,
): CoincallError {
  const own = isSimulated && reason in english.simulator.errors;
  const key = own ? `simulator.errors.${reason}` : `errors.${reason}`;
  return new CoincallError(code, reason, values, text(RED, key, values));
}

/** The same for a program without Node-RED, in English. */
export function inEnglish({ code, reason, values }: CoincallError): CoincallError {
  return new CoincallError(code, reason, values, fill(englishText(`errors.${reason}`), values));
}

function englishText(key: string): string {
  const found = key
    .split(".")
    .reduce<unknown>((part, name) => (part as Record<string, unknown>)?.[name], english);
  return typeof found === "string" ? found : key;
}

function fill(template: string, values: Values): string {
  return template.replace(/__(\w+?)__/g, (placeholder, name: string) => String(values[name] ?? placeholder));
}
