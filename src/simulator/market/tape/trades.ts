/** A trade, and the latest trades of an instrument or of a group of them. */

export interface Trade {
  /** Counts all trades of the market, from 1: what is new since a moment is what has a higher number. */
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
const TRADES_KEPT = 50;

export class RecentTrades {
  readonly #trades: Trade[] = [];

  add(trade: Trade): void {
    this.#trades.push(trade);
    if (this.#trades.length > TRADES_KEPT) this.#trades.shift();
  }

  get last(): Trade | undefined {
    return this.#trades.at(-1);
  }

  /** Those after a sequence number, oldest first. */
  since(sequence: number): Trade[] {
    return this.#trades.filter((trade) => trade.sequence > sequence);
  }
}
