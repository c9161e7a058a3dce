import type { RawKline } from "../../protocol/decode";
import { asNumbers, type Wire } from "../../protocol/text/numbers";
import { sum } from "./sum";

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
