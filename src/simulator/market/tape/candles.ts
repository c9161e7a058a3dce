/** Candles, made of nothing but the trades: an instrument that does not trade gets no new ones. */

import { PERIODS, type Period } from "../../../protocol/channels";
import { DAY } from "../listing/expiries";
import type { Trade } from "./trades";

export interface Candle {
  readonly period: Period;
  /** Time of opening, ms since 1970. */
  readonly start: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Coins. */
  readonly volume: number;
  /** Sequence number of the last trade in it: a higher one means that the candle has changed. */
  readonly revision: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const FIXED_LENGTHS: Readonly<Partial<Record<Period, number>>> = {
  m1: MINUTE,
  m5: 5 * MINUTE,
  m15: 15 * MINUTE,
  m30: 30 * MINUTE,
  h1: HOUR,
  h4: 4 * HOUR,
  d1: DAY,
};

/** The epoch was a Thursday; weeks begin on Mondays. */
const FIRST_MONDAY = 4 * DAY;

/** When the candle opened that holds `time`, both in ms since 1970, UTC. */
export function candleStart(period: Period, time: number): number {
  const length = FIXED_LENGTHS[period];
  if (length !== undefined) return Math.floor(time / length) * length;
  if (period === "w1") return Math.floor((time - FIRST_MONDAY) / (7 * DAY)) * 7 * DAY + FIRST_MONDAY;
  const date = new Date(time);
  const month = date.getUTCMonth();
  return Date.UTC(date.getUTCFullYear(), period === "quarter" ? month - (month % 3) : month);
}

/** When the candle closes that holds `time`, which is when the next one opens. */
export function candleEnd(period: Period, time: number): number {
  const start = candleStart(period, time);
  const length = period === "w1" ? 7 * DAY : FIXED_LENGTHS[period];
  if (length !== undefined) return start + length;
  const date = new Date(start);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + (period === "quarter" ? 3 : 1));
}

/** The current candle of each period, and the one before it, so that its last change can still be told. */
export class Candles {
  readonly #latest = new Map<Period, { previous: GrowingCandle | undefined; current: GrowingCandle }>();

  add(trade: Trade): void {
    for (const period of PERIODS) this.#addTo(period, trade);
  }

  /** Candles that changed after a sequence number, oldest first: two at most. They are copies, which do not change any more. */
  since(period: Period, sequence: number): Candle[] {
    const latest = this.#latest.get(period);
    return [latest?.previous, latest?.current]
      .filter((candle) => candle !== undefined)
      .filter((candle) => candle.revision > sequence)
      .map(({ end: _, ...candle }) => candle);
  }

  #addTo(period: Period, trade: Trade): void {
    const latest = this.#latest.get(period);
    if (!latest) this.#latest.set(period, { previous: undefined, current: open(period, trade) });
    else if (trade.time < latest.current.end) extend(latest.current, trade);
    else this.#latest.set(period, { previous: latest.current, current: open(period, trade) });
  }
}

/** Changed in place: every trade touches one candle of each period, and most of them nobody looks at. */
type GrowingCandle = { -readonly [Field in keyof Candle]: Candle[Field] } & { readonly end: number };

function open(period: Period, { price, size, sequence, time }: Trade): GrowingCandle {
  return {
    period,
    start: candleStart(period, time),
    end: candleEnd(period, time),
    open: price,
    high: price,
    low: price,
    close: price,
    volume: size,
    revision: sequence,
  };
}

function extend(candle: GrowingCandle, { price, size, sequence }: Trade): void {
  candle.high = Math.max(candle.high, price);
  candle.low = Math.min(candle.low, price);
  candle.close = price;
  candle.volume += size;
  candle.revision = sequence;
}
