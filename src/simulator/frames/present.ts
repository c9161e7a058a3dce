/**
 * Frames as the exchange sends them to connections of the `signed` dialect: numbers as strings, some with a space behind, sizes as `sz`
 * and `q`, zeros where nobody quotes.
 *
 * Source: docs/protocol.md, "Channels", "Fields" and "What breaks a careless decoder".
 */

import { stringify } from "lossless-json";
import { CHANNELS } from "../../protocol/channels";
import type { Level } from "../market/book";
import type { Contract } from "../market/listing/specifications";
import type { ChainRowView, DayView, OptionView } from "../market/views";
import { decimal } from "./decimal";
import { ACCOUNT_ID, type Shapes } from "./shapes";

/** Digits after the point of money that is computed, of rates and of Greeks. */
const MONEY = 8;
const RATE = 4;
const GREEK = 10;

const money = (value: number | undefined) => decimal(value ?? 0, MONEY);
/** Some columns of the exchange's data base are padded, and it shows. */
const padded = (value: number | undefined) => `${money(value)} `;

export const PRESENT: Shapes = {
  id: "present",

  spot: ({ symbol, contract, price, mark, index, day, openInterest, time }) => ({
    s: symbol,
    pr: decimal(price, contract.priceDecimals),
    mp: decimal(mark, contract.priceDecimals),
    ip: decimal(index, contract.priceDecimals),
    ...dayFields(day, contract),
    oi: money(openInterest),
    ts: time,
  }),

  kline: (name, { contract }, candle) => ({
    s: name,
    pe: candle.period,
    open: decimal(candle.open, contract.priceDecimals),
    high: decimal(candle.high, contract.priceDecimals),
    low: decimal(candle.low, contract.priceDecimals),
    close: decimal(candle.close, contract.priceDecimals),
    v: decimal(candle.volume, contract.sizeDecimals),
    ts: candle.start,
  }),

  orderBook: (name, { contract }, book, time) => ({
    s: name,
    bids: book.bids.map((level) => levelFields(level, contract)),
    asks: book.asks.map((level) => levelFields(level, contract)),
    ts: time,
  }),

  trades: (name, contract, trades) =>
    trades.map((trade) => ({
      s: name ?? trade.symbol,
      pr: decimal(trade.price, contract.priceDecimals),
      q: decimal(trade.size, contract.sizeDecimals),
      sd: trade.side === "buy" ? 1 : 2,
      ts: trade.time,
    })),

  optionChain: (rows) => rows.map(chainRow),

  greeks: (name, view) => ({
    s: name,
    iv: decimal(view.pricing.volatility, RATE),
    ...greekFields(view),
    ...priceFields(view),
    ip: money(view.index),
    v: money(view.volume),
    uv: money(view.value),
    ...dayFields(view.day, view.contract),
    oi: padded(view.openInterest),
    rt: view.timeLeft,
    ts: view.time,
  }),

  balance: (view) => ({
    uid: ACCOUNT_ID,
    e: money(view.equity),
    mb: money(view.marginBalance),
    ab: money(view.available),
    im: money(view.initialMargin),
    mm: money(view.maintenanceMargin),
    upnl: money(view.unrealizedPnl),
    delta: money(view.delta),
    dv: money(view.equity),
    btcv: money(view.equity / view.coinPrice),
    wb: money(view.withdrawable),
    assets: [{ coin: "USDT", availableBalance: padded(view.available) }],
  }),

  frame: (endpoint, channel, payload, sent) =>
    stringify({ dt: CHANNELS[channel].dt[endpoint], c: 20, d: payload, ts: sent }) ?? "",
};

function chainRow(row: ChainRowView): unknown {
  const { bid, ask, pricing, contract } = row;
  return {
    s: row.symbol,
    ...priceFields(row),
    bid: bid ? decimal(bid.price, contract.priceDecimals) : "0",
    ask: ask ? decimal(ask.price, contract.priceDecimals) : "0",
    bs: bid ? padded(bid.size) : "0",
    as: ask ? padded(ask.size) : "0",
    biv: bid?.volatility === undefined ? "0" : decimal(bid.volatility, RATE),
    aiv: ask?.volatility === undefined ? "0" : decimal(ask.volatility, RATE),
    miv: decimal(pricing.volatility, RATE),
    ...greekFields(row),
    oi: money(row.openInterest),
    v: money(row.volume),
    v24: money(row.day.volume),
    upv: "0",
    cp: money(row.day.change),
    cr: decimal(row.day.changeRate, RATE),
    ts: row.time,
  };
}

function levelFields(level: Level, contract: Contract): unknown {
  return { pr: decimal(level.price, contract.priceDecimals), sz: decimal(level.size, contract.sizeDecimals) };
}

function greekFields({ pricing }: OptionView): object {
  return {
    delta: `${decimal(pricing.delta, GREEK)} `,
    gamma: decimal(pricing.gamma, GREEK),
    theta: decimal(pricing.theta, GREEK),
    vega: decimal(pricing.vega, GREEK),
  };
}

function priceFields({ pricing, last, forward, contract }: OptionView): object {
  return {
    mp: money(pricing.price),
    lp: last === undefined ? "0" : decimal(last, contract.priceDecimals),
    up: money(forward),
  };
}

function dayFields(day: DayView, contract: Contract): object {
  const price = (value: number | undefined) =>
    value === undefined ? "0" : decimal(value, contract.priceDecimals);
  return {
    h: price(day.high),
    l: price(day.low),
    pr0: price(day.open),
    cp: decimal(day.change, contract.priceDecimals),
    cr: decimal(day.changeRate, RATE),
    v24: money(day.volume),
    uv24: money(day.value),
  };
}
