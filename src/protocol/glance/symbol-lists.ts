import { RowStarts } from "./row-starts";

/** The symbols of a frame with several rows, and how to see that another frame has the very same ones. */
export interface SymbolList {
  readonly symbols: readonly string[];
  readonly rowStarts: RowStarts;
}

/** Lists of symbols by the first in each. The oldest are forgotten when there are too many names in all of them. */
export class SymbolLists {
  readonly #most: number;
  readonly #lists = new Map<string, SymbolList>();
  #names = 0;

  /** @param most names, of all lists together */
  constructor(most: number) {
    this.#most = most;
  }

  get(first: string): SymbolList | undefined {
    return this.#lists.get(first);
  }

  add(symbols: readonly string[]): void {
    const [first = ""] = symbols;
    this.delete(first);
    for (const [oldest] of this.#lists) {
      if (this.#names + symbols.length <= this.#most) break;
      this.delete(oldest);
    }
    if (symbols.length > this.#most) return;
    this.#lists.set(first, { symbols, rowStarts: new RowStarts(symbols) });
    this.#names += symbols.length;
  }

  delete(first: string): void {
    this.#names -= this.#lists.get(first)?.symbols.length ?? 0;
    this.#lists.delete(first);
  }
}
