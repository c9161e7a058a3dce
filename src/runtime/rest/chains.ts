import guards = require("#guards/runtime");

import { type ChainQuoteRow, type ChainQuotes, quotesOf } from "../../market/quotes";
import { MOST_ROWS } from "../../protocol/limits";
import { parseOption } from "../../protocol/symbols/symbols";
import { asNumbers } from "../../protocol/text/numbers";
import type { ChainLeg } from "./answers";
import { askFailure } from "./failures";
import type { Calls } from "./rest";

/**
 * What a chain says now.
 *
 * @param expiry ms since 1970
 * @throws Error when the exchange does not tell
 */
export async function chainOf(underlying: string, expiry: number, calls: Calls): Promise<ChainQuotes> {
  const rows = await calls.get(`/open/option/get/v1/${underlying}?endTime=${expiry}`);
  if (!Array.isArray(rows)) throw askFailure("askUnreadable");
  const options = rows.slice(0, MOST_ROWS).flatMap(legsOf).flatMap(quoteOf);
  return quotesOf(options.filter((each) => each.expiry === expiry));
}

function legsOf(row: unknown): readonly ChainLeg[] {
  if (!guards.chainRow(row)) return [];
  return [row.callOption, row.putOption].filter((leg) => leg !== undefined && leg !== null);
}

function quoteOf({ symbol, ...leg }: ChainLeg): readonly (ChainQuoteRow & { readonly expiry: number })[] {
  const option = parseOption(symbol.toUpperCase());
  if (!option) return [];
  const { expiry, strike, right } = option;
  const told = Object.entries({
    underlyingPrice: asNumbers.readQuote(leg.underlyingPrice),
    markPrice: asNumbers.readQuote(leg.markPrice),
    delta: asNumbers.read(leg.delta),
  } satisfies Record<keyof Omit<ChainLeg, "symbol">, number | undefined>);
  return [{ expiry, strike, right, ...Object.fromEntries(told.filter(([, value]) => value !== undefined)) }];
}
