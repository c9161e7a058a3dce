import { element } from "../../elements";
import type { EditorNode } from "../../form/editor-node";
import { sampleOf } from "../../sample/sample-field";
import { numbersIn } from "../offers";
import { prepareProperty } from "./level-fields";

/** Any node's, in the order in which they are offered where nothing is known of the messages. */
const USUAL = ["payload.price", "payload"];

/** The value that is judged, with an offer of those that the nodes before this one send. */
export function prepareJudged(node: EditorNode): void {
  const input = prepareProperty(node);
  if (!input) return;
  const id = "coincall-values";
  const known = RED.nodes.filterLinks({ target: node }).flatMap(({ source }) => numbersOf(source));
  const offered = new Set(known.length > 0 ? known : USUAL);
  input.setAttribute("list", id);
  input.after(element("datalist", { id }, ...[...offered].map((value) => element("option", { value }))));
}

/** Of one of ours: what others send nobody knows. */
function numbersOf(node: EditorNode): string[] {
  return String(node.type).startsWith("coincall-") ? numbersIn(sampleOf(node) ?? {}) : [];
}
