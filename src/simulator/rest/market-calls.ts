/** What the REST calls tell of the market. */

import type { OptionInstrument } from "../market/listing/instruments";
import { type Contract, priceOf, sizeOf } from "../market/listing/specifications";
import type { Market, Venue } from "../market/market";
import { spotView } from "../market/views";
import type { Calls } from "./rest";

const INSTRUMENTS = /^\/open\/option\/getInstruments\/([A-Za-z0-9]+)$/;

export function marketCalls(market: Market): Calls {
  return (path, now) => {
    market.advance(now);
    const coin = INSTRUMENTS.exec(path)?.[1]?.toUpperCase();
    if (coin) return options(market, coin).map(optionRow);
    if (path === "/time") return { serverTime: now };
    if (path === "/open/public/config/v1") return configurations(market);
    if (path === "/open/futures/market/instruments/v1") {
      return [...market.venues].map((venue) => futureRow(market, venue));
    }
    return undefined;
  };
}

function options(market: Market, coin: string): OptionInstrument[] {
  const venue = [...market.venues].find(({ underlying }) => underlying.specification.coin === coin);
  return venue ? venue.listing.expiries.flatMap((expiry) => venue.listing.chain(expiry)) : [];
}

function configurations(market: Market): unknown {
  const configure = (contractOf: (venue: Venue) => Contract) =>
    Object.fromEntries(
      [...market.venues].map((venue) => [venue.underlying.symbol, configuration(venue, contractOf(venue))]),
    );
  return {
    optionConfig: configure(({ underlying }) => underlying.specification.option),
    futuresConfig: configure(({ underlying }) => underlying.specification.perpetual),
  };
}

function optionRow(option: OptionInstrument): unknown {
  return {
    baseCurrency: option.underlying.specification.coin,
    symbolName: option.symbol,
    strike: option.strike,
    expirationTimestamp: option.expiry,
    startTimestamp: option.listed,
    isActive: true,
    minQty: sizeOf(option.contract, 1),
    tickSize: priceOf(option.contract, 1),
  };
}

function configuration({ underlying }: Venue, contract: Contract): unknown {
  return {
    symbol: underlying.symbol,
    base: underlying.specification.coin,
    settle: "USD",
    tickSize: priceOf(contract, 1),
    tickDecimal: contract.priceDecimals,
    multiplier: sizeOf(contract, 1),
    qtyDecimal: contract.sizeDecimals,
  };
}

function futureRow(market: Market, venue: Venue): unknown {
  const { coin } = venue.underlying.specification;
  const { contract, price, index, day, openInterest } = spotView(market, venue);
  const { bids, asks } = market.book(venue.perpetual, 1);
  const text = (value: number | undefined) => (value ?? 0).toFixed(contract.priceDecimals);
  return {
    ticker_id: `${coin}-USD`,
    base_currency: coin,
    quote_currency: "USD",
    last_price: text(price),
    base_volume: day.volume.toFixed(contract.sizeDecimals),
    usd_volume: day.value.toFixed(8),
    quote_volume: day.value.toFixed(8),
    bid: text(bids[0]?.price),
    ask: text(asks[0]?.price),
    high: text(day.high),
    low: text(day.low),
    product_type: "Perpetual",
    open_interest: openInterest.toFixed(8),
    open_interest_usd: (openInterest * index).toFixed(8),
    index_price: index.toFixed(8),
    contract_type: "Vanilla",
    contract_price: text(price),
    contract_price_currency: "USD",
  };
}
