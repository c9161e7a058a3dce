/**
 * What calls tell of the market: a row a path.
 *
 * Source: docs/protocol.md, "REST (public, no signature)" and "REST (signed)".
 */

import type { OptionInstrument } from "../market/listing/instruments";
import type { Market, Venue } from "../market/market";
import { fills, NO_ORDERS, permissions, positions, summary } from "./account";
import { CallRefused } from "./answers";
import { book } from "./books";
import { configurations, options } from "./listings";
import { chain, detail } from "./option-prices";
import { timeOf } from "./parameters";
import { candles, SETTLEMENTS, settlements, trades } from "./past";
import { funding, listed, prices } from "./perpetuals";
import type { Call, Calls } from "./rest";

type Tell = (market: Market, call: Call, name: string) => unknown;

/** `{}` at the end of a path stands for a name. */
const CALLS: Readonly<Record<string, Tell>> = {
  "/time": (_market, { now }) => ({ serverTime: now }),
  "/open/public/config/v1": configurations,
  "/open/public/fundingRate/v1": (market, { query }) => funding(market, query.get("symbol")),
  "/open/option/getInstruments/{}": (market, _call, coin) => options(market, coin),
  "/open/option/get/v1/{}": (market, { query }, name) =>
    chain(market, venueOf(market, name), timeOf(query, "endTime")),
  "/open/option/detail/v1/{}": (market, _call, name) => {
    const option = optionOf(market, name);
    return detail(market, venueOf(market, option.underlying.symbol), option);
  },
  "/open/option/order/orderbook/v1/{}": (market, _call, name) => book(market, optionOf(market, name)),
  "/open/futures/order/orderbook/v1/{}": (market, _call, name) =>
    book(market, venueOf(market, name).perpetual),
  "/open/option/market/kline/history/v1/{}": (market, { query, now }, name) =>
    candles(market, optionOf(market, name), query, now),
  "/open/futures/market/kline/history/v2/{}": (market, { query, now }, name) =>
    candles(market, venueOf(market, name).perpetual, query, now),
  "/open/option/trade/lasttrade/v1/{}": (market, { now }, name) =>
    trades(market, optionOf(market, name), now),
  "/open/futures/trade/lasttrade/v1/{}": (market, { now }, name) =>
    trades(market, venueOf(market, name).perpetual, now),
  "/open/option/get-delivery-prices/v1": (market, { query }) =>
    settlements(market.settlements(venueOf(market, query.get("symbol") ?? ""), SETTLEMENTS)),
  "/open/futures/market/instruments/v1": listed,
  "/open/futures/market/symbol/v1": prices,
  "/open/account/summary/v1": summary,
  "/open/option/position/get/v1": (market) => positions(market, "option"),
  "/open/futures/position/get/v1": (market) => positions(market, "perpetual"),
  "/open/option/order/pending/v1": () => NO_ORDERS,
  "/open/futures/order/pending/v1": () => NO_ORDERS,
  "/open/option/trade/history/v1": (market) => fills(market, "option"),
  "/open/futures/trade/history/v1": (market) => fills(market, "perpetual"),
  "/open/auth/user/query-api": (_market, { key }) => permissions(key),
};

export function marketCalls(market: Market): Calls {
  return (call) => {
    market.advance(call.now);
    const exact = Object.hasOwn(CALLS, call.path) ? CALLS[call.path] : undefined;
    if (exact) return exact(market, call, "");
    const [, folder = "", name = ""] = /^(.*\/)([^/]+)$/.exec(call.path) ?? [];
    return CALLS[`${folder}{}`]?.(market, call, decoded(name));
  };
}

function venueOf(market: Market, name: string): Venue {
  return market.venue(name) ?? unknown(name);
}

function optionOf(market: Market, name: string): OptionInstrument {
  return market.option(name) ?? unknown(name);
}

function unknown(name: string): never {
  throw new CallRefused("instrument", `there is no ${JSON.stringify(name.slice(0, 40))}`);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
