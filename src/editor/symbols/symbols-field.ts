import { type Choices, Combobox } from "../combobox";
import { check } from "../form/check";
import type { EditorNode } from "../form/editor-node";
import { currentValue, field } from "../form/form";
import { isVariable } from "../form/rules";
import { choosable, watchesOptionsOnly } from "../market/choosable";
import type { Market } from "../market/market";
import { marksFor } from "../market/marks";
import { text } from "../texts";
import { Chips, type Sight } from "./chips";
import { choicesFor } from "./choices";
import { noteOf } from "./notes";
import { RollingPart } from "./rolling-part";
import { showTally } from "./tally";
import { showUntaken } from "./untaken";
import { chipsOf, isList, writtenAs } from "./written-symbols";

/**
 * Makes the symbols a list of chips with a search, or the name of a variable. Node-RED's typed input keeps what is
 * saved, and the switch between the two; of a list, the chips are what is seen of it.
 */
export function prepareSymbols(node: EditorNode, form: HTMLElement, market: Market): void {
  const input = field(node, "symbols");
  const row = form.querySelector<HTMLElement>(".coincall-symbols");
  const search = row?.querySelector<HTMLInputElement>(".coincall-search");
  const list = row?.querySelector<HTMLElement>(".coincall-chips");
  if (!input || !row || !search || !list) return;
  makeTyped(node, input);
  new SymbolsField(node, market, { input, row, search, list }).prepare();
}

function makeTyped(node: EditorNode, input: HTMLInputElement): void {
  const listed: TypedInputType = {
    value: "str",
    label: text("form.symbolsListed"),
    icon: "fa fa-list-ul",
    validate: (value) => check(node, "symbols", value),
  };
  const types = [listed, "env", "flow", "global"];
  $(input).typedInput({ default: "str", typeField: "#node-input-symbolsType", types });
  // An input of one line drops line breaks without a trace, which would run two symbols into one.
  if (typeof node.symbols === "string") $(input).typedInput("value", onOneLine(node.symbols));
}

function onOneLine(list: string): string {
  const lines = list.split(/[\r\n]+/).map((line) => line.trim());
  return lines.filter((line) => line !== "").join(", ");
}

interface Parts {
  /** Holds what is saved. */
  readonly input: HTMLInputElement;
  readonly row: HTMLElement;
  readonly search: HTMLInputElement;
  readonly list: HTMLElement;
}

class SymbolsField {
  readonly #node: EditorNode;
  readonly #market: Market;
  readonly #parts: Parts;
  readonly #combobox: Combobox;
  readonly #drawn: Chips;
  readonly #rolling: RollingPart;
  #chips: string[] = [];
  /** What the chips were made of, to tell a change from outside from one of ours. */
  #written: string | undefined;

  constructor(node: EditorNode, market: Market, parts: Parts) {
    this.#node = node;
    this.#market = market;
    this.#parts = parts;
    this.#combobox = new Combobox(parts.search, {
      label: text("form.found"),
      multiple: true,
      choicesFor: (query) => this.#choicesFor(query),
      choose: (symbol) => this.#toggle(symbol),
    });
    this.#drawn = new Chips(parts.list, (symbol) => this.#remove(symbol));
    this.#rolling = new RollingPart(node, market, {
      chips: () => this.#chips,
      change: (chips) => {
        this.#change(chips);
        parts.search.focus();
      },
      retell: () => {
        this.#drawn.retell();
        this.#combobox.refresh();
      },
    });
  }

  prepare(): void {
    const { input, search, row } = this.#parts;
    $(input).on("change", () => this.#show());
    search.addEventListener("keydown", (event) => this.#obey(event));
    search.addEventListener("paste", (event) => this.#paste(event));
    search.addEventListener("input", () => showUntaken(row, ""));
    search.addEventListener("blur", () => this.#leave());
    row.querySelector(".coincall-box")?.addEventListener("click", ({ target, currentTarget }) => {
      if (target === currentTarget) search.focus();
    });
    row.querySelector(".coincall-tally button")?.addEventListener("click", () => {
      this.#change([]);
      search.focus();
    });
    this.#rolling.prepare(row);
    this.#market.prices.follow(() => this.#combobox.refresh());
    this.#show();
    this.#market.follow(() => {
      this.#draw("same");
      this.#combobox.refresh();
    });
  }

  /** What the typed input holds: a list, or the name of a variable. */
  #show(): void {
    const { input, row } = this.#parts;
    const isListed = currentValue(this.#node, "symbolsType") === "str";
    row.classList.toggle("coincall-listed", isListed);
    this.#nameFields(isListed);
    const written = String($(input).val());
    if (!isListed || written === this.#written) return;
    this.#written = written;
    this.#chips = chipsOf(written);
    this.#draw("beginning");
  }

  /** The label belongs to the field that is seen. */
  #nameFields(isListed: boolean): void {
    const { row, search } = this.#parts;
    const variable = row.querySelector<HTMLInputElement>(".red-ui-typedInput-input");
    const label = row.querySelector("label");
    if (!variable || !label) return;
    variable.id = `${search.id}-variable`;
    label.htmlFor = isListed ? search.id : variable.id;
  }

  #draw(sight: Sight): void {
    const rolling = this.#rolling.isTaken;
    const optionsOnly = watchesOptionsOnly(String(this.#node.type), this.#market.endpoint);
    const mark = marksFor(this.#market.instruments, Date.now(), { optionsOnly, rolling });
    const marking = (symbol: string) => (isVariable(symbol) ? undefined : mark(symbol));
    const noting = (symbol: string) => noteOf(symbol, marking, this.#rolling.standings, Date.now());
    this.#drawn.draw(this.#chips, noting, sight);
    showTally(this.#parts.row, this.#chips, marking);
    this.#rolling.show();
  }

  #remove(symbol: string): void {
    this.#change(this.#chips.filter((chip) => chip !== symbol));
    this.#parts.search.focus();
  }

  #choicesFor(query: string): Choices {
    const listed = this.#market.instruments;
    const market = listed && choosable(String(this.#node.type), this.#market.endpoint, listed);
    return this.#rolling.choicesFor(query, (search) =>
      market
        ? choicesFor(market, search, new Set(this.#chips), Date.now(), this.#market.prices.money)
        : { groups: [] },
    );
  }

  #toggle(symbol: string): void {
    const without = this.#chips.filter((chip) => chip !== symbol);
    this.#change(without.length < this.#chips.length ? without : [...this.#chips, symbol]);
    this.#clear();
  }

  #take(written: string): void {
    this.#change([...new Set([...this.#chips, ...chipsOf(written)])]);
    this.#clear();
  }

  #leave(): void {
    const { row, search } = this.#parts;
    if (this.#isList(search.value)) this.#take(search.value);
    else showUntaken(row, search.value);
  }

  /** Words that mean a rolling option are typed to find it. */
  #isList(written: string): boolean {
    return isList(written) && !this.#rolling.isPhrase(written);
  }

  #clear(): void {
    this.#parts.search.value = "";
    showUntaken(this.#parts.row, "");
    this.#combobox.close();
  }

  #change(chips: string[]): void {
    const sight = chips.length > this.#chips.length ? "end" : "same";
    this.#chips = chips;
    this.#written = writtenAs(chips);
    $(this.#parts.input).typedInput("value", this.#written);
    $(this.#parts.input).trigger("change");
    this.#draw(sight);
  }

  #obey(event: KeyboardEvent): void {
    const { search } = this.#parts;
    if (event.isComposing) return;
    // Ctrl with Enter closes the form: what was typed must not be lost.
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      if (this.#isList(search.value)) this.#take(search.value);
      return;
    }
    if (event.key === "Backspace" && search.value === "") this.#change(this.#chips.slice(0, -1));
    else if (event.key === "Enter") this.#enter();
    else if (/^[,;]$/.test(event.key)) this.#take(search.value);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #enter(): void {
    const { search } = this.#parts;
    if (search.value.trim() === "" && !this.#combobox.isOpen) this.#combobox.open();
    else if (!this.#combobox.chooseActive()) this.#take(search.value);
  }

  /** A list becomes chips at once; a word goes where the cursor is. */
  #paste(event: ClipboardEvent): void {
    const pasted = event.clipboardData?.getData("text") ?? "";
    const hasSeveral = /[,;\r\n]/.test(pasted.trim());
    if (this.#parts.search.value !== "" || !(hasSeveral || this.#isList(pasted))) return;
    event.preventDefault();
    this.#take(pasted);
  }
}
