import type { EditorNode } from "../form/editor-node";
import { currentValue } from "../form/form";
import { isAskedForAgain } from "./stored-key";

/**
 * Says of a connection that has lost its key why that is: flows are exported and imported without keys. A new
 * connection never had one, and its fields say themselves what they need.
 */
export function prepareMissingKey(node: EditorNode, form: HTMLElement): void {
  const notice = form.querySelector<HTMLElement>(".coincall-missing-key");
  if (!notice) return;
  const isNew = RED.nodes.node(String(node.id)) === null;
  const update = () => {
    notice.hidden = isNew || hasKey(node) || isAskedForAgain(form);
  };
  $(form).on("change keyup input", update);
  update();
}

function hasKey(node: EditorNode): boolean {
  return currentValue(node, "environment") === "simulator" || currentValue(node, "apiKey") !== "";
}
