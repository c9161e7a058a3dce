import { element } from "../../elements";
import type { EditorNode } from "../../form/editor-node";
import { field } from "../../form/form";
import { quotable } from "../../form/rules";
import { text } from "../../texts";

/** ms; long enough to read it after the form has closed. */
const READING_TIME = 10_000;

/** What was said last, which the next one takes the place of. */
let said: { close(): void } | undefined;

/** Says below the symbols what is missing of words that have not become one of them; nothing for an empty sentence. */
export function showUntaken(row: HTMLElement, sentence: string): void {
  row.classList.toggle("coincall-untaken", sentence !== "");
  const line = row.querySelector(".coincall-untaken-line");
  if (line && line.textContent !== sentence) line.textContent = sentence;
}

/** Says it of a form that is being saved, where nobody can see the line below the field any more. */
export function tellUntaken(node: EditorNode): void {
  const row = field(node, "symbols")?.closest(".coincall-listed.coincall-untaken");
  const sentence = row?.querySelector(".coincall-untaken-line")?.textContent ?? "";
  if (sentence === "") return;
  said?.close();
  said = RED.notify(element("p", {}, sentence), { type: "warning", timeout: READING_TIME });
}

/** What is missing of words; that of an underlying where only options are watched. Empty for no words. */
export function missingIn(words: string, isUnderlying: boolean): string {
  if (words === "") return "";
  const typed = quotable(words);
  return isUnderlying ? text("picking.underlyingAlone", { typed }) : text("validation.untaken", { typed });
}
