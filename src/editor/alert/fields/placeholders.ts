import type { EditorNode } from "../../form/editor-node";
import { field } from "../../form/form";

/** Lets people put into their own text what changes from message to message, without knowing how that is written. */
export function preparePlaceholders(node: EditorNode, form: HTMLElement): void {
  const text = field(node, "text") as HTMLTextAreaElement | undefined;
  if (!text) return;
  for (const button of form.querySelectorAll<HTMLElement>("[data-insert]")) {
    button.addEventListener("click", () => {
      text.setRangeText(button.dataset.insert ?? "", text.selectionStart, text.selectionEnd, "end");
      text.focus();
      $(text).trigger("change");
    });
  }
}
