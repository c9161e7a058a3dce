import { isNone } from "../form/connection-problem";
import type { EditorNode } from "../form/editor-node";
import { currentValue } from "../form/form";
import { isNew } from "../form/new-nodes";

/** Once somebody has added the connection of a new node, the symbols come next: they can be typed without a click. */
export function goOnToSymbols(node: EditorNode, form: HTMLElement): void {
  const search = form.querySelector<HTMLElement>(".coincall-search");
  if (!search || !isNew(node)) return;
  let before = currentValue(node, "connection");
  $(form).on("change", () => {
    const now = currentValue(node, "connection");
    if (isNone(before) && !isNone(now) && isNobodyIn(form)) search.focus();
    before = now;
  });
}

/** Node-RED has closed the form of the connection, and what had the focus went with it. */
function isNobodyIn(form: HTMLElement): boolean {
  return document.activeElement?.contains(form) ?? true;
}
