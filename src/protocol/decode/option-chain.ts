/** Rows of an option chain. Source: docs/protocol.md, "Fields" and "What breaks a careless decoder", 6 and 9. */

import type { Right } from "../symbols/symbols";
import { firstValue, type Numbers, readTime, type Wire } from "../text/numbers";
import { type Fields, NUMBER, optionOf, type Properties, payloadOf, SYMBOL, TIME } from "./fields";
import { plain } from "./plain";

export interface RawChainRow {
  s: string;
  /** Mark price. */
  mp?: Wire;
  /** Last price. */
  lp?: Wire;
  bid?: Wire;
  ask?: Wire;
  /** Size at the bid. */
  bs?: Wire;
  /** Size at the bid, in the documentation of 2023. */
  bv?: Wire;
  /** Size at the ask. */
  as?: Wire;
  /** Size at the ask, in the documentation of 2023. */
  av?: Wire;
  /** Implied volatility of the bid. */
  biv?: Wire;
  /** Implied volatility of the ask. */
  aiv?: Wire;
  /** Implied volatility of the mark price. */
  miv?: Wire;
  delta?: Wire;
  gamma?: Wire;
  theta?: Wire;
  vega?: Wire;
  /** Open interest. */
  oi?: Wire;
  /** Volume. */
  v?: Wire;
  /** Volume, in the documentation of 2023. */
  tv?: Wire;
  /** Volume in 24 h. */
  v24?: Wire;
  /** Price of the underlying. */
  up?: Wire;
  /** Change in value. */
  cp?: Wire;
  /** Change in value, in the documentation of 2023. */
  cv?: Wire;
  /** Change as a fraction. */
  cr?: Wire;
  /** ms. */
  ts?: Wire;
}

const properties: Properties<RawChainRow> = {
  s: SYMBOL,
  mp: NUMBER,
  lp: NUMBER,
  bid: NUMBER,
  ask: NUMBER,
  bs: NUMBER,
  bv: NUMBER,
  as: NUMBER,
  av: NUMBER,
  biv: NUMBER,
  aiv: NUMBER,
  miv: NUMBER,
  delta: NUMBER,
  gamma: NUMBER,
  theta: NUMBER,
  vega: NUMBER,
  oi: NUMBER,
  v: NUMBER,
  tv: NUMBER,
  v24: NUMBER,
  up: NUMBER,
  cp: NUMBER,
  cv: NUMBER,
  cr: NUMBER,
  ts: TIME,
};

export const CHAIN_ROW_SCHEMA = { type: "object", required: ["s"], properties };

export interface ChainRow<N extends number | string> {
  symbol: string;
  /** `BTCUSD`. This, `expiry`, `strike` and `right` are what the symbol says. */
  underlying?: string;
  /** ms. */
  expiry?: number;
  strike?: number;
  right?: Right;
  markPrice?: N;
  lastPrice?: N;
  /** Absent where there is no quote, as are `ask`, the sizes and the volatilities. */
  bid?: N;
  ask?: N;
  bidSize?: N;
  askSize?: N;
  bidIv?: N;
  askIv?: N;
  markIv?: N;
  delta?: N;
  gamma?: N;
  theta?: N;
  vega?: N;
  /** Absent where the exchange writes 0: on this socket that means that it does not tell. */
  openInterest?: N;
  volume?: N;
  volume24h?: N;
  underlyingPrice?: N;
  change?: N;
  /** A fraction. */
  changeRate?: N;
  /** ms. */
  timestamp?: number;
}

/** What a row lacks more often than not: far from the money nobody quotes, and open interest is seldom told. */
type Quote = "bid" | "ask" | "bidSize" | "askSize" | "bidIv" | "askIv" | "markIv" | "openInterest";

/** What nearly every row has. */
type Basis<N extends number | string> = Fields<Omit<ChainRow<N>, Quote>>;

const ChainRowBasis = plain(function (
  this: Basis<number | string>,
  row: RawChainRow,
  numbers: Numbers<number | string>,
) {
  const option = optionOf(row.s);
  this.symbol = row.s;
  this.underlying = option.underlying;
  this.expiry = option.expiry;
  this.strike = option.strike;
  this.right = option.right;
  this.markPrice = numbers.read(row.mp);
  this.lastPrice = numbers.read(row.lp);
  this.delta = numbers.read(row.delta);
  this.gamma = numbers.read(row.gamma);
  this.theta = numbers.read(row.theta);
  this.vega = numbers.read(row.vega);
  this.volume = numbers.read(firstValue(row.v, row.tv));
  this.volume24h = numbers.read(row.v24);
  this.underlyingPrice = numbers.read(row.up);
  this.change = numbers.read(firstValue(row.cp, row.cv));
  this.changeRate = numbers.read(row.cr);
  this.timestamp = readTime(row.ts);
});

export function decodeChainRow<N extends number | string>(
  row: RawChainRow,
  numbers: Numbers<N>,
): ChainRow<N> {
  const payload: ChainRow<N> = payloadOf<Omit<ChainRow<N>, Quote>>(
    new ChainRowBasis(row, numbers) as Basis<N>,
  );
  addQuotes(payload, row, numbers);
  return payload;
}

/** One by one, which is quicker than to take from a payload with all of them those that are absent. */
function addQuotes<N extends number | string>(
  payload: ChainRow<N>,
  row: RawChainRow,
  numbers: Numbers<N>,
): void {
  const bid = numbers.readQuote(row.bid);
  const bidSize = numbers.readQuote(firstValue(row.bs, row.bv));
  const bidIv = numbers.readQuote(row.biv);
  const ask = numbers.readQuote(row.ask);
  const askSize = numbers.readQuote(firstValue(row.as, row.av));
  const askIv = numbers.readQuote(row.aiv);
  const markIv = numbers.readQuote(row.miv);
  const openInterest = numbers.readQuote(row.oi);
  if (bid !== undefined) payload.bid = bid;
  if (bidSize !== undefined) payload.bidSize = bidSize;
  if (bidIv !== undefined) payload.bidIv = bidIv;
  if (ask !== undefined) payload.ask = ask;
  if (askSize !== undefined) payload.askSize = askSize;
  if (askIv !== undefined) payload.askIv = askIv;
  if (markIv !== undefined) payload.markIv = markIv;
  if (openInterest !== undefined) payload.openInterest = openInterest;
}
