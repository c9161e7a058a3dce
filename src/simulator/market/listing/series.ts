/** The strikes of one expiry, and since when each is listed: more and more, as the money moves and the expiry draws near. */

import type { Underlying } from "../underlying";
import { DAY } from "./expiries";
import {
  type Ladder,
  missingStrikes,
  RUNGS,
  type Rung,
  roomIn,
  strikeLadder,
  strikeSpacing,
} from "./strikes";

const HOUR = 3_600_000;
/** On each side of a price that was ordered. */
const ORDERED_EACH_SIDE = 8;

export interface ListedStrike {
  /** USD. */
  readonly strike: number;
  /** ms since 1970. */
  readonly since: number;
}

export class Series {
  readonly expiry: number;
  /** When its first strikes were listed, ms since 1970. */
  readonly listed: number;
  readonly #underlying: Underlying;
  readonly #ladder: Ladder;
  /** In the order of their listing. */
  readonly #history: ListedStrike[] = [];
  #strikes: readonly number[] = [];
  #room = roomIn([]);
  #rung: Rung | undefined;
  /** When the money is looked at again. */
  #next: number;

  constructor(underlying: Underlying, expiry: number, listed: number, ladder: Ladder) {
    this.#underlying = underlying;
    this.expiry = expiry;
    this.listed = listed;
    this.#ladder = ladder;
    this.#next = listed;
  }

  /** Ascending. */
  get strikes(): readonly number[] {
    return this.#strikes;
  }

  /** All strikes that were listed at a moment up to which the series has come. */
  since(time: number): ListedStrike[] {
    return this.#history.filter(({ since }) => since <= time);
  }

  /**
   * Follows the money, which is looked at when the series is listed and at each full hour.
   *
   * @returns what is new
   */
  advance(time: number): readonly ListedStrike[] {
    const known = this.#history.length;
    const end = Math.min(time, this.expiry - 1);
    while (this.#next <= end) {
      const dayAfter = this.#next + DAY;
      if (dayAfter <= end && this.#isQuiet(this.#next, dayAfter)) {
        this.#next = dayAfter;
        continue;
      }
      this.#follow(this.#next, this.#underlying.indexAtHour(this.#next));
      this.#next = hourAfter(this.#next);
    }
    return this.#history.slice(known);
  }

  /**
   * Lists strikes around a price at once.
   *
   * @returns what is new
   */
  surround(price: number, time: number): readonly ListedStrike[] {
    const known = this.#history.length;
    const rung = rungAt(this.expiry - time);
    this.#add(strikeLadder(price, this.#spacing(price, rung), ORDERED_EACH_SIDE), time);
    return this.#history.slice(known);
  }

  /** Whether nothing is to be listed at any full hour from `time` until before `end`. */
  #isQuiet(time: number, end: number): boolean {
    const isHour = time % HOUR === 0;
    const { low, high } = this.#room;
    return (
      isHour && rungAt(this.expiry - end) === this.#rung && this.#underlying.staysWithin(time, end, low, high)
    );
  }

  #follow(time: number, price: number): void {
    const rung = rungAt(this.expiry - time);
    if (rung !== this.#rung) {
      this.#rung = rung;
      this.#add(strikeLadder(price, this.#spacing(price, rung), rung.eachSide[this.#ladder]), time);
    }
    if (price > this.#room.low && price < this.#room.high) return;
    this.#add(missingStrikes(this.#strikes, price, this.#spacing(price, rung)), time);
  }

  /** Of the anchor price, or of its half, double, quadruple … where that is nearer. */
  #spacing(price: number, rung: Rung): number {
    const { anchorPrice, volatility } = this.#underlying.specification;
    const usual = anchorPrice * 2 ** Math.round(Math.log2(price / anchorPrice));
    return strikeSpacing(usual, volatility.short, rung);
  }

  #add(strikes: readonly number[], since: number): void {
    const missing = strikes.filter((strike) => !this.#strikes.includes(strike));
    if (missing.length === 0) return;
    this.#history.push(...missing.map((strike) => ({ strike, since })));
    this.#strikes = [...this.#strikes, ...missing].sort((a, b) => a - b);
    this.#room = roomIn(this.#strikes);
  }
}

function rungAt(timeLeft: number): Rung {
  return RUNGS.find(({ days }) => timeLeft <= days * DAY) as Rung;
}

function hourAfter(time: number): number {
  return (Math.floor(time / HOUR) + 1) * HOUR;
}
