import type { RawTrade } from "../../protocol/decode";
import { tradeTime } from "../answers/trade-rows";

/** The trades that were told last. */
export interface Known {
  readonly trades: readonly RawTrade[];
  /** ms since 1970: of trades later than this, `trades` has all that were told; earlier ones count as told. */
  readonly from: number;
}

/** Trades that are remembered of a symbol, at least: as many as REST is known to answer with, and some. */
const REMEMBERED = 128;
/** The same where they can't be forgotten in the order of their times, at most: those of one millisecond. */
const REMEMBERED_AT_MOST = 4_096;

export function withTold(known: Known, told: readonly RawTrade[]): Known {
  const trades = known.trades.concat(told);
  // By twice as many, so that not each trade makes it look for what to forget.
  return trades.length <= 2 * REMEMBERED ? { trades, from: known.from } : forgetting(trades, known.from);
}

/** When the newest trade was, ms since 1970; where none is known, from when on they are wanted. */
export function newestOf({ trades, from }: Known): number {
  return trades.reduce((newest, trade) => {
    const time = tradeTime(trade);
    return Number.isFinite(time) ? Math.max(newest, time) : newest;
  }, from);
}

/** Without any: those that come again count as told by their times. */
export function forgotten(known: Known): Known {
  return { trades: [], from: newestOf(known) };
}

function forgetting(all: readonly RawTrade[], from: number): Known {
  const sorted = all.toSorted((one, other) => tradeTime(one) - tradeTime(other));
  const newest = newestOf({ trades: all, from });
  const most = sorted.slice(-REMEMBERED_AT_MOST);
  // Trades of one millisecond are forgotten together.
  const last = most.at(-REMEMBERED);
  const oldest = last ? Math.min(tradeTime(last), newest) : newest;
  const isCut = most.length < sorted.length;
  const kept = most.filter((trade) => tradeTime(trade) >= oldest);
  return { trades: kept, from: Math.max(from, isCut ? newest : oldest - 1) };
}
