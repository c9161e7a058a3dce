import { element, icon } from "../elements";
import type { Mark } from "../market/marks";
import { text } from "../texts";
import { areMany, firstOf, keptOf, lastOf, moreOf, type Part, partWith } from "./part";

/** What is wrong with a symbol, if anything is. */
export type Marking = (symbol: string) => Mark | undefined;

/** What is told of a symbol beside its name. */
export interface Note {
  /** How it looks: as something that is wrong, that rolls, or that rolls and is nothing now. */
  readonly kind?: Mark | "rolling" | "nothing";
  /** In the chip. */
  readonly word: string;
  /** On hover, and by a screen reader. */
  readonly sentence: string;
}

export type Noting = (symbol: string) => Note;

/** Where a list is looked at after it has changed. */
export type Sight = "beginning" | "same" | "end";

/** The line that tells which keys there are for many. */
const KEYS = "coincall-chip-keys";
/** Pixels before an end of what is drawn at which more is drawn. */
const NEAR = 60;

/** The chosen symbols, each with a button that removes it, and with a word if there is something to tell of it. */
export class Chips {
  readonly #list: HTMLElement;
  readonly #remove: (symbol: string) => void;
  #symbols: readonly string[] = [];
  #noting: Noting = () => ({ word: "", sentence: "" });
  #part: Part = firstOf(0);
  /** Of many, the one that the Tab key comes to; arrows go on from there. */
  #current = 0;

  constructor(list: HTMLElement, remove: (symbol: string) => void) {
    this.#list = list;
    this.#remove = remove;
    list.addEventListener("scroll", () => this.#goOn());
    list.addEventListener("keydown", (event) => this.#obey(event));
    list.addEventListener("focusin", ({ target }) => this.#makeCurrent(this.#indexOf(target)));
  }

  draw(symbols: readonly string[], noting: Noting, sight: Sight): void {
    this.#symbols = symbols;
    this.#noting = noting;
    const many = areMany(symbols.length);
    this.#list.hidden = symbols.length === 0;
    this.#list.parentElement?.classList.toggle("coincall-many", many);
    const top = this.#list.scrollTop;
    this.#drawPart(PARTS[sight](this.#part, symbols.length));
    this.#list.scrollTop = { beginning: 0, same: top, end: this.#list.scrollHeight }[sight];
  }

  #drawPart(part: Part): void {
    const hadFocus = this.#list.contains(document.activeElement);
    this.#part = part;
    this.#current = Math.max(part.from, Math.min(this.#current, part.to - 1));
    this.#list.replaceChildren(...this.#drawn(part));
    if (hadFocus) this.#buttonOf(this.#current)?.focus();
  }

  #drawn({ from, to }: Part): HTMLElement[] {
    return this.#symbols.slice(from, to).map((symbol, index) => this.#chip(symbol, from + index));
  }

  #chip(symbol: string, index: number): HTMLElement {
    const name = text("form.remove", { symbol });
    const button = element("button", { type: "button", title: name, "aria-label": name }, icon("times"));
    if (areMany(this.#symbols.length)) button.tabIndex = index === this.#current ? 0 : -1;
    button.addEventListener("click", () => this.#remove(symbol));
    const note = element("span", { id: `coincall-note-${index}`, hidden: "" });
    const chip = element("li", {}, element("span", {}, symbol), element("em"), button, note);
    this.#tell(chip, symbol);
    return chip;
  }

  /** Tells anew what is known of the symbols; whatever has the focus keeps it. */
  retell(): void {
    for (const [index, chip] of [...this.#list.children].entries())
      this.#tell(chip, String(this.#symbols[this.#part.from + index]));
  }

  #tell(chip: Element, symbol: string): void {
    const { kind, word, sentence } = this.#noting(symbol);
    const told = JSON.stringify([kind, word, sentence]);
    if (chip.getAttribute("data-told") === told) return;
    const [shown, em, button, note] = chip.children;
    chip.setAttribute("data-told", told);
    chip.className = `coincall-chip coincall-${kind ?? "plain"}`;
    shown?.setAttribute("title", sentence === "" ? symbol : sentence);
    em?.replaceChildren(...(kind ? [icon(ICONS[kind] ?? "exclamation-triangle"), word && ` ${word}`] : []));
    if (note) note.textContent = sentence;
    const described = [sentence && note?.id, areMany(this.#symbols.length) && KEYS].filter(Boolean).join(" ");
    if (described) button?.setAttribute("aria-describedby", described);
    else button?.removeAttribute("aria-describedby");
  }

  /** Draws more when the end of what is drawn comes near. */
  #goOn(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#list;
    const { from, to } = this.#part;
    const count = this.#symbols.length;
    if (to < count && scrollTop + clientHeight > scrollHeight - NEAR) {
      this.#part = moreOf(this.#part, count, "after");
      this.#list.append(...this.#drawn({ from: to, to: this.#part.to }));
    } else if (from > 0 && scrollTop < NEAR) {
      this.#part = moreOf(this.#part, count, "before");
      this.#list.prepend(...this.#drawn({ from: this.#part.from, to: from }));
      this.#list.scrollTop += this.#list.scrollHeight - scrollHeight;
    }
  }

  #obey(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey } = event;
    const index = this.#indexOf(event.target);
    const last = this.#symbols.length - 1;
    if (index < 0 || ctrlKey || metaKey || altKey || !areMany(this.#symbols.length)) return;
    const steps = STEPS[key];
    if (steps !== undefined) this.#focus(Math.min(Math.max(index + steps, 0), last));
    else if (key === "Delete" || key === "Backspace") this.#removeAt(index);
    else return;
    // Node-RED moves and deletes nodes with these keys.
    event.preventDefault();
    event.stopPropagation();
  }

  #removeAt(index: number): void {
    this.#remove(String(this.#symbols[index]));
    if (areMany(this.#symbols.length)) this.#focus(Math.min(index, this.#symbols.length - 1));
  }

  #focus(index: number): void {
    const part = partWith(index, this.#part, this.#symbols.length);
    if (part !== this.#part) this.#drawPart(part);
    this.#buttonOf(index)?.focus();
  }

  /** Makes it the one that the Tab key comes to. */
  #makeCurrent(index: number): void {
    if (index < 0 || !areMany(this.#symbols.length)) return;
    const before = this.#buttonOf(this.#current);
    if (before) before.tabIndex = -1;
    this.#current = index;
    const now = this.#buttonOf(index);
    if (now) now.tabIndex = 0;
  }

  #buttonOf(index: number): HTMLButtonElement | null | undefined {
    return this.#list.children[index - this.#part.from]?.querySelector("button");
  }

  /** @returns -1 for what is in no chip */
  #indexOf(target: EventTarget | null): number {
    const chip = (target as Element | null)?.closest(".coincall-chip");
    const index = chip ? [...this.#list.children].indexOf(chip) : -1;
    return index < 0 ? index : this.#part.from + index;
  }
}

/** Of what is not wrong. */
const ICONS: Readonly<Partial<Record<NonNullable<Note["kind"]>, string>>> = { rolling: "refresh" };

const PARTS: Readonly<Record<Sight, (part: Part, count: number) => Part>> = {
  beginning: (_part, count) => firstOf(count),
  same: keptOf,
  end: (_part, count) => lastOf(count),
};

/** Chips that a key goes on; more than there are is to the end. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};
