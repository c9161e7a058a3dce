import { forwardOf, type Priced } from "./forward";

/** The strikes of a chain that are near its money, both ends included. */
export interface StrikeRange {
  readonly lowest: number;
  readonly highest: number;
}

/** A strike of a chain with what tells the forward. */
export interface PricedStrike {
  readonly strike: number;
  readonly call?: Priced;
  readonly put?: Priced;
}

/**
 * So many strikes on each side of the chain's forward; one that is the forward itself counts as below it. `undefined`
 * where the rows do not tell the forward.
 *
 * @param ladder ascending
 */
export function nearStrikes(ladder: readonly PricedStrike[], each: number): StrikeRange | undefined {
  const forward = forwardOf(ofRight(ladder, "call"), ofRight(ladder, "put"));
  if (forward === undefined) return undefined;
  const firstAbove = ladder.findIndex(({ strike }) => strike > forward);
  const above = firstAbove < 0 ? ladder.length : firstAbove;
  const lowest = ladder[Math.max(0, above - each)]?.strike ?? Number.POSITIVE_INFINITY;
  const highest = ladder[Math.min(ladder.length, above + each) - 1]?.strike ?? Number.NEGATIVE_INFINITY;
  return { lowest, highest };
}

function ofRight(ladder: readonly PricedStrike[], right: "call" | "put"): ReadonlyMap<number, Priced> {
  const quotes = new Map<number, Priced>();
  for (const each of ladder) {
    const quote = each[right];
    if (quote) quotes.set(each.strike, quote);
  }
  return quotes;
}
