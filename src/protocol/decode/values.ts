/** The fields of payloads that can be sent in their place. Source: docs/contract.md, "Palette nodes". */

import type { ChannelName } from "../channels";
import type { Balance } from "./balance";
import type { Greeks } from "./greeks";
import type { Kline } from "./kline";
import type { Spot } from "./spot";

type Names<Payload> = readonly (string & keyof Payload)[];

const SPOT: Names<Spot<number>> = [
  "price",
  "markPrice",
  "indexPrice",
  "high24h",
  "low24h",
  "open24h",
  "change",
  "changeRate",
  "volume24h",
  "valueUsd24h",
  "openInterest",
  "timestamp",
  "symbol",
];

const KLINE: Names<Kline<number> & { closed: boolean }> = [
  "close",
  "open",
  "high",
  "low",
  "volume",
  "timestamp",
  "closed",
  "period",
  "symbol",
];

const GREEKS: Names<Greeks<number>> = [
  "iv",
  "delta",
  "gamma",
  "theta",
  "vega",
  "markPrice",
  "lastPrice",
  "indexPrice",
  "underlyingPrice",
  "openInterest",
  "volume",
  "value",
  "volume24h",
  "value24h",
  "high24h",
  "low24h",
  "open24h",
  "change",
  "changeRate",
  "timeToExpiry",
  "timestamp",
  "symbol",
  "underlying",
  "expiry",
  "strike",
  "right",
];

/** The account's figures, without its number and the list of its coins. */
const BALANCE: Names<Balance<number>> = [
  "equity",
  "marginBalance",
  "availableBalance",
  "initialMargin",
  "maintenanceMargin",
  "unrealizedPnl",
  "delta",
  "valueUsd",
  "valueBtc",
  "withdrawable",
];

/** By channel, in the order in which a form offers them; none of those whose payload is a list or a book. */
export const VALUES: Readonly<Partial<Record<ChannelName, readonly string[]>>> = {
  spot: SPOT,
  kline: KLINE,
  greeks: GREEKS,
  balance: BALANCE,
};
