import { startOf } from "../../history/periods/alignment";
import type { AnyPeriod } from "../../history/periods/made-periods";
import type {
  RawBalance,
  RawChainRow,
  RawGreeks,
  RawKline,
  RawOrderBook,
  RawSpot,
  RawTrade,
} from "../../protocol/decode";
import { type Option, parseOption } from "../../protocol/symbols/symbols";
import { type OptionValue, optionValue } from "./option-value";

/**
 * Rows as the exchange sends them, with invented figures: of the size that they have for the symbol, and such that none
 * contradicts another.
 */

const VOLATILITY = 0.5213;
/** ms; of an option that is over, or nearly, as if it were not. */
const SHORTEST_LIFE = 3_600_000;

/** @param closed whether it is one that is over by now */
export function klineRow(symbol: string, period: AnyPeriod, closed: boolean, now: number): RawKline {
  const price = priceOf(symbol, now);
  const open = startOf(period, now);
  return {
    s: symbol,
    open: price(1),
    high: price(1.004),
    low: price(0.998),
    close: price(1.002),
    v: "12.5",
    ts: String(closed ? startOf(period, open - 1) : open),
  };
}

export function bookRow(symbol: string, now: number): RawOrderBook {
  const price = priceOf(symbol, now);
  const level = (factor: number, size: string) => ({ pr: price(factor), sz: size });
  return {
    s: symbol,
    bids: [level(0.999, "1.50"), level(0.998, "4.25")],
    asks: [level(1.001, "2.00"), level(1.002, "2.75")],
    ts: String(now),
  };
}

/** @param hasId whether it is of the channel that has ids */
export function tradeRow(symbol: string, now: number, hasId: boolean): RawTrade {
  const row = { s: symbol, pr: priceOf(symbol, now)(1), q: "0.50", sd: 1, ts: String(now) };
  // As many digits as the exchange's ids have, and more than a number of JavaScript.
  return hasId ? { ...row, tradeId: `184069${now}` } : row;
}

export function chainRow(symbol: string, now: number): RawChainRow {
  const price = priceOf(symbol, now);
  return {
    s: symbol,
    mp: price(1),
    bid: price(0.99),
    ask: price(1.01),
    bs: "3.00",
    as: "5.00",
    miv: String(VOLATILITY),
    delta: worthOf(symbol, now).delta.toFixed(4),
    up: underlyingPrice(symbol),
    ts: String(now),
  };
}

export function greeksRow(symbol: string, now: number): RawGreeks {
  const { delta, gamma, theta, vega } = worthOf(symbol, now);
  const price = priceOf(symbol, now);
  return {
    s: symbol,
    iv: String(VOLATILITY),
    delta: delta.toFixed(4),
    gamma: gamma.toPrecision(3),
    theta: theta.toPrecision(4),
    vega: vega.toPrecision(4),
    mp: price(1.001),
    lp: price(1),
    ip: underlyingPrice(symbol, 0.9995),
    up: underlyingPrice(symbol),
    oi: "184.20",
    v: "310.40",
    uv: worthOfVolume(310.4, price),
    ...lastDay(27.3, price),
    rt: String(termsOf(symbol).expiry - now),
    ts: String(now),
  };
}

export function spotRow(symbol: string, now: number): RawSpot {
  const price = priceOf(symbol, now);
  return {
    s: symbol,
    pr: price(1),
    mp: price(1.0002),
    ip: price(0.9999),
    ...lastDay(1250.4, price),
    oi: "8400.50",
    ts: String(now),
  };
}

/** Of a price that is the last one. */
function lastDay(volume: number, price: Price) {
  const [last, open] = [price(1), price(0.9875)];
  const change = Number(last) - Number(open);
  return {
    h: price(1.02),
    l: price(0.97),
    pr0: open,
    cp: change.toFixed(placesOf(last)),
    cr: (change / Number(open)).toFixed(4),
    v24: volume.toFixed(2),
    uv24: worthOfVolume(volume, price),
  };
}

/** At a price within the day's. */
function worthOfVolume(volume: number, price: Price): string {
  const average = price(0.995);
  return (volume * Number(average)).toFixed(placesOf(average));
}

function placesOf(figure: string): number {
  return figure.split(".")[1]?.length ?? 0;
}

/** What is available is the equity without what is held as margin, and all of it is in one coin. */
export function balanceRow(): RawBalance {
  return {
    uid: "7882585330726010026",
    e: "10250.75",
    mb: "10250.75",
    ab: "8830.65",
    im: "1420.10",
    mm: "710.05",
    upnl: "-35.20",
    delta: "0.42",
    dv: "10250.75",
    btcv: (10_250.75 / usualPrice("BTCUSD")).toFixed(8),
    wb: "8830.65",
    assets: [{ coin: "USDT", availableBalance: "8830.65" }],
  };
}

/** A usual price of the underlying, USD. */
export function usualPrice(symbol: string): number {
  if (symbol.startsWith("BTC")) return 80_000;
  if (symbol.startsWith("ETH")) return 3_000;
  return symbol.startsWith("SOL") ? 150 : 30;
}

/** A price around that of a symbol, by a factor. */
type Price = (factor: number) => string;

function priceOf(symbol: string, now: number): Price {
  const price = parseOption(symbol) ? worthOf(symbol, now).price : usualPrice(symbol);
  return (factor) => (price * factor).toFixed(places(price));
}

/** As many that prices a thousandth apart are told apart. */
function places(price: number): number {
  return Math.max(2, 4 - Math.floor(Math.log10(price)));
}

function worthOf(symbol: string, now: number): OptionValue {
  const { strike, expiry, right } = termsOf(symbol);
  const left = Math.max(expiry - now, SHORTEST_LIFE);
  return optionValue(right, strike, Number(underlyingPrice(symbol)), left, VOLATILITY);
}

/** Near the strike, wherever that is: what is far from the money has no quotes to show. */
function underlyingPrice(symbol: string, factor = 1): string {
  const { strike } = termsOf(symbol);
  return (strike * 1.003 * factor).toFixed(places(strike));
}

function termsOf(symbol: string): Option {
  const terms = parseOption(symbol);
  if (!terms) throw new RangeError("not an option");
  return terms;
}
