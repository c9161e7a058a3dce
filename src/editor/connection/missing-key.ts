import type { EditorNode } from "../form/editor-node";
import { currentValue } from "../form/form";
import { isNew } from "../form/new-nodes";
import { isAskedForAgain } from "./stored-key";

/**
 * Says of a connection that came without its key why that is: flows are exported and imported without keys. Of any other
 * its fields say themselves what they need.
 */
export function prepareMissingKey(node: EditorNode, form: HTMLElement): void {
  const notice = form.querySelector<HTMLElement>(".coincall-missing-key");
  if (!notice || !cameWithoutKey(node)) return;
  const update = () => {
    notice.hidden = hasKey(node) || isAskedForAgain(form);
  };
  $(form).on("change keyup input", update);
  update();
}

/** Node-RED knows of every connection that was saved in this form whether it has a key, and of no imported one. */
function cameWithoutKey(node: EditorNode): boolean {
  return !isNew(node) && needsKey(node) && !("has_apiKey" in Object(node.credentials));
}

function hasKey(node: EditorNode): boolean {
  return !needsKey(node) || currentValue(node, "apiKey") !== "";
}

function needsKey(node: EditorNode): boolean {
  return currentValue(node, "environment") !== "simulator";
}
