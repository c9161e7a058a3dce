/** What is ordered of the market, where it takes more than a word or a number. */

export interface TradeOrder {
  /** Who came to trade: a buyer pays the ask, a seller gets the bid. */
  readonly side: "buy" | "sell";
  /** Coins. */
  readonly size: number;
  /** USD; the best price in the book by default. */
  readonly price?: number;
}

/** Implied volatilities at the money, fractions a year. */
export interface TermStructure {
  readonly near: number;
  readonly far: number;
}

export interface Cut {
  /** ms for which no WebSocket is let in either; 0 by default. */
  readonly for?: number;
  /** Close code, 1000 or 3000 to 4999; the line is cut without a word by default. */
  readonly code?: number;
}
