/**
 * Frames as the exchange's page of February 2023 shows them: numbers, `v` for sizes, `bv` and `av` in chains, a book in an array of one,
 * an option's book under the number of the futures' books, no period on futures candles.
 *
 * Source: docs/protocol.md, "Channels" and "Fields" (D23).
 */

import { LosslessNumber, stringify } from "lossless-json";
import type { Endpoint } from "../../protocol/channels";
import { PLAYED, type PlayedName } from "../exchange/channels";
import type { Level } from "../market/book";
import type { ChainRowView } from "../market/views";
import { decimal } from "./decimal";
import { penFor } from "./figures";
import { ACCOUNT_ID } from "./ids";
import { premiumIndex, tradesWithIds } from "./later-channels";
import type { Shapes } from "./shapes";

const MONEY = 8;
const RATE = 4;
const GREEK = 8;

/** A number with its digits written out, `3920.08500000`, which no number of JavaScript's keeps. */
const money = (value: number) => new LosslessNumber(decimal(value, MONEY));
const rate = (value: number) => new LosslessNumber(decimal(value, RATE));
const greek = (value: number) => new LosslessNumber(decimal(value, GREEK));

export const FEBRUARY_2023: Shapes = {
  id: "2023",

  // The page has the request only; the fields are those of later editions, with the names and types of its time.
  spot: ({ symbol, contract, price, mark, index, day, openInterest, time }) => ({
    s: symbol,
    pr: price,
    mp: Number(mark.toFixed(contract.priceDecimals)),
    ip: Number(index.toFixed(contract.priceDecimals)),
    h: day.high ?? 0,
    l: day.low ?? 0,
    pr0: day.open ?? 0,
    cv: new LosslessNumber(decimal(day.change, contract.priceDecimals)),
    cr: rate(day.changeRate),
    v24: money(day.volume),
    uv24: money(day.value),
    oi: money(openInterest),
    ts: time,
  }),

  kline: (name, { kind, contract }, candle) => ({
    ...(kind === "option" ? { period: candle.period } : {}),
    high: candle.high,
    open: candle.open,
    low: candle.low,
    close: candle.close,
    s: name,
    v: new LosslessNumber(decimal(candle.volume, contract.sizeDecimals)),
    ts: candle.start,
  }),

  orderBook: (name, _instrument, book, time) => [
    { bids: book.bids.map(levelFields), asks: book.asks.map(levelFields), s: name, ts: time },
  ],

  trades: (name, _contract, trades) =>
    trades.map((trade) => ({
      s: name ?? trade.symbol,
      pr: trade.price,
      v: trade.size,
      ts: trade.time,
      sd: trade.side === "buy" ? 1 : 2,
    })),

  optionChain: (rows) => rows.map(chainRow),

  greeks: (name, { pricing, volume, openInterest, day, contract, time }) => ({
    v: money(volume),
    oi: money(openInterest),
    iv: rate(pricing.volatility),
    delta: greek(pricing.delta),
    gamma: greek(pricing.gamma),
    vega: greek(pricing.vega),
    theta: greek(pricing.theta),
    cr: rate(day.changeRate),
    cv: new LosslessNumber(decimal(day.change, contract.priceDecimals)),
    s: name,
    ts: time,
  }),

  balance: (view) => ({
    mm: money(view.maintenanceMargin),
    ab: money(view.available),
    im: money(view.initialMargin),
    u: ACCOUNT_ID,
    e: money(view.equity),
    mb: money(view.marginBalance),
    delta: decimal(view.delta, RATE),
    upnl: money(view.unrealizedPnl),
  }),

  tradesWithIds: (name, contract, trades) =>
    tradesWithIds(penFor("today", "tradesWithIds"), name, contract, trades),

  premiumIndex: (name, view) => premiumIndex(penFor("today", "premiumIndex"), name, view),

  frame: (endpoint, channel, payload) =>
    stringify({
      dt: pushedAs(endpoint, channel),
      c: 20,
      ...(hasPosition(endpoint, channel) ? { p: 1 } : {}),
      d: payload,
    }) ?? "",
};

function pushedAs(endpoint: Endpoint, channel: PlayedName): number | undefined {
  const { dt, pushedAs: others } = PLAYED[channel];
  return others?.[endpoint]?.[0] ?? dt[endpoint];
}

function hasPosition(endpoint: Endpoint, channel: PlayedName): boolean {
  return endpoint === "futures" || channel === "orderBook";
}

function levelFields({ size, price }: Level): unknown {
  return { v: size, pr: price };
}

function chainRow({ bid, ask, pricing, ...row }: ChainRowView): unknown {
  return {
    tv: money(row.volume),
    mp: money(pricing.price),
    lp: row.last ?? 0,
    delta: greek(pricing.delta),
    theta: greek(pricing.theta),
    biv: rate(bid?.volatility ?? 0),
    aiv: rate(ask?.volatility ?? 0),
    s: row.symbol,
    bv: bid?.size ?? 0,
    av: ask?.size ?? 0,
    ask: ask?.price ?? 0,
    oi: money(row.openInterest),
    upv: 0,
    bid: bid?.price ?? 0,
    gamma: greek(pricing.gamma),
    vega: greek(pricing.vega),
    ts: row.time,
  };
}
