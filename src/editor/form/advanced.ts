import type { EditorNode } from "./editor-node";
import { fieldId } from "./form";

/** Unfolds the advanced section if something in it differs from its default: what is set must be seen. */
export function unfoldIfChanged(node: EditorNode, form: HTMLElement): void {
  const section = form.querySelector<HTMLDetailsElement>(".coincall-advanced");
  if (!section) return;
  section.open = Object.entries(node._def.defaults).some(
    ([property, { value }]) =>
      section.querySelector(`#${fieldId(node, property)}`) !== null &&
      String(node[property] ?? value) !== String(value),
  );
}
