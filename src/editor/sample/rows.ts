import type {
  RawBalance,
  RawChainRow,
  RawGreeks,
  RawKline,
  RawOrderBook,
  RawSpot,
  RawTrade,
} from "../../protocol/decode";
import { parseOption } from "../../protocol/symbols/symbols";

/** Rows as the exchange sends them, with made-up figures of the size that they have for the symbol. */

export function klineRow(symbol: string, now: number): RawKline {
  const price = priceOf(symbol);
  return {
    s: symbol,
    open: price(1),
    high: price(1.004),
    low: price(0.998),
    close: price(1.002),
    v: "12.5",
    ts: String(Math.floor(now / 60_000) * 60_000),
  };
}

export function bookRow(symbol: string, now: number): RawOrderBook {
  const price = priceOf(symbol);
  const level = (factor: number, size: string) => ({ pr: price(factor), sz: size });
  return {
    s: symbol,
    bids: [level(0.999, "1.50"), level(0.998, "4.25")],
    asks: [level(1.001, "2.00"), level(1.002, "3.75")],
    ts: String(now),
  };
}

export function tradeRow(symbol: string, now: number): RawTrade {
  return { s: symbol, pr: priceOf(symbol)(1), q: "0.50", sd: 1, ts: String(now) };
}

export function chainRow(symbol: string, now: number): RawChainRow {
  const price = priceOf(symbol);
  const isPut = symbol.endsWith("-P");
  return {
    s: symbol,
    mp: price(1),
    bid: price(0.99),
    ask: price(1.01),
    bs: "3.00",
    as: "5.00",
    miv: "0.5213",
    delta: isPut ? "-0.4790" : "0.5210",
    up: underlyingPrice(symbol),
    ts: String(now),
  };
}

export function greeksRow(symbol: string, now: number): RawGreeks {
  return {
    s: symbol,
    iv: "0.5213",
    delta: symbol.endsWith("-P") ? "-0.4790" : "0.5210",
    gamma: "0.000021",
    theta: "-48.20",
    vega: "112.75",
    mp: priceOf(symbol)(1),
    up: underlyingPrice(symbol),
    oi: "184.20",
    ts: String(now),
  };
}

export function spotRow(symbol: string, now: number): RawSpot {
  const price = priceOf(symbol);
  return {
    s: symbol,
    pr: price(1),
    mp: price(1.0002),
    ip: price(0.9999),
    h: price(1.02),
    l: price(0.97),
    cr: "0.0125",
    ts: String(now),
  };
}

export function balanceRow(): RawBalance {
  return {
    uid: "7882585330726010026",
    e: "10250.75",
    ab: "8120.40",
    im: "1420.10",
    mm: "710.05",
    upnl: "-35.20",
    assets: [{ coin: "USDT", availableBalance: "8120.40" }],
  };
}

/** Prices around that of a symbol, by a factor. An option at the money costs a few percent of its underlying. */
function priceOf(symbol: string): (factor: number) => string {
  const option = parseOption(symbol);
  const price = option ? option.strike * 0.04 : usualPrice(symbol);
  return (factor) => (price * factor).toFixed(price < 10 ? 4 : 2);
}

function underlyingPrice(symbol: string): string {
  const strike = parseOption(symbol)?.strike ?? usualPrice(symbol);
  return (strike * 1.003).toFixed(2);
}

function usualPrice(symbol: string): number {
  if (symbol.startsWith("BTC")) return 95_000;
  return symbol.startsWith("ETH") ? 3_200 : 150;
}
