import type { RawKline } from "../../protocol/decode";
import { asDecimals, asNumbers, type Wire } from "../../protocol/text/numbers";

/** What a candle says, as the wire writes it. */
export type Figures = Pick<RawKline, "open" | "high" | "low" | "close" | "v">;

/** Of two in a row. */
export function joined(earlier: Figures, later: Figures): Figures {
  return {
    open: earlier.open,
    high: numberOf(later.high) > numberOf(earlier.high) ? later.high : earlier.high,
    low: numberOf(later.low) < numberOf(earlier.low) ? later.low : earlier.low,
    close: later.close,
    v: sum(earlier.v, later.v),
  };
}

function numberOf(value: Wire): number {
  return asNumbers.read(value) ?? Number.NaN;
}

/** Exactly, as a text; of what can't be read, the other. */
function sum(one: Wire | undefined, other: Wire | undefined): Wire {
  const [first, second] = [asDecimals.read(one), asDecimals.read(other)];
  if (first === undefined || second === undefined) return first ?? second ?? null;
  // The exact difference to what is negative.
  return asDecimals.spread(first.startsWith("-") ? first.slice(1) : `-${first}`, second);
}
