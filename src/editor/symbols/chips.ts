import { element, icon } from "../elements";
import type { Mark } from "../market/marks";
import { text } from "../texts";

export interface ChipsOptions {
  mark(symbol: string): Mark | undefined;
  remove(symbol: string): void;
}

/** Draws the chosen symbols, each with a button that removes it, and with a word if something is wrong with it. */
export function drawChips(list: HTMLElement, symbols: readonly string[], options: ChipsOptions): void {
  list.replaceChildren(...symbols.map((symbol) => chip(symbol, options)));
  list.hidden = symbols.length === 0;
}

function chip(symbol: string, { mark, remove }: ChipsOptions): HTMLElement {
  const wrong = mark(symbol);
  const name = text("form.remove", { symbol });
  const button = element("button", { type: "button", title: name, "aria-label": name }, icon("times"));
  button.addEventListener("click", () => remove(symbol));
  const shown = element("span", { title: symbol }, symbol);
  if (wrong === undefined) return element("li", { class: "coincall-chip" }, shown, button);
  const word = element("em", {}, icon("exclamation-triangle"), ` ${WORDS[wrong]()}`);
  return element("li", { class: `coincall-chip coincall-${wrong}` }, shown, word, button);
}

const WORDS: Readonly<Record<Mark, () => string>> = {
  malformed: () => text("form.malformed"),
  misplaced: () => text("form.misplaced"),
  expired: () => text("form.expired"),
  unlisted: () => text("form.unlisted"),
};
