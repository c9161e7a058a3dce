import { text } from "../texts";
import type { EditorNode } from "./editor-node";
import { currentValue } from "./form";
import { problemWith, type Surroundings } from "./rules";

/** Node-RED's validator: `true`, or a sentence that says what is wrong. What the saved node lacks has its default. */
export function check(node: EditorNode, property: string, value: unknown): true | string {
  const actual = value ?? node._def.defaults[property]?.value ?? "";
  const problem = problemWith(property, String(actual), surroundingsOf(node));
  return problem ? text(`${problem.group ?? "validation"}.${problem.sentence}`, problem.values) : true;
}

function surroundingsOf(node: EditorNode): Surroundings {
  const property = (name: string) => String(currentValue(node, name) ?? "");
  return { now: Date.now(), property, connectionProtocol: () => protocolOf(property("connection")) };
}

function protocolOf(connection: string): string | undefined {
  const node = RED.nodes.node(connection);
  return node ? String(node.protocol ?? "signed") : undefined;
}
