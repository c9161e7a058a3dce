import { isNone } from "./connection-problem";
import type { EditorNode } from "./editor-node";
import { field } from "./form";
import { isNew } from "./new-nodes";

/** On a row of a form whose fields somebody has been to, or that was saved with something wrong in it. */
const TOUCHED = "data-touched";

/**
 * Finds no fault with what is empty because nobody has been there yet: a field is found fault with once it was changed
 * or left, once "Done" was pressed, or if the node was saved so.
 *
 * @param isWrong whether a property of the saved node is
 */
export function keepQuiet(
  node: EditorNode,
  form: HTMLElement,
  properties: readonly string[],
  isWrong: (property: string) => boolean,
): void {
  for (const name of ["input", "change"]) {
    // Before Node-RED's own listeners, which look at the field at once.
    form.addEventListener(name, ({ target }) => touch(rowOf(target)), { capture: true });
  }
  form.addEventListener("focusout", ({ target }) => leave(node, rowOf(target), properties));
  if (isNew(node)) return;
  touchAll(form);
  const right = properties.filter((property) => !isWrong(property));
  for (const property of right) rowOf(field(node, property))?.removeAttribute(TOUCHED);
}

/** Whether it is too early to find fault with a property. */
export function isQuiet(node: EditorNode, property: string, value: string): boolean {
  if (!isNone(value.trim())) return false;
  const row = rowOf(field(node, property));
  return row !== undefined && !row.hasAttribute(TOUCHED);
}

/** From now on whatever is wrong in a form is said: somebody wants to save it. */
export function touchAll(form: HTMLElement): void {
  for (const row of form.querySelectorAll(".form-row")) touch(row);
}

function leave(node: EditorNode, row: Element | undefined, properties: readonly string[]): void {
  if (!row || row.hasAttribute(TOUCHED)) return;
  touch(row);
  for (const property of properties) {
    const input = field(node, property);
    // Both Node-RED and the form look at it anew.
    if (input && rowOf(input) === row && isNone($(input).val())) $(input).trigger("change");
  }
}

function touch(row: Element | undefined): void {
  row?.setAttribute(TOUCHED, "");
}

function rowOf(target: unknown): Element | undefined {
  return (target instanceof Element && target.closest(".form-row")) || undefined;
}
