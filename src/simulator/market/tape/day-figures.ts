/** The figures of the last 24 hours: the window moves on in whole minutes. */

import { DAY } from "../listing/expiries";
import type { Trade } from "./trades";

export const MINUTE = 60_000;

export interface DayFigures {
  /** USD, of the first trade in the window; `undefined` when there was none, and so for the next two. */
  readonly open: number | undefined;
  readonly high: number | undefined;
  readonly low: number | undefined;
  /** Coins. */
  readonly volume: number;
  /** USD: sum of price × size. */
  readonly value: number;
}

interface Minute {
  readonly start: number;
  readonly open: number;
  high: number;
  low: number;
  volume: number;
  value: number;
}

/** The window that ends at `now` begins here, both in ms since 1970. */
export function dayWindowStart(now: number): number {
  return Math.floor(now / MINUTE) * MINUTE - DAY + MINUTE;
}

/** Trades by the minute, so that those that are too old can be taken out. */
export class DayWindow {
  /** Minutes with trades, oldest first. */
  #minutes: Minute[] = [];

  add(trade: Trade): void {
    const start = Math.floor(trade.time / MINUTE) * MINUTE;
    const last = this.#minutes.at(-1);
    if (last?.start === start) extend(last, trade);
    else this.#append(start, trade);
  }

  figures(now: number): DayFigures {
    this.#forgetBefore(dayWindowStart(now));
    let [high, low, volume, value]: [number | undefined, number | undefined, number, number] = [
      undefined,
      undefined,
      0,
      0,
    ];
    for (const minute of this.#minutes) {
      high = Math.max(high ?? minute.high, minute.high);
      low = Math.min(low ?? minute.low, minute.low);
      volume += minute.volume;
      value += minute.value;
    }
    return { open: this.#minutes[0]?.open, high, low, volume, value };
  }

  #append(start: number, { price, size }: Trade): void {
    this.#minutes.push({ start, open: price, high: price, low: price, volume: size, value: price * size });
  }

  #forgetBefore(start: number): void {
    const first = this.#minutes[0];
    if (first && first.start < start) this.#minutes = this.#minutes.filter((minute) => minute.start >= start);
  }
}

function extend(minute: Minute, { price, size }: Trade): void {
  minute.high = Math.max(minute.high, price);
  minute.low = Math.min(minute.low, price);
  minute.volume += size;
  minute.value += price * size;
}
