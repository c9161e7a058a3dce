/**
 * The `d` of channels that the exchange has had since 2025, which look the same in both dialects.
 *
 * Source: docs/protocol.md, "Trades with ids, premium index".
 */

import type { Contract } from "../market/listing/specifications";
import type { Trade } from "../market/tape/trades";
import type { SpotView } from "../market/views";
import type { Pen } from "./figures";
import { tradeId } from "./ids";

const INDEX_DIGITS = 8;

export function tradesWithIds(
  write: Pen,
  name: string | undefined,
  contract: Contract,
  trades: readonly Trade[],
): unknown {
  const { priceDecimals, sizeDecimals } = contract;
  return trades.map((trade) => ({
    symbol: name ?? trade.symbol,
    matchPrice: write(trade.price, priceDecimals),
    matchQty: write(trade.size, sizeDecimals),
    matchValue: write(trade.price * trade.size, priceDecimals + sizeDecimals),
    tradeId: String(tradeId(trade)),
    tradeSide: trade.side === "buy" ? "1" : "2",
    tradeTime: String(trade.time),
  }));
}

/** How far the perpetual is from its index, a fraction, as of the minute that has begun. */
export function premiumIndex(write: Pen, name: string, { mark, index, time }: SpotView): unknown {
  return {
    symbol: name,
    premiumIndex: write((mark - index) / index, INDEX_DIGITS),
    minute: `${new Date(time).toISOString().slice(0, 16).replace("T", " ")}:00`,
    ts: time,
  };
}
