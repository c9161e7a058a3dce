/** Trades with ids. Source: docs/protocol.md, "Trades with ids, premium index". */

import type { RawTrade } from "./trades";

/** What the channel calls the fields of a trade. */
interface SpeltOut {
  symbol?: unknown;
  matchPrice?: unknown;
  matchQty?: unknown;
  /** Side of the taker: 1 buy, 2 sell. */
  tradeSide?: unknown;
  /** ms. */
  tradeTime?: unknown;
  tradeId?: unknown;
}

/** A row as the other channel of trades has it, to be checked and read like one; what is no row is left as it is. */
export function asTrade(row: unknown): unknown {
  if (typeof row !== "object" || row === null) return row;
  const { symbol, matchPrice, matchQty, tradeSide, tradeTime, tradeId }: SpeltOut = row;
  return {
    s: symbol,
    pr: matchPrice,
    q: matchQty,
    sd: tradeSide,
    ts: tradeTime,
    tradeId,
  } satisfies Unchecked;
}

type Unchecked = { readonly [Field in keyof RawTrade]?: unknown };
