import { alertProblemIn } from "../alert/alert-check";
import { isAlert } from "../alert/alert-type";
import { text } from "../texts";
import { connectionProblem } from "./connection-problem";
import { dialectOf } from "./dialect";
import { type EditorNode, savedValue } from "./editor-node";
import { currentValue } from "./form";
import { isQuiet } from "./quiet";
import { isVariable, problemWith, type Surroundings } from "./rules";

/**
 * Node-RED's validator: `true`, or a sentence that says what is wrong. What the saved node lacks has its default, and
 * a field that nobody has been to yet is not found fault with.
 */
export function check(node: EditorNode, property: string, value: unknown): true | string {
  const actual = String(value ?? savedValue(node, property) ?? "");
  if (isQuiet(node, property, actual)) return true;
  return problemIn(node, property, actual) ?? true;
}

function problemIn(node: EditorNode, property: string, value: string): string | undefined {
  if (property === "connection") return connectionProblem(value);
  const around = surroundingsOf(node);
  if (isAlert(node)) return isVariable(value) ? undefined : alertProblemIn(property, value, around.property);
  const problem = problemWith(property, value, around);
  return problem && text(`${problem.group ?? "validation"}.${problem.sentence}`, problem.values);
}

function surroundingsOf(node: EditorNode): Surroundings {
  const property = (name: string) => String(currentValue(node, name) ?? "");
  return { now: Date.now(), property, connectionProtocol: () => dialectOf(property("connection")) };
}
