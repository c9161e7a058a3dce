import { element, icon } from "../elements";
import { text } from "../texts";
import { foldInWords } from "./fold-words";
import { type Item, itemsOf, nameOf, symbolsOf } from "./folds";
import type { Note, Noting } from "./note";
import { areMany, firstOf, keptOf, lastOf, moreOf, type Part, partWith } from "./part";

/** Where a list is looked at after it has changed. */
export type Sight = "beginning" | "same" | "end";

/** The line that tells which keys there are for many. */
const KEYS = "coincall-chip-keys";
/** Pixels before an end of what is drawn at which more is drawn. */
const NEAR = 60;

/**
 * The chosen symbols, each with a button that removes it, and with a word if there is something to tell of it. Many
 * options of one expiry share a chip, which can be unfolded.
 */
export class Chips {
  readonly #list: HTMLElement;
  readonly #remove: (symbols: readonly string[]) => void;
  readonly #open = new Set<string>();
  readonly #noting: Noting;
  #symbols: readonly string[] = [];
  #items: readonly Item[] = [];
  #part: Part = firstOf(0);
  /** Of many, the one that the Tab key comes to; arrows go on from there. */
  #current = 0;

  constructor(list: HTMLElement, noting: Noting, remove: (symbols: readonly string[]) => void) {
    this.#list = list;
    this.#noting = noting;
    this.#remove = remove;
    list.addEventListener("scroll", () => this.#goOn());
    list.addEventListener("keydown", (event) => this.#obey(event));
    list.addEventListener("focusin", ({ target }) => this.#makeCurrent(this.#indexOf(target)));
  }

  draw(symbols: readonly string[], sight: Sight): void {
    this.#symbols = symbols;
    this.#drawItems(sight);
  }

  #drawItems(sight: Sight): void {
    this.#items = itemsOf(this.#symbols, this.#open);
    this.#list.hidden = this.#symbols.length === 0;
    this.#list.parentElement?.classList.toggle("coincall-many", this.#areMany);
    const top = this.#list.scrollTop;
    this.#drawPart(PARTS[sight](this.#part, this.#items.length));
    this.#list.scrollTop = { beginning: 0, same: top, end: this.#list.scrollHeight }[sight];
  }

  get #areMany(): boolean {
    return areMany(this.#items.length);
  }

  #drawPart(part: Part): void {
    const hadFocus = this.#list.contains(document.activeElement);
    this.#part = part;
    this.#current = Math.max(part.from, Math.min(this.#current, part.to - 1));
    this.#list.replaceChildren(...this.#drawn(part));
    if (hadFocus) this.#buttonOf(this.#current)?.focus();
  }

  #drawn({ from, to }: Part): HTMLElement[] {
    return this.#items.slice(from, to).map((item, index) => this.#chip(item, from + index));
  }

  #chip(item: Item, index: number): HTMLElement {
    const name = text("form.remove", { symbol: namedIn(item) });
    const button = element("button", { type: "button", title: name, "aria-label": name }, icon("times"));
    button.addEventListener("click", () => this.#remove(symbolsOf(item)));
    const note = element("span", { id: `coincall-note-${index}`, hidden: "" });
    const chip = element("li", {}, this.#shown(item), element("em"), button, note);
    if (this.#areMany) setTabStop(chip, index === this.#current);
    this.#tell(chip, item);
    return chip;
  }

  #shown(item: Item): HTMLElement {
    if (!("fold" in item)) return element("span", {}, item.symbol);
    const { fold, isOpen } = item;
    const caret = icon(isOpen ? "caret-down" : "caret-right");
    const attributes = { type: "button", class: "coincall-unfold", "aria-expanded": String(isOpen) };
    const button = element("button", attributes, caret, ` ${namedIn(item)}`);
    button.addEventListener("click", () => this.#turn(nameOf(fold), isOpen));
    return button;
  }

  /** Folds an expiry up or out. */
  #turn(name: string, isOpen: boolean): void {
    if (isOpen) this.#open.delete(name);
    else this.#open.add(name);
    this.#drawItems("same");
    this.#focus(this.#items.findIndex((item) => "fold" in item && nameOf(item.fold) === name));
  }

  /** Tells anew what is known of the symbols; whatever has the focus keeps it. */
  retell(): void {
    for (const [index, chip] of [...this.#list.children].entries())
      this.#tell(chip, this.#items[this.#part.from + index]);
  }

  #tell(chip: Element, item: Item | undefined): void {
    if (!item) return;
    const { kind, word, sentence } =
      "fold" in item ? this.#noting.ofFold(item.fold) : this.#noting.of(item.symbol);
    const told = JSON.stringify([kind, word, sentence]);
    if (chip.getAttribute("data-told") === told) return;
    const [shown, em, button, note] = chip.children;
    chip.setAttribute("data-told", told);
    chip.className = `coincall-chip coincall-${kind ?? "plain"}`;
    shown?.setAttribute("title", sentence === "" ? namedIn(item) : sentence);
    em?.replaceChildren(...(kind ? [icon(ICONS[kind] ?? "exclamation-triangle"), word && ` ${word}`] : []));
    if (note) note.textContent = sentence;
    const described = [sentence && note?.id, this.#areMany && KEYS].filter(Boolean).join(" ");
    if (described) button?.setAttribute("aria-describedby", described);
    else button?.removeAttribute("aria-describedby");
  }

  /** Draws more when the end of what is drawn comes near. */
  #goOn(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#list;
    const { from, to } = this.#part;
    const count = this.#items.length;
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
    const last = this.#items.length - 1;
    if (index < 0 || ctrlKey || metaKey || altKey || !this.#areMany) return;
    const steps = STEPS[key];
    if (steps !== undefined) this.#focus(Math.min(Math.max(index + steps, 0), last));
    else if (key === "Delete" || key === "Backspace") this.#removeAt(index);
    else return;
    // Node-RED moves and deletes nodes with these keys.
    event.preventDefault();
    event.stopPropagation();
  }

  #removeAt(index: number): void {
    const item = this.#items[index];
    if (item) this.#remove(symbolsOf(item));
    if (this.#areMany) this.#focus(Math.min(index, this.#items.length - 1));
  }

  #focus(index: number): void {
    const part = partWith(index, this.#part, this.#items.length);
    if (part !== this.#part) this.#drawPart(part);
    this.#buttonOf(index)?.focus();
  }

  /** Makes it the one that the Tab key comes to. */
  #makeCurrent(index: number): void {
    if (index < 0 || !this.#areMany) return;
    setTabStop(this.#chipAt(this.#current), false);
    this.#current = index;
    setTabStop(this.#chipAt(index), true);
  }

  #buttonOf(index: number): HTMLButtonElement | null | undefined {
    return this.#chipAt(index)?.querySelector("button");
  }

  #chipAt(index: number): Element | undefined {
    return this.#list.children[index - this.#part.from];
  }

  /** @returns -1 for what is in no chip */
  #indexOf(target: EventTarget | null): number {
    const chip = (target as Element | null)?.closest(".coincall-chip");
    const index = chip ? [...this.#list.children].indexOf(chip) : -1;
    return index < 0 ? index : this.#part.from + index;
  }
}

function namedIn(item: Item): string {
  return "fold" in item ? foldInWords(item.fold, Date.now()) : item.symbol;
}

/** Whether the Tab key comes to the buttons of a chip. */
function setTabStop(chip: Element | undefined, isOne: boolean): void {
  for (const button of chip?.querySelectorAll("button") ?? []) button.tabIndex = isOne ? 0 : -1;
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
