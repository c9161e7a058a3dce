/** Candles, made of nothing but the trades: an instrument that does not trade gets no new ones. */

import type { Period } from "../../../protocol/channels";
import type { Course } from "../course";
import type { Contract } from "../listing/specifications";
import { type Bar, barOf, extend, volumeOf } from "./bar";
import { candleEnd, candleStart } from "./periods";
import { type Latest, TRADES_KEPT, type Trade } from "./trades";

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

/** The trades that candles are made of. */
export interface Traded {
  readonly contract: Contract;
  /** Candles of the past that are kept, of all periods together: as many as are worth it. */
  readonly worthKeeping: number;
  readonly latest: Latest;
  /** The last trade up to a moment. */
  lastUntil(time: number): Trade | undefined;
  /** All trades between two moments, both inclusive; `undefined` when there was none. */
  bar(from: number, to: number): Bar | undefined;
}

/** The current candle of a period as it grows, and the one before it, so that its last change can still be told. */
interface Growing {
  previous: Candle | undefined;
  start: number;
  end: number;
  bar: Bar;
  /** Number of the market up to which it has grown. */
  seen: number;
}

export class Candles {
  readonly #traded: Traded;
  readonly #course: Course;
  /** By period and last ms. */
  readonly #closed = new Map<string, Candle>();
  readonly #growing = new Map<Period, Growing>();

  constructor(traded: Traded, course: Course) {
    this.#traded = traded;
    this.#course = course;
  }

  /** Candles that changed after a sequence number, oldest first: two at most. */
  since(period: Period, sequence: number): Candle[] {
    const growing = this.#grow(period, sequence);
    if (!growing) return [];
    return [growing.previous, this.#candle(period, growing.start, growing.bar)]
      .filter((candle) => candle !== undefined)
      .filter((candle) => candle.revision > sequence);
  }

  /**
   * Candles that open between two moments, both inclusive, the latest `limit` of them, oldest first. The one that holds the present
   * is open still.
   */
  between(period: Period, from: number, to: number, limit: number): Candle[] {
    const candles: Candle[] = [];
    // One that opens before `to` may hold more than until then.
    let until = Math.min(this.#course.time, candleEnd(period, to) - 1);
    while (candles.length < limit) {
      const candle = this.#lastUntil(period, until);
      if (!candle || candle.start < from) break;
      candles.push(candle);
      until = candle.start - 1;
    }
    return candles.reverse();
  }

  #lastUntil(period: Period, until: number): Candle | undefined {
    const isOver = until < this.#course.time && candleEnd(period, until) === until + 1;
    const known = isOver ? this.#closed.get(`${period} ${until}`) : undefined;
    if (known) return known;
    const last = this.#traded.lastUntil(until);
    const start = candleStart(period, last?.time ?? until);
    const bar = last && this.#traded.bar(start, until);
    const candle = bar && this.#candle(period, start, bar);
    if (candle && isOver && this.#traded.worthKeeping > 0) this.#keep(`${period} ${until}`, candle);
    return candle;
  }

  /** What is over does not change any more, and was some work. */
  #keep(key: string, candle: Candle): void {
    if (this.#closed.size >= this.#traded.worthKeeping) this.#closed.clear();
    this.#closed.set(key, candle);
  }

  #grow(period: Period, sequence: number): Growing | undefined {
    const known = this.#growing.get(period);
    const news = known ? this.#traded.latest(TRADES_KEPT, known.seen) : [];
    const isWhole = known !== undefined && news.length < TRADES_KEPT;
    const growing = isWhole ? this.#add(period, known, news) : this.#begin(period, sequence > 0);
    if (growing) this.#growing.set(period, growing);
    return growing;
  }

  #begin(period: Period, isPreviousWanted: boolean): Growing | undefined {
    const { time, sequence: seen } = this.#course;
    const last = this.#traded.lastUntil(time);
    if (!last) return undefined;
    const start = candleStart(period, last.time);
    const bar = this.#traded.bar(start, time);
    const [previous] = isPreviousWanted ? this.between(period, 0, start - 1, 1) : [];
    return bar && { previous, start, end: candleEnd(period, start), bar, seen };
  }

  #add(period: Period, growing: Growing, news: readonly Trade[]): Growing {
    for (const trade of news) {
      if (trade.time < growing.end) {
        extend(growing.bar, trade, this.#traded.contract);
        continue;
      }
      growing.previous = this.#candle(period, growing.start, growing.bar);
      growing.start = candleStart(period, trade.time);
      growing.end = candleEnd(period, trade.time);
      growing.bar = barOf(trade, this.#traded.contract);
    }
    growing.seen = this.#course.sequence;
    return growing;
  }

  #candle(period: Period, start: number, bar: Bar): Candle {
    const { open, high, low, close, last } = bar;
    return {
      period,
      start,
      open,
      high,
      low,
      close,
      volume: volumeOf(bar, this.#traded.contract),
      revision: last,
    };
  }
}
