/** Trades that were ordered, oldest first. */

import { countUntil } from "../steps";
import type { Trade } from "./trades";

/** Beyond that the oldest are forgotten. */
const MOST_TRADES = 10_000;

export class OrderedTrades {
  #trades: Trade[] = [];
  #times: number[] = [];
  /** Coins, of all that were ever ordered. */
  size = 0;

  add(trade: Trade): void {
    this.#trades.push(trade);
    this.#times.push(trade.time);
    this.size += trade.size;
    if (this.#trades.length <= MOST_TRADES) return;
    this.#trades = this.#trades.slice(-MOST_TRADES / 2);
    this.#times = this.#times.slice(-MOST_TRADES / 2);
  }

  /** Both inclusive, ms since 1970. */
  between(from: number, to: number): Trade[] {
    return this.#trades.slice(countUntil(this.#times, from - 1), countUntil(this.#times, to));
  }

  /** The latest `limit` after a sequence number and until a moment. */
  latest(limit: number, sequence: number, until: number): Trade[] {
    if (this.#trades.length === 0) return [];
    const end = countUntil(this.#times, until);
    return this.#trades.slice(Math.max(0, end - limit), end).filter((trade) => trade.sequence > sequence);
  }
}
