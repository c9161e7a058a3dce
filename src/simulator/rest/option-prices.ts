/** The prices of options: whole chains, and one at a time. Where the socket has no value, REST has 0. */

import { idOf } from "../frames/ids";
import type { OptionInstrument } from "../market/listing/instruments";
import { sizeOf } from "../market/listing/specifications";
import type { Market, Venue } from "../market/market";
import type { OptionValue } from "../market/pricing/black-scholes";
import { volatilityOfPrice } from "../market/pricing/pricing";
import { type ChainRowView, chainView } from "../market/views";
import { displayName } from "./names";
import { round } from "./numbers";
import { othersTurn } from "./turns";

const RATE = 4;
const GREEK = 10;
const YEAR = 365 * 86_400_000;
const POINTS = 100;

/** @param expiry ms since 1970; all by default, and none of one that is not listed */
export async function chain(market: Market, venue: Venue, expiry: number | undefined): Promise<unknown[]> {
  const rows: unknown[] = [];
  for (const each of expiry === undefined ? venue.listing.expiries : [expiry]) {
    rows.push(...chainOfExpiry(market, venue, each));
    await othersTurn();
  }
  return rows;
}

function chainOfExpiry(market: Market, venue: Venue, expiry: number): unknown[] {
  if (!venue.listing.expiries.includes(expiry)) return [];
  const rows = rowsBySymbol(market, venue, expiry);
  return venue.listing.strikes(expiry).map((strike) => {
    const [call, put] = (["call", "put"] as const).map((right) => {
      const option = venue.listing.option(expiry, strike, right);
      const row = option && rows.get(option.symbol);
      return option && row ? leg(market, option, row) : null;
    });
    return { strike, callOption: call, putOption: put };
  });
}

export function detail(market: Market, venue: Venue, option: OptionInstrument): unknown {
  const row = rowsBySymbol(market, venue, option.expiry).get(option.symbol);
  if (!row) return undefined;
  const { day, contract } = row;
  return {
    ...leg(market, option, row),
    remainTime: row.timeLeft,
    volumeUsd: round(row.value),
    iv: round(row.pricing.volatility, RATE),
    multiplier: sizeOf(contract, 1),
    indexPrice: round(row.index),
    price24hHigh: round(day.high),
    price24hLow: round(day.low),
    price24hOpen: round(day.open),
    volumeUsd24h: round(day.value),
    volume24h: round(day.volume),
  };
}

function rowsBySymbol(market: Market, venue: Venue, expiry: number): ReadonlyMap<string, ChainRowView> {
  return new Map(chainView(market, venue, expiry).map((row) => [row.symbol, row]));
}

function leg(market: Market, option: OptionInstrument, row: ChainRowView): object {
  const { underlying, symbol, expiry, strike, right } = option;
  const { pricing, bid, ask, last, day } = row;
  const { coin } = underlying.specification;
  return {
    optionId: idOf(symbol),
    symbol,
    index: underlying.symbol,
    baseToken: coin,
    displayName: displayName(option),
    endTime: expiry,
    strike,
    lastPrice: last ?? 0,
    markPrice: round(pricing.price),
    volume: round(row.volume),
    openInterest: round(row.restOpenInterest),
    ask: ask?.price ?? 0,
    askIv: round(ask?.volatility, RATE),
    askSize: ask?.size ?? 0,
    bid: bid?.price ?? 0,
    bidIv: round(bid?.volatility, RATE),
    bidSize: bid?.size ?? 0,
    markIv: round(pricing.volatility, RATE),
    type: right === "call" ? 1 : 2,
    lastPriceIv: lastVolatility(market, option, last),
    underlyingPrice: round(row.forward),
    breakeven: round(right === "call" ? strike + pricing.price : strike - pricing.price),
    changeRate: round(day.changeRate, RATE),
    changePrice: round(day.change),
    userPosition: 0,
    delta: round(pricing.delta, GREEK),
    gamma: round(pricing.gamma, GREEK),
    vega: round(pricing.vega, GREEK),
    theta: round(pricing.theta, GREEK),
    rho: round(rho(pricing, row.forward, row.timeLeft), GREEK),
  };
}

/** The exchange shows the largest of all numbers where no volatility gives the price. */
function lastVolatility(market: Market, option: OptionInstrument, last: number | undefined): number {
  const volatility = last === undefined ? undefined : volatilityOfPrice(option, last, market.time);
  return volatility === undefined ? Number.MAX_VALUE : round(volatility, RATE);
}

/**
 * USD for one point of interest, at an interest of zero: what is paid or received at expiry, as the price itself implies it.
 *
 * @param underlying USD
 * @param timeLeft ms
 */
export function rho({ price, delta }: OptionValue, underlying: number, timeLeft: number): number {
  return ((underlying * delta - price) * (timeLeft / YEAR)) / POINTS;
}
