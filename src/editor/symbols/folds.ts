import { parseOption } from "../../protocol/symbols/symbols";

/** The options of one expiry among the symbols. */
export interface Fold {
  readonly underlying: string;
  /** ms since 1970. */
  readonly expiry: number;
  readonly symbols: readonly string[];
  readonly puts: number;
}

/** What a chip stands for: a symbol, or those of an expiry, which follow it once it is unfolded. */
export type Item = { readonly symbol: string } | { readonly fold: Fold; readonly isOpen: boolean };

/** Options of an expiry that are read one by one. */
const MOST_BESIDE = 4;

/**
 * The chips for symbols: many of one expiry share one, where the first of them stands.
 *
 * @param open the names of the folds that are unfolded
 */
export function itemsOf(symbols: readonly string[], open: ReadonlySet<string>): readonly Item[] {
  const folds = foldsIn(symbols);
  const begun = new Set<Fold>();
  return symbols.flatMap((symbol): readonly Item[] => {
    const fold = folds.get(symbol);
    if (!fold) return [{ symbol }];
    if (begun.has(fold)) return [];
    begun.add(fold);
    const isOpen = open.has(nameOf(fold));
    return [{ fold, isOpen }, ...(isOpen ? fold.symbols.map((each) => ({ symbol: each })) : [])];
  });
}

export function nameOf({ underlying, expiry }: Pick<Fold, "underlying" | "expiry">): string {
  return `${underlying} ${expiry}`;
}

export function symbolsOf(item: Item): readonly string[] {
  return "fold" in item ? item.fold.symbols : [item.symbol];
}

/** The fold of each symbol that is in one. */
function foldsIn(symbols: readonly string[]): ReadonlyMap<string, Fold> {
  const expiries = new Map<string, Fold & { symbols: string[]; puts: number }>();
  for (const symbol of symbols) {
    const option = parseOption(symbol);
    if (!option) continue;
    const { underlying, expiry } = option;
    const name = nameOf(option);
    const fold = expiries.get(name) ?? { underlying, expiry, symbols: [], puts: 0 };
    fold.symbols.push(symbol);
    if (option.right === "put") fold.puts++;
    expiries.set(name, fold);
  }
  const folds = [...expiries.values()].filter((fold) => fold.symbols.length > MOST_BESIDE);
  return new Map(folds.flatMap((fold) => fold.symbols.map((symbol) => [symbol, fold])));
}
