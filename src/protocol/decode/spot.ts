/** Last, mark and index price of an underlying, and its 24 hours. Source: docs/protocol.md, "Fields". */

import type { Endpoint } from "../channels";
import { firstValue, type Numbers, readTime, type Wire } from "../text/numbers";
import { NUMBER, type Properties, payloadOf, SYMBOL, TIME } from "./fields";

export interface RawSpot {
  s: string;
  /** Last price. */
  pr?: Wire;
  /** Mark price. */
  mp?: Wire;
  /** Index price. */
  ip?: Wire;
  /** High in 24 h. */
  h?: Wire;
  /** Low in 24 h. */
  l?: Wire;
  /** Open in 24 h. */
  pr0?: Wire;
  /** Change in value. */
  cp?: Wire;
  /** Change in value, in the documentation of 2023. */
  cv?: Wire;
  /** Change as a fraction. */
  cr?: Wire;
  /** Volume in 24 h, coins. */
  v24?: Wire;
  /** Volume in 24 h, USD. */
  uv24?: Wire;
  /** Open interest. */
  oi?: Wire;
  /** ms. */
  ts?: Wire;
}

const properties: Properties<RawSpot> = {
  s: SYMBOL,
  pr: NUMBER,
  mp: NUMBER,
  ip: NUMBER,
  h: NUMBER,
  l: NUMBER,
  pr0: NUMBER,
  cp: NUMBER,
  cv: NUMBER,
  cr: NUMBER,
  v24: NUMBER,
  uv24: NUMBER,
  oi: NUMBER,
  ts: TIME,
};

export const SPOT_SCHEMA = { type: "object", required: ["s"], properties };

export interface Spot<N extends number | string> {
  symbol: string;
  price?: N;
  markPrice?: N;
  indexPrice?: N;
  high24h?: N;
  low24h?: N;
  open24h?: N;
  change?: N;
  /** A fraction. */
  changeRate?: N;
  /** Coins. */
  volume24h?: N;
  /** USD. */
  valueUsd24h?: N;
  /** Absent where the options' socket writes 0: there that means that it does not tell. */
  openInterest?: N;
  /** ms. */
  timestamp?: number;
}

export function decodeSpot<N extends number | string>(
  row: RawSpot,
  numbers: Numbers<N>,
  endpoint: Endpoint,
): Spot<N> {
  return payloadOf<Spot<N>>({
    symbol: row.s,
    price: numbers.read(row.pr),
    markPrice: numbers.read(row.mp),
    indexPrice: numbers.read(row.ip),
    high24h: numbers.read(row.h),
    low24h: numbers.read(row.l),
    open24h: numbers.read(row.pr0),
    change: numbers.read(firstValue(row.cp, row.cv)),
    changeRate: numbers.read(row.cr),
    volume24h: numbers.read(row.v24),
    valueUsd24h: numbers.read(row.uv24),
    openInterest: endpoint === "options" ? numbers.readQuote(row.oi) : numbers.read(row.oi),
    timestamp: readTime(row.ts),
  });
}
