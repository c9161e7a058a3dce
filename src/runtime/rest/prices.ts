import guards = require("#guards/runtime");

import { isPlainSymbol } from "../../protocol/symbols/symbols";
import { asNumbers } from "../../protocol/text/numbers";
import { askFailure } from "./failures";
import type { Calls } from "./rest";

/** Ten times what the exchange has. */
const MOST_PRICES = 1_000;

/**
 * What each underlying is worth now, USD, by its name: its index, by which options settle, else its perpetual's mark or
 * last price.
 *
 * @throws CoincallError COINCALL_LINK when the exchange does not tell
 */
export async function pricesOf(calls: Calls): Promise<ReadonlyMap<string, number>> {
  const rows = await calls.get("/open/futures/market/symbol/v1");
  if (!Array.isArray(rows)) throw askFailure("askUnreadable");
  return new Map(rows.slice(0, MOST_PRICES).flatMap(priceIn));
}

function priceIn(row: unknown): readonly (readonly [string, number])[] {
  if (!guards.priceRow(row)) return [];
  const name = row.symbol.toUpperCase();
  const prices = [row.indexPrice, row.markPrice, row.price].map((price) => asNumbers.readQuote(price));
  const price = prices.find((each) => each !== undefined && each > 0);
  return price === undefined || !isPlainSymbol(name) ? [] : [[name, price]];
}
