import type { Choices } from "../combobox";
import { check } from "../form/check";
import type { EditorNode } from "../form/editor-node";
import { currentValue, field } from "../form/form";
import { isVariable } from "../form/rules";
import type { Markets } from "../market/markets";
import { marksFor } from "../market/marks";
import { otherThan } from "../market/places";
import { text } from "../texts";
import { Chips, type Sight } from "./chips";
import { foldNote } from "./fold-words";
import { followMarket } from "./hints";
import type { Marking, Noting } from "./note";
import { noteOf } from "./notes";
import { OtherMarket } from "./other-market";
import { RollingPart } from "./rolling-part";
import { Finding } from "./search/finding";
import { SearchBox } from "./search/search-box";
import { missingIn, showUntaken } from "./search/untaken";
import { showTally } from "./tally";
import { wordsIn } from "./typed-words";
import { chipsOf, writtenAs } from "./written-symbols";

/**
 * Makes the symbols a list of chips with a search, or the name of a variable. Node-RED's typed input keeps what is
 * saved, and the switch between the two; of a list, the chips are what is seen of it.
 */
export function prepareSymbols(node: EditorNode, form: HTMLElement, markets: Markets): void {
  const input = field(node, "symbols");
  const row = form.querySelector<HTMLElement>(".coincall-symbols");
  const search = row?.querySelector<HTMLInputElement>(".coincall-search");
  const list = row?.querySelector<HTMLElement>(".coincall-chips");
  if (!input || !row || !search || !list) return;
  makeTyped(node, input);
  followMarket(String(node.type), form, row, markets);
  new SymbolsField(node, markets, { input, row, search, list }).prepare();
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
  readonly #markets: Markets;
  readonly #parts: Parts;
  readonly #search: SearchBox;
  readonly #drawn: Chips;
  readonly #rolling: RollingPart;
  readonly #finding: Finding;
  readonly #otherMarket = new OtherMarket(() => this.#turn());
  #chips: readonly string[] = [];
  /** Typed and left, and naming no symbol. */
  #words = "";
  #mark: Marking = () => undefined;
  /** What the chips were made of, to tell a change from outside from one of ours. */
  #written: string | undefined;

  constructor(node: EditorNode, markets: Markets, parts: Parts) {
    this.#node = node;
    this.#markets = markets;
    this.#parts = parts;
    this.#rolling = new RollingPart(node, markets, {
      chips: () => this.#chips,
      change: (chips) => {
        this.#change(chips);
        parts.search.focus();
      },
      retell: () => {
        this.#drawn.retell();
        this.#search.refresh();
      },
    });
    this.#finding = new Finding(String(node.type), markets, this.#rolling);
    const { standings } = this.#rolling;
    const noting: Noting = {
      of: (symbol) => noteOf(symbol, this.#mark, standings, markets.endpoint, Date.now()),
      ofFold: (fold) => foldNote(fold, this.#mark),
    };
    this.#drawn = new Chips(parts.list, noting, (symbols) => this.#remove(symbols));
    this.#search = new SearchBox(parts.search, {
      choicesFor: (query): Choices => this.#finding.choicesFor(query, this.#chips),
      toggle: (symbol) => this.#toggle(symbol),
      add: (symbols) => this.#add(symbols),
      removeLast: () => this.#change(this.#chips.slice(0, -1)),
      namedIn: (written) => this.#finding.namedIn(written),
      keep: (words) => this.#keep(words),
    });
  }

  prepare(): void {
    const { input, search, row } = this.#parts;
    $(input).on("change", () => this.#show());
    row.querySelector(".coincall-box")?.addEventListener("click", ({ target, currentTarget }) => {
      if (target === currentTarget) search.focus();
    });
    row.querySelector(".coincall-tally button")?.addEventListener("click", () => {
      this.#change([]);
      search.focus();
    });
    this.#rolling.prepare(row);
    this.#markets.chosen.prices.follow(() => this.#search.refresh());
    row.querySelector(".coincall-tally")?.after(this.#otherMarket.line);
    this.#show();
    this.#markets.follow(() => {
      this.#retell();
      this.#search.refresh();
      // The list may come when the form is gone, and with it what makes the field one of two types.
      if (input.isConnected) $(input).typedInput("validate");
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
    this.#words = wordsIn(written);
    this.#search.show(this.#words);
    this.#tellMissing();
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
    this.#drawn.draw(this.#chips, sight);
    this.#retell();
  }

  /** Tells anew what is known of the symbols. */
  #retell(): void {
    this.#mark = this.#marking();
    this.#drawn.retell();
    showTally(this.#parts.row, this.#chips, this.#mark);
    const areElsewhere = this.#chips.some((chip) => this.#mark(chip) === "otherMarket");
    this.#otherMarket.show(areElsewhere ? otherThan(this.#markets.endpoint) : undefined);
    this.#rolling.show();
  }

  #marking(): Marking {
    const { endpoint } = this.#markets;
    const listed = this.#markets.listedOn(endpoint);
    const elsewhere = this.#markets.listedOn(otherThan(endpoint));
    const mark = marksFor(String(this.#node.type), endpoint, Date.now(), listed, elsewhere);
    return (symbol) => (isVariable(symbol) ? undefined : mark(symbol));
  }

  #remove(symbols: readonly string[]): void {
    const gone = new Set(symbols);
    this.#change(this.#chips.filter((chip) => !gone.has(chip)));
    this.#search.focus();
  }

  #toggle(symbol: string): void {
    if (this.#chips.includes(symbol)) this.#change(this.#chips.filter((chip) => chip !== symbol));
    else this.#add([symbol]);
  }

  /** Chooses the other market with them, if that has all of them. */
  #add(symbols: readonly string[]): void {
    const areElsewhere = symbols.length > 0 && symbols.every((each) => this.#mark(each) === "otherMarket");
    this.#change([...new Set([...this.#chips, ...symbols])]);
    if (areElsewhere) this.#markets.turn(otherThan(this.#markets.endpoint));
  }

  #turn(): void {
    this.#markets.turn(otherThan(this.#markets.endpoint));
    this.#search.focus();
  }

  #keep(words: string): void {
    if (words === this.#words) return;
    this.#words = words;
    this.#tellMissing();
    this.#write();
  }

  #tellMissing(): void {
    showUntaken(this.#parts.row, missingIn(this.#words, this.#finding.isUnderlyingOnly(this.#words)));
  }

  #change(chips: readonly string[]): void {
    const sight = chips.length > this.#chips.length ? "end" : "same";
    this.#chips = chips;
    this.#write();
    this.#draw(sight);
  }

  #write(): void {
    this.#written = writtenAs(this.#chips, this.#words);
    $(this.#parts.input).typedInput("value", this.#written);
    $(this.#parts.input).trigger("change");
  }
}
