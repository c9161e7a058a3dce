/**
 * When an instrument trades, and how much: known for each stretch of time by itself, whether or not the ones before it were looked at.
 * Sums of whole stretches are known without their trades.
 */

import { branch, exponential, uniform } from "../../pricing/random";

export interface Pace {
  /** ms of a stretch. */
  readonly length: number;
  /** Lots of a trade, on average. */
  readonly typicalLots: number;
  /** How many trades there are in the stretch that begins at `start`. */
  count(start: number, key: number): number;
  /** In how many ms from its start. */
  span(start: number): number;
}

/** What will be traded, whatever the price is then. */
export interface Plan {
  /** ms since 1970. */
  readonly time: number;
  readonly lots: number;
  /** Whether a buyer comes to trade, or a seller. */
  readonly isBuy: boolean;
  /** Tells the trades of a stretch from each other. */
  readonly ordinal: number;
}

/** Branches of a stretch's key. */
const [COUNT, LOTS, TIME, SIDE, SIZE] = [0, 1, 2, 3, 4];
/** Stretches that are kept: somebody asks for the last two again and again. */
const KEPT = 3;

export class Schedule {
  readonly length: number;
  readonly #key: number;
  readonly #pace: Pace;
  readonly #plans = new Map<number, readonly Plan[]>();

  constructor(key: number, pace: Pace) {
    this.length = pace.length;
    this.#key = key;
    this.#pace = pace;
  }

  /** When the stretch begins that holds `time`. */
  startOf(time: number): number {
    return Math.floor(time / this.length) * this.length;
  }

  count(start: number): number {
    return this.#count(start, this.#keyOf(start));
  }

  /** Of all trades in a stretch together. */
  lots(start: number): number {
    const key = this.#keyOf(start);
    return this.#lots(key, this.#count(start, key));
  }

  /** All trades of a stretch, ascending. */
  plans(start: number): readonly Plan[] {
    const known = this.#plans.get(start);
    if (known) return known;
    const plans = this.#plan(start);
    this.#plans.set(start, plans);
    for (const oldest of this.#plans.keys()) {
      if (this.#plans.size > KEPT) this.#plans.delete(oldest);
    }
    return plans;
  }

  /**
   * Shows when trades happen in a part of a stretch, and from which side, without the trouble of their sizes.
   *
   * @param to exclusive
   */
  glance(start: number, from: number, to: number, show: (time: number, isBuy: boolean) => void): void {
    const key = this.#keyOf(start);
    const count = this.#count(start, key);
    const slot = this.#pace.span(start) / count;
    const last = Math.min(count - 1, Math.floor((to - start) / slot));
    for (let index = Math.max(0, Math.floor((from - start) / slot)); index <= last; index++) {
      const time = timeIn(key, start, slot, index);
      if (time >= from && time < to) show(time, isBuy(key, index));
    }
  }

  /** Each trade has a part of the stretch's time for itself; what is left of the lots after one each goes by chance. */
  #plan(start: number): Plan[] {
    const key = this.#keyOf(start);
    const count = this.#count(start, key);
    const spare = this.#lots(key, count) - count;
    const slot = this.#pace.span(start) / count;
    const weights = Array.from({ length: count }, (_, index) =>
      exponential(branch(branch(key, SIZE), index)),
    );
    const perWeight = spare / weights.reduce((sum, weight) => sum + weight, 0);
    let [weight, given] = [0, 0];
    return weights.map((own, index) => {
      weight += own;
      const until = index === count - 1 ? spare : Math.floor(weight * perWeight);
      const lots = 1 + until - given;
      given = until;
      return { time: timeIn(key, start, slot, index), lots, isBuy: isBuy(key, index), ordinal: index };
    });
  }

  #count(start: number, key: number): number {
    return this.#pace.count(start, branch(key, COUNT));
  }

  #lots(key: number, count: number): number {
    const share = 0.4 + 1.2 * uniform(branch(key, LOTS));
    return count + Math.floor(count * this.#pace.typicalLots * share);
  }

  #keyOf(start: number): number {
    return branch(this.#key, start / this.length);
  }
}

function timeIn(key: number, start: number, slot: number, index: number): number {
  return start + Math.floor((index + uniform(branch(branch(key, TIME), index))) * slot);
}

function isBuy(key: number, index: number): boolean {
  return uniform(branch(branch(key, SIDE), index)) < 0.5;
}
