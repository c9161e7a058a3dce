/** The perpetuals: what trades, at which prices, and what is paid for holding it. */

import type { Market, Venue } from "../market/market";
import { type SpotView, spotView } from "../market/views";
import { CallRefused } from "./answers";
import { displayName } from "./names";
import { round, text } from "./numbers";

/** ms: it is paid at 00, 08 and 16 UTC. */
const FUNDING_INTERVAL = 8 * 3_600_000;
/** A fraction for eight hours, paid whatever the premium is … */
const INTEREST = 0.0001;
/** … and by how much the premium may move the rate before it counts itself. */
const DAMPING = 0.0005;
const HIGHEST_RATE = 0.0075;

export function listed(market: Market): unknown[] {
  return [...market.venues].map((venue) => listedRow(market, venue));
}

function listedRow(market: Market, venue: Venue): unknown {
  const { coin } = venue.underlying.specification;
  const view = spotView(market, venue);
  const { contract, price, index, day, openInterest } = view;
  const { bids, asks } = market.book(venue.perpetual, 1);
  const priceText = (value: number | undefined) => text(value, contract.priceDecimals);
  return {
    ticker_id: `${coin}-USD`,
    base_currency: coin,
    quote_currency: "USD",
    last_price: priceText(price),
    base_volume: text(day.volume, contract.sizeDecimals),
    usd_volume: text(day.value),
    quote_volume: text(day.value),
    bid: priceText(bids[0]?.price),
    ask: priceText(asks[0]?.price),
    high: priceText(day.high),
    low: priceText(day.low),
    product_type: "Perpetual",
    open_interest: text(openInterest),
    open_interest_usd: text(openInterest * index),
    index_price: text(index),
    funding_rate: text(fundingRate(view)),
    next_funding_rate: text(fundingRate(view)),
    next_funding_rate_timestamp: String(nextFunding(view.time)),
    contract_type: "Vanilla",
    contract_price: priceText(price),
    contract_price_currency: "USD",
  };
}

export function prices(market: Market): unknown[] {
  return [...market.venues].map((venue, position) => priceRow(market, venue, position));
}

function priceRow(market: Market, venue: Venue, position: number): unknown {
  const { coin } = venue.underlying.specification;
  const { symbol, contract, price, mark, index, day, time } = spotView(market, venue);
  return {
    contractId: position + 1,
    symbol,
    symbolName: `${coin}/USD`,
    displayName: displayName(venue.perpetual),
    baseToken: coin,
    quoteToken: "USD",
    price,
    changeRate: round(day.changeRate, 4),
    changePrice: round(day.change, contract.priceDecimals),
    markPrice: round(mark),
    indexPrice: round(index),
    price24hHigh: round(day.high),
    price24hLow: round(day.low),
    volumeUsd24h: round(day.value),
    volume24h: round(day.volume, contract.sizeDecimals),
    // No ms, but the digits of a date.
    ts: Number(new Date(time).toISOString().replace(/\D/g, "").slice(0, 14)),
    price24hOpen: round(day.open),
    hasOption: true,
    sortIdx: null,
  };
}

/**
 * @param names `BTCUSD,ETHUSD`; all by default
 * @throws {CallRefused}
 */
export function funding(market: Market, names: string | undefined): unknown[] {
  const wanted = names ? new Set(names.split(",")) : undefined;
  for (const name of wanted ?? []) {
    if (!market.venue(name))
      throw new CallRefused("instrument", `there is no ${JSON.stringify(name.slice(0, 40))}`);
  }
  return [...market.venues].flatMap((venue, position) => {
    const view = spotView(market, venue);
    if (wanted && !wanted.has(view.symbol)) return [];
    return {
      symbol: view.symbol,
      rate: text(fundingRate(view)),
      contractId: String(position + 1),
      nextFundingTime: nextFunding(view.time),
      ts: view.time,
    };
  });
}

/** What eight hours cost, a fraction: the premium, held near the interest. */
function fundingRate({ mark, index }: SpotView): number {
  const premium = (mark - index) / index;
  const rate = premium + between(INTEREST - premium, -DAMPING, DAMPING);
  return between(rate, -HIGHEST_RATE, HIGHEST_RATE);
}

function nextFunding(now: number): number {
  return (Math.floor(now / FUNDING_INTERVAL) + 1) * FUNDING_INTERVAL;
}

function between(value: number, lowest: number, highest: number): number {
  return Math.min(Math.max(value, lowest), highest);
}
