import { text } from "../texts";

/** Node-RED's word for none, in the list of those that there are. */
const NONE = ["", "_ADD_"];

/** Whether that is the value of a list of configuration nodes where none is chosen. */
export function isNone(value: unknown): boolean {
  return NONE.includes(String(value ?? ""));
}

/** What is wrong with the connection of a node, in words. A variable of the environment is Node-RED's to look up. */
export function connectionProblem(value: string): string | undefined {
  if (isNone(value)) return text("using.none");
  const chosen = RED.nodes.node(value);
  if (!chosen) return text("using.gone");
  return chosen.valid === false ? text("using.incomplete") : undefined;
}
