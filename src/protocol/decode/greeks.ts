/** Black–Scholes pricing and Greeks of one option. Source: docs/protocol.md, "Fields" and "What breaks a careless decoder", 9. */

import type { Option, Right } from "../symbols/symbols";
import { firstValue, type Numbers, readTime, type Wire } from "../text/numbers";
import { type Fields, NUMBER, optionOf, type Properties, payloadOf, SYMBOL, TIME } from "./fields";
import { plain } from "./plain";

export interface RawGreeks {
  s: string;
  /** Implied volatility. */
  iv?: Wire;
  delta?: Wire;
  gamma?: Wire;
  theta?: Wire;
  vega?: Wire;
  /** Mark price. */
  mp?: Wire;
  /** Last price. */
  lp?: Wire;
  /** Index price. */
  ip?: Wire;
  /** Price of the underlying. */
  up?: Wire;
  /** Open interest. */
  oi?: Wire;
  /** Traded volume. */
  v?: Wire;
  /** Traded volume, another spelling. */
  tv?: Wire;
  /** Traded value. */
  uv?: Wire;
  /** Traded value, another spelling. */
  tva?: Wire;
  /** Volume in 24 h. */
  v24?: Wire;
  /** Value in 24 h. */
  uv24?: Wire;
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
  /** Time left, ms; negative after expiry. */
  rt?: Wire;
  /** ms. */
  ts?: Wire;
}

const properties: Properties<RawGreeks> = {
  s: SYMBOL,
  iv: NUMBER,
  delta: NUMBER,
  gamma: NUMBER,
  theta: NUMBER,
  vega: NUMBER,
  mp: NUMBER,
  lp: NUMBER,
  ip: NUMBER,
  up: NUMBER,
  oi: NUMBER,
  v: NUMBER,
  tv: NUMBER,
  uv: NUMBER,
  tva: NUMBER,
  v24: NUMBER,
  uv24: NUMBER,
  h: NUMBER,
  l: NUMBER,
  pr0: NUMBER,
  cp: NUMBER,
  cv: NUMBER,
  cr: NUMBER,
  rt: NUMBER,
  ts: TIME,
};

export const GREEKS_SCHEMA = { type: "object", required: ["s"], properties };

export interface Greeks<N extends number | string> {
  symbol: string;
  /** `BTCUSD`. This, `expiry`, `strike` and `right` are what the symbol says. */
  underlying?: string;
  /** ms. */
  expiry?: number;
  strike?: number;
  right?: Right;
  iv?: N;
  delta?: N;
  gamma?: N;
  theta?: N;
  vega?: N;
  markPrice?: N;
  lastPrice?: N;
  indexPrice?: N;
  underlyingPrice?: N;
  /** Absent where the exchange writes 0: on this socket that means that it does not tell. */
  openInterest?: N;
  volume?: N;
  value?: N;
  volume24h?: N;
  value24h?: N;
  high24h?: N;
  low24h?: N;
  open24h?: N;
  change?: N;
  /** A fraction. */
  changeRate?: N;
  /** ms; negative after expiry. */
  timeToExpiry?: number;
  /** ms. */
  timestamp?: number;
}

const GreeksFields = plain(function (
  this: Fields<Greeks<number | string>>,
  row: RawGreeks,
  numbers: Numbers<number | string>,
  option: Partial<Option>,
) {
  this.symbol = row.s;
  this.underlying = option.underlying;
  this.expiry = option.expiry;
  this.strike = option.strike;
  this.right = option.right;
  this.iv = numbers.read(row.iv);
  this.delta = numbers.read(row.delta);
  this.gamma = numbers.read(row.gamma);
  this.theta = numbers.read(row.theta);
  this.vega = numbers.read(row.vega);
  this.markPrice = numbers.read(row.mp);
  this.lastPrice = numbers.read(row.lp);
  this.indexPrice = numbers.read(row.ip);
  this.underlyingPrice = numbers.read(row.up);
  this.openInterest = numbers.readQuote(row.oi);
  this.volume = numbers.read(firstValue(row.v, row.tv));
  this.value = numbers.read(firstValue(row.uv, row.tva));
  this.volume24h = numbers.read(row.v24);
  this.value24h = numbers.read(row.uv24);
  this.high24h = numbers.read(row.h);
  this.low24h = numbers.read(row.l);
  this.open24h = numbers.read(row.pr0);
  this.change = numbers.read(firstValue(row.cp, row.cv));
  this.changeRate = numbers.read(row.cr);
  this.timeToExpiry = readTime(row.rt);
  this.timestamp = readTime(row.ts);
});

/** @param option what the name of the row's option says, where that is known already */
export function decodeGreeks<N extends number | string>(
  row: RawGreeks,
  numbers: Numbers<N>,
  option: Partial<Option> = optionOf(row.s),
): Greeks<N> {
  return payloadOf<Greeks<N>>(new GreeksFields(row, numbers, option) as Fields<Greeks<N>>);
}
