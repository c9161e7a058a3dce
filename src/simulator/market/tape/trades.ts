/** A trade, and the latest trades of an instrument or of a group of them. */

import type { Course } from "../course";

export interface Trade {
  /** Ascends with time: what is new since a moment is what has a higher number. */
  readonly sequence: number;
  readonly symbol: string;
  /** USD. */
  readonly price: number;
  /** Coins. */
  readonly size: number;
  /** Who came to trade: a buyer pays the ask, a seller gets the bid. */
  readonly side: "buy" | "sell";
  /** ms since 1970. */
  readonly time: number;
}

/** As many as a first push after a subscription brings. */
export const TRADES_KEPT = 50;

/** The latest trades until now that have a higher number, `limit` of them at most, oldest first. */
export type Latest = (limit: number, sequence: number) => Trade[];

export class RecentTrades {
  readonly #course: Course;
  readonly #latest: Latest;
  #last: Trade | undefined;
  /** Number of the market up to which `#last` is the last. */
  #seen = 0;

  constructor(course: Course, latest: Latest) {
    this.#course = course;
    this.#latest = latest;
  }

  get last(): Trade | undefined {
    const { sequence } = this.#course;
    if (sequence > this.#seen) this.#last = this.#latest(1, this.#seen)[0] ?? this.#last;
    this.#seen = sequence;
    return this.#last;
  }

  /** Those after a sequence number, oldest first; the latest of them when there are many. */
  since(sequence: number): Trade[] {
    return this.#latest(TRADES_KEPT, sequence);
  }
}
