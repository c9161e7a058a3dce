import type { Right } from "../protocol/symbols/symbols";
import { forwardOf, type Priced } from "./forward";

/** What choices need of a row of a chain. */
export interface Quote extends Priced {
  /** Of a put negative. */
  readonly delta?: number;
}

/** A row of a chain, such as the payload of one. */
export interface ChainQuoteRow extends Quote {
  readonly strike?: number;
  readonly right?: Right;
}

/** The rows of one chain by strike, and the forward that they tell. */
export interface ChainQuotes extends Readonly<Record<Right, ReadonlyMap<number, Quote>>> {
  /** USD; `undefined` where the rows don't tell it. */
  readonly forward: number | undefined;
}

/** What is known of a chain; `undefined` where nothing is. */
export type Quotes = (underlying: string, expiry: number) => ChainQuotes | undefined;

/** Made once a look at a chain, for all that choose from it. Of two rows of an option the later one counts. */
export function quotesOf(rows: Iterable<ChainQuoteRow>): ChainQuotes {
  const quotes = { call: new Map<number, Quote>(), put: new Map<number, Quote>() };
  for (const row of rows) {
    if (row.strike !== undefined && row.right !== undefined) quotes[row.right].set(row.strike, row);
  }
  return { ...quotes, forward: forwardOf(quotes.call, quotes.put) };
}
