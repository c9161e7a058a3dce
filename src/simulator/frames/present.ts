/**
 * Frames as the exchange sends them to connections of the `signed` dialect: sizes as `sz` and `q`, the time of sending beside the payload,
 * and figures in one of three manners.
 *
 * Source: docs/protocol.md, "Channels", "Fields" and "Types of today's frames".
 */

import { stringify } from "lossless-json";
import { PLAYED, type PlayedName } from "../exchange/channels";
import type { Book, Level } from "../market/book";
import type { Instrument } from "../market/listing/instruments";
import type { Contract } from "../market/listing/specifications";
import type { Candle } from "../market/tape/candles";
import type { Trade } from "../market/tape/trades";
import type { ChainRowView, DayView, OptionView, SpotView } from "../market/views";
import { FIGURES, type Figures, type Pen, penFor } from "./figures";
import { ACCOUNT_ID } from "./ids";
import { premiumIndex, tradesWithIds } from "./later-channels";
import type { BalanceView, Shapes } from "./shapes";

/** Digits after the point of money that is computed, of rates and of Greeks. */
const MONEY = 8;
const RATE = 4;
const GREEK = 10;

export const PRESENT = Object.fromEntries(FIGURES.map((figures) => [figures, shapesOf(figures)])) as Readonly<
  Record<Figures, Shapes>
>;

function shapesOf(figures: Figures): Shapes {
  const pen = (channel: PlayedName) => penFor(figures, channel);
  return {
    id: figures,
    spot: (view) => spot(pen("spot"), view),
    kline: (name, instrument, candle) => kline(pen("kline"), name, instrument, candle),
    orderBook: (name, instrument, book, time) => orderBook(pen("orderBook"), name, instrument, book, time),
    trades: (name, contract, list) => trades(pen("trades"), name, contract, list),
    tradesWithIds: (name, contract, list) => tradesWithIds(pen("tradesWithIds"), name, contract, list),
    optionChain: (rows) => rows.map((row) => chainRow(pen("optionChain"), row)),
    greeks: (name, view) => greeks(pen("greeks"), name, view),
    balance: (view) => balance(pen("balance"), view),
    premiumIndex: (name, view) => premiumIndex(pen("premiumIndex"), name, view),
    frame: (endpoint, channel, payload, sent) =>
      stringify({ dt: PLAYED[channel].dt[endpoint], c: 20, d: payload, ts: sent }) ?? "",
  };
}

function spot(
  write: Pen,
  { symbol, contract, price, mark, index, day, openInterest, time }: SpotView,
): unknown {
  return {
    s: symbol,
    pr: write(price, contract.priceDecimals),
    mp: write(mark, contract.priceDecimals),
    ip: write(index, contract.priceDecimals),
    ...dayFields(write, day, contract),
    oi: write(openInterest, MONEY),
    ts: time,
  };
}

function kline(write: Pen, name: string, { contract }: Instrument, candle: Candle): unknown {
  return {
    s: name,
    pe: candle.period,
    open: write(candle.open, contract.priceDecimals),
    high: write(candle.high, contract.priceDecimals),
    low: write(candle.low, contract.priceDecimals),
    close: write(candle.close, contract.priceDecimals),
    v: write(candle.volume, contract.sizeDecimals),
    ts: candle.start,
  };
}

function orderBook(
  write: Pen,
  name: string,
  { kind, contract }: Instrument,
  book: Book,
  time: number,
): unknown {
  const size =
    kind === "perpetual" ? paddedSize(write) : (value: number) => write(value, contract.sizeDecimals);
  const level = ({ price, size: value }: Level) => ({
    pr: write(price, contract.priceDecimals),
    sz: size(value),
  });
  return { s: name, bids: book.bids.map(level), asks: book.asks.map(level), ts: time };
}

/** The column of the exchange's data base that the sizes of futures' books come from is padded, and as a text it shows. */
function paddedSize(write: Pen): (value: number) => unknown {
  return (value) => {
    const size = write(value, MONEY);
    return typeof size === "string" ? `${size} ` : size;
  };
}

function trades(write: Pen, name: string | undefined, contract: Contract, list: readonly Trade[]): unknown {
  return list.map((trade) => ({
    s: name ?? trade.symbol,
    pr: write(trade.price, contract.priceDecimals),
    q: write(trade.size, contract.sizeDecimals),
    sd: trade.side === "buy" ? 1 : 2,
    ts: trade.time,
  }));
}

function greeks(write: Pen, name: string, view: OptionView): unknown {
  return {
    s: name,
    iv: write(view.pricing.volatility, RATE),
    ...greekFields(write, view),
    ...priceFields(write, view),
    ip: write(view.index, MONEY),
    v: write(view.volume, MONEY),
    uv: write(view.value, MONEY),
    ...dayFields(write, view.day, view.contract),
    oi: write(view.openInterest, MONEY),
    rt: write(view.timeLeft, 0),
    ts: view.time,
  };
}

function balance(write: Pen, view: BalanceView): unknown {
  return {
    uid: ACCOUNT_ID,
    e: write(view.equity, MONEY),
    mb: write(view.marginBalance, MONEY),
    ab: write(view.available, MONEY),
    im: write(view.initialMargin, MONEY),
    mm: write(view.maintenanceMargin, MONEY),
    upnl: write(view.unrealizedPnl, MONEY),
    delta: write(view.delta, MONEY),
    dv: write(view.equity, MONEY),
    btcv: write(view.equity / view.coinPrice, MONEY),
    wb: write(view.withdrawable, MONEY),
    assets: [{ coin: "USDT", availableBalance: write(view.available, MONEY) }],
  };
}

function chainRow(write: Pen, row: ChainRowView): unknown {
  const { bid, ask, pricing, contract } = row;
  return {
    s: row.symbol,
    ...priceFields(write, row),
    bid: write(bid?.price, contract.priceDecimals),
    ask: write(ask?.price, contract.priceDecimals),
    bs: write(bid?.size, MONEY),
    as: write(ask?.size, MONEY),
    biv: write(bid?.volatility, RATE),
    aiv: write(ask?.volatility, RATE),
    miv: write(pricing.volatility, RATE),
    ...greekFields(write, row),
    oi: write(row.openInterest, MONEY),
    v: write(row.volume, MONEY),
    v24: write(row.day.volume, MONEY),
    upv: write(0, 0),
    cp: write(row.day.change, MONEY),
    cr: write(row.day.changeRate, RATE),
    ts: row.time,
  };
}

function greekFields(write: Pen, { pricing }: OptionView): object {
  return {
    delta: write(pricing.delta, GREEK),
    gamma: write(pricing.gamma, GREEK),
    theta: write(pricing.theta, GREEK),
    vega: write(pricing.vega, GREEK),
  };
}

function priceFields(write: Pen, { pricing, last, forward, contract }: OptionView): object {
  return {
    mp: write(pricing.price, MONEY),
    lp: write(last, contract.priceDecimals),
    up: write(forward, MONEY),
  };
}

function dayFields(write: Pen, day: DayView, contract: Contract): object {
  return {
    h: write(day.high, contract.priceDecimals),
    l: write(day.low, contract.priceDecimals),
    pr0: write(day.open, contract.priceDecimals),
    cp: write(day.change, contract.priceDecimals),
    cr: write(day.changeRate, RATE),
    v24: write(day.volume, MONEY),
    uv24: write(day.value, MONEY),
  };
}
