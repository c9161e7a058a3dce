/** What is listed, and on which terms it trades. */

import type { OptionInstrument } from "../market/listing/instruments";
import { type Contract, priceOf, sizeOf } from "../market/listing/specifications";
import type { Market, Venue } from "../market/market";

const FEES = {
  option: { takerFee: 0.0003, makerFee: 0.0001 },
  perpetual: { takerFee: 0.0005, makerFee: 0.0002 },
};
/** Orders that may be open at once. */
const MOST_ORDERS = 200;
/** Lots of an order with a price and of one without, and of a position. */
const LARGEST = { limit: 100_000, market: 10_000, position: 40_000_000 };
/** Stop orders that may wait at once. */
const MOST_TRIGGERS = 20;
const GREEK_DECIMALS = 6;

export function configurations(market: Market): unknown {
  const byUnderlying = (configure: (venue: Venue) => unknown) =>
    Object.fromEntries([...market.venues].map((venue) => [venue.underlying.symbol, configure(venue)]));
  return { optionConfig: byUnderlying(optionTerms), futuresConfig: byUnderlying(perpetualTerms) };
}

function optionTerms(venue: Venue): unknown {
  const contract = venue.underlying.specification.option;
  return {
    ...terms(venue, contract),
    ...FEES.option,
    greeksDecimal: GREEK_DECIMALS,
    maxPositionQty: sizeOf(contract, LARGEST.position),
  };
}

function perpetualTerms(venue: Venue): unknown {
  const contract = venue.underlying.specification.perpetual;
  return {
    ...terms(venue, contract),
    ...FEES.perpetual,
    minQty: sizeOf(contract, 1),
    positionQty: sizeOf(contract, LARGEST.position),
    triggerLimit: MOST_TRIGGERS,
  };
}

function terms({ underlying }: Venue, contract: Contract): object {
  return {
    symbol: underlying.symbol,
    base: underlying.specification.coin,
    settle: "USD",
    tickSize: priceOf(contract, 1),
    tickDecimal: contract.priceDecimals,
    priceDecimal: contract.priceDecimals,
    qtyDecimal: contract.sizeDecimals,
    multiplier: sizeOf(contract, 1),
    maxOrderNumber: MOST_ORDERS,
    limitMaxQty: sizeOf(contract, LARGEST.limit),
    marketMaxQty: sizeOf(contract, LARGEST.market),
  };
}

/** @param coin `BTC`, in any case of letters; one that there is not has no options */
export function options(market: Market, coin: string): unknown[] {
  const venue = [...market.venues].find(
    ({ underlying }) => underlying.specification.coin === coin.toUpperCase(),
  );
  return venue ? venue.listing.expiries.flatMap((expiry) => venue.listing.chain(expiry)).map(optionRow) : [];
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
