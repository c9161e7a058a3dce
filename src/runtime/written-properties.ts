import type { NodeAPI } from "node-red";
import { CoincallError } from "../protocol/error";
import { quote } from "./quote";

/** Properties as somebody wrote them: with the name of each `${VARIABLE}`, where a node has its value. */
export type Written = Readonly<Record<string, unknown>>;

/** A deployed node's properties as they are saved; `undefined` where nothing is saved under this id. */
export function writtenProperties(RED: NodeAPI, id: string): Written | undefined {
  let written: Written | undefined;
  RED.nodes.eachNode((node) => {
    if (node.id === id) written = { ...node };
  });
  return written;
}

/** In the place of a value that nobody knows the spelling of. */
const UNKNOWN = "…";

/** A value as a problem with it tells it. */
export function quoteProperty(value: unknown): string {
  return quote(typeof value === "object" ? JSON.stringify(value) : value);
}

/** What is wrong with a node that Node-RED makes of a saved one, whose variables it has put in already. */
export function problemsAsWritten(
  RED: NodeAPI,
  made: { readonly id: string; readonly _alias?: string },
  problems: readonly CoincallError[],
): readonly CoincallError[] {
  return problems.length === 0 ? problems : asWritten(problems, writtenOf(RED, made));
}

/** The properties of a node that Node-RED makes of a saved one, as they are saved. */
export function writtenOf(
  RED: NodeAPI,
  made: { readonly id: string; readonly _alias?: string },
): Written | undefined {
  // In a subflow, each instance has an id of its own.
  return writtenProperties(RED, made._alias ?? made.id);
}

/** Problems with properties, told with what was written: the value of a variable may be a secret. */
export function asWritten(
  problems: readonly CoincallError[],
  written: Written | undefined,
): readonly CoincallError[] {
  return problems.map(({ code, reason, values }) => {
    const { property, value } = values;
    if (property === undefined || value === undefined) return new CoincallError(code, reason, values);
    const told = written && String(property) in written ? quoteProperty(written[property]) : UNKNOWN;
    return new CoincallError(code, reason, { ...values, value: told });
  });
}
