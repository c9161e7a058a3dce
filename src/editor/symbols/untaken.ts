import { element } from "../elements";
import type { EditorNode } from "../form/editor-node";
import { field } from "../form/form";
import { quotable } from "../form/rules";
import { text } from "../texts";

/** ms; long enough to read it after the form has closed. */
const READING_TIME = 10_000;

/** Says below the symbols that a text, which was typed to search, has not become one of them; nothing for an empty one. */
export function showUntaken(row: HTMLElement, typed: string): void {
  const sentence = sentenceFor(typed);
  row.classList.toggle("coincall-untaken", sentence !== "");
  const line = row.querySelector(".coincall-untaken-line");
  if (line && line.textContent !== sentence) line.textContent = sentence;
}

/** Says it of a form that is being saved, where nobody can see the line below the field any more. */
export function tellUntaken(node: EditorNode): void {
  const row = field(node, "symbols")?.closest(".coincall-listed");
  const sentence = sentenceFor(row?.querySelector<HTMLInputElement>(".coincall-search")?.value ?? "");
  if (sentence !== "") RED.notify(element("p", {}, sentence), { type: "warning", timeout: READING_TIME });
}

function sentenceFor(typed: string): string {
  return typed.trim() === "" ? "" : text("form.untaken", { typed: quotable(typed.trim()) });
}
