import type { RawTrade } from "../../protocol/decode";
import { firstValue } from "../../protocol/text/numbers";
import { tradeTime } from "../answers/trade-rows";
import { startOf } from "../periods/alignment";
import type { MadePeriod } from "../periods/made-periods";
import { knownFrom } from "./doubts";
import { type Figures, joined } from "./figures";
import { type Making, type Material, NEW_MAKING } from "./making";

export interface Traded {
  readonly figures: Figures;
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
  const trade: Figures = { open: pr, high: pr, low: pr, close: pr, v: firstValue(q, v) ?? null };
  if (!content) return { figures: trade, from: time, to: time };
  const { figures, from, to } = content;
  if (time >= to) return { figures: joined(figures, trade), from, to: time };
  if (time < from) return { figures: joined(trade, figures), from: time, to };
  return { figures: { ...joined(figures, trade), close: figures.close }, from, to };
}
