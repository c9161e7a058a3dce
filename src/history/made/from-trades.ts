import type { RawTrade } from "../../protocol/decode";
import { asNumbers, firstValue } from "../../protocol/text/numbers";
import { tradeTime } from "../answers/trade-rows";
import { startOf } from "../periods/alignment";
import type { MadePeriod } from "../periods/made-periods";
import { knownFrom } from "./doubts";
import type { Figures } from "./figures";
import { type Making, type Material, NEW_MAKING } from "./making";
import { sum } from "./sum";

export interface Traded {
  readonly figures: Figures;
  /** Of these, as numbers. */
  readonly highest: number;
  readonly lowest: number;
  /** When the first trade was, and the last, ms since 1970. */
  readonly from: number;
  readonly to: number;
}

/**
 * The first candle is the one in which the subscription begins: the exchange may begin with trades from long before.
 *
 * @param clock the exchange's when the subscription began, ms since 1970
 */
export function newFromTrades(period: MadePeriod, clock: number): Making<Traded> {
  return { ...NEW_MAKING, doubts: knownFrom(clock), first: clock, over: startOf(period, clock) };
}

/** Trades as the material of candles. */
export const OF_TRADES: Material<RawTrade, Traded> = {
  timeOf: tradeTime,
  reachOf: (row) => {
    const time = tradeTime(row);
    return Number.isFinite(time) ? time : Number.NEGATIVE_INFINITY;
  },
  // Of the last millisecond of a gap some may be missing.
  wholeFrom: (_, { to }) => to + 1,
  put: (content, row) => added(content, row, tradeTime(row)),
  figuresOf: ({ figures }) => figures,
  // Trades have no numbers.
  isComplete: () => false,
};

function added(content: Traded | undefined, { pr, q, v }: RawTrade, time: number): Traded {
  const price = asNumbers.read(pr) ?? Number.NaN;
  const size = firstValue(q, v) ?? null;
  if (!content) {
    const figures = { open: pr, high: pr, low: pr, close: pr, v: size };
    return { figures, highest: price, lowest: price, from: time, to: time };
  }
  const { figures, highest, lowest, from, to } = content;
  return {
    figures: {
      open: time < from ? pr : figures.open,
      high: price > highest ? pr : figures.high,
      low: price < lowest ? pr : figures.low,
      close: time < to ? figures.close : pr,
      v: sum(figures.v, size),
    },
    highest: Math.max(highest, price),
    lowest: Math.min(lowest, price),
    from: Math.min(from, time),
    to: Math.max(to, time),
  };
}
