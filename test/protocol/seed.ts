/**
 * The frames of the exchange's documentation of February 2023, repaired to JSON with every value as it was written.
 *
 * They are text, because a JavaScript literal would lose what makes them worth testing: `7882585330726010026`, `0E-8`.
 */

import type { ChannelName, Endpoint, Period } from "../../src/protocol/channels";

export interface SeedPush {
  readonly title: string;
  readonly endpoint: Endpoint;
  readonly channel: ChannelName;
  /** What the documentation's request asked for: the symbol of `d.s`, none for the balance, and the period. */
  readonly subscribed: { readonly symbol?: string; readonly period?: Period };
  /** The symbol that the frame is about; none for the balance. */
  readonly symbol?: string;
  readonly text: string;
  /** `msg.payload` with `numbers: "number"`; a candle without `closed`, which one frame alone can't tell. */
  readonly payload: object;
}

/** What the documentation has the client send in the `apikey` dialect. */
export const SEED_REQUESTS: Readonly<Record<Endpoint, readonly string[]>> = {
  options: [
    '{"c":11}',
    '{"c":20,"dt":30,"d":{"s":["BTCUSD","ETHUSD"]}}',
    '{"c":20,"dt":2,"d":{"s":"BTC-7FEB23-20500-P","pe":"m1"}}',
    '{"c":20,"dt":5,"d":{"s":"BTC-7FEB23-20500-P"}}',
    '{"c":20,"dt":6,"d":{"s":"BTCUSD"}}',
    '{"c":20,"dt":4,"d":{"s":"BTC-7FEB23-20500-P"}}',
    '{"c":20,"dt":3,"d":{"s":"BTCUSD-6FEB23-19000-C"}}',
    '{"c":20,"dt":7}',
  ],
  futures: [
    '{"c":11}',
    '{"c":20,"dt":30,"d":{"s":["BTCUSD","ETHUSD"]}}',
    '{"c":20,"dt":31,"d":{"s":"BTCUSD","pe":"m1"}}',
    '{"c":20,"dt":32,"d":{"s":"BTCUSD"}}',
    '{"c":20,"dt":33,"d":{"s":"BTCUSD"}}',
  ],
};

export const SEED_HEARTBEAT_REPLY = '{"c":11,"rc":1}';

/** 08:00 UTC on 6 February 2023, when `BTCUSD-6FEB23-19000-C` expired. */
const EXPIRY = 1675670400000;

export const SEED_PUSHES: readonly SeedPush[] = [
  {
    title: "an option's candle",
    endpoint: "options",
    channel: "kline",
    subscribed: { symbol: "BTC-7FEB23-20500-P", period: "m1" },
    symbol: "BTC-7FEB23-20500-P",
    text: `{
      "c":20,
      "dt":2,
      "d":{
        "period":"m1",
        "high":1000,
        "open":999,
        "low":433,
        "close":122,
        "s":"BTC-7FEB23-20500-P",
        "v":23323,
        "ts":121212233
      }
    }`,
    payload: {
      symbol: "BTC-7FEB23-20500-P",
      period: "m1",
      open: 999,
      high: 1000,
      low: 433,
      close: 122,
      volume: 23323,
      timestamp: 121212233,
    },
  },
  {
    title: "an option's order book, pushed as 32",
    endpoint: "options",
    channel: "orderBook",
    subscribed: { symbol: "BTC-7FEB23-20500-P" },
    symbol: "BTC-7FEB23-20500-P",
    text: `{
      "c":20,
      "dt":32,
      "p":1,
      "d":[{
        "bids": [{ "v":222, "pr":40000.13 }],
        "asks": [{ "v":1.23, "pr":40000.69 }],
        "s":"BTC-7FEB23-20500-P",
        "ts":133434
      }]
    }`,
    payload: bookOf("BTC-7FEB23-20500-P"),
  },
  {
    title: "an option's trade, subscribed by its underlying",
    endpoint: "options",
    channel: "trades",
    subscribed: { symbol: "BTCUSD" },
    symbol: "BTC-7FEB23-20500-P",
    text: `{
      "c":20,
      "dt":6,
      "d":[{ "s": "BTC-7FEB23-20500-P", "pr":40001.35, "v":1.93, "ts": 1653004526965, "sd":1 }]
    }`,
    payload: [
      { symbol: "BTC-7FEB23-20500-P", price: 40001.35, size: 1.93, side: "buy", timestamp: 1653004526965 },
    ],
  },
  {
    title: "a row of an option chain, without any quote",
    endpoint: "options",
    channel: "optionChain",
    subscribed: { symbol: "BTC-7FEB23-20500-P" },
    symbol: "BTCUSD-6FEB23-19000-C",
    text: `{
      "dt": 4,
      "c": 20,
      "d": [{
        "tv": 0E-8,
        "mp": 3920.08500000,
        "lp": 0,
        "delta": 1.00,
        "theta": 0.00,
        "biv": 0.0,
        "aiv": 0.0,
        "s": "BTCUSD-6FEB23-19000-C",
        "bv": 0,
        "av": 0,
        "ask": 0,
        "oi": 0,
        "upv": 0,
        "bid": 0,
        "gamma": 0.00,
        "vega": 0.00,
        "ts": 1675689068531
      }]
    }`,
    payload: [
      {
        symbol: "BTCUSD-6FEB23-19000-C",
        underlying: "BTCUSD",
        expiry: EXPIRY,
        strike: 19000,
        right: "call",
        markPrice: 3920.085,
        lastPrice: 0,
        delta: 1,
        gamma: 0,
        theta: 0,
        vega: 0,
        volume: 0,
        timestamp: 1675689068531,
      },
    ],
  },
  {
    title: "an option's Greeks",
    endpoint: "options",
    channel: "greeks",
    subscribed: { symbol: "BTCUSD-6FEB23-19000-C" },
    symbol: "BTCUSD-6FEB23-19000-C",
    text: `{
      "c":20,
      "dt":3,
      "d":{
        "v":1000,
        "oi":999,
        "iv":433,
        "delta":122,
        "gamma":11,
        "vega":23323,
        "theta":121212233,
        "cr":1,
        "cv":1,
        "s":"BTCUSD-6FEB23-19000-C",
        "ts":1222
      }
    }`,
    payload: {
      symbol: "BTCUSD-6FEB23-19000-C",
      underlying: "BTCUSD",
      expiry: EXPIRY,
      strike: 19000,
      right: "call",
      iv: 433,
      delta: 122,
      gamma: 11,
      theta: 121212233,
      vega: 23323,
      openInterest: 999,
      volume: 1000,
      change: 1,
      changeRate: 1,
      timestamp: 1222,
    },
  },
  {
    title: "an account's balance",
    endpoint: "options",
    channel: "balance",
    subscribed: {},
    text: `{
      "dt": 7,
      "c": 20,
      "d": {
        "mm": 0,
        "ab": 200000.00000000,
        "im": 0,
        "u": 7882585330726010026,
        "e": 200000.00000000,
        "mb": 200000.00000000,
        "delta": "0",
        "upnl": 0
      }
    }`,
    payload: {
      userId: "7882585330726010026",
      equity: 200000,
      marginBalance: 200000,
      availableBalance: 200000,
      initialMargin: 0,
      maintenanceMargin: 0,
      unrealizedPnl: 0,
      delta: 0,
    },
  },
  {
    title: "a perpetual's candle, which does not say its period",
    endpoint: "futures",
    channel: "kline",
    subscribed: { symbol: "BTCUSD", period: "m1" },
    symbol: "BTCUSD",
    text: `{
      "c":20,
      "dt":31,
      "p":1,
      "d":{ "high":1000, "open":999, "low":433, "close":122, "s":"BTCUSD", "v":23323, "ts":121212233 }
    }`,
    payload: {
      symbol: "BTCUSD",
      period: "m1",
      open: 999,
      high: 1000,
      low: 433,
      close: 122,
      volume: 23323,
      timestamp: 121212233,
    },
  },
  {
    title: "a perpetual's order book",
    endpoint: "futures",
    channel: "orderBook",
    subscribed: { symbol: "BTCUSD" },
    symbol: "BTCUSD",
    text: `{
      "c":20,
      "dt":32,
      "p":1,
      "d":[{
        "bids": [{ "v":222, "pr":40000.13 }],
        "asks": [{ "v":1.23, "pr":40000.69 }],
        "s":"BTCUSD",
        "ts":133434
      }]
    }`,
    payload: bookOf("BTCUSD"),
  },
  {
    title: "a perpetual's trade",
    endpoint: "futures",
    channel: "trades",
    subscribed: { symbol: "BTCUSD" },
    symbol: "BTCUSD",
    text: `{
      "c":20,
      "dt":33,
      "p":1,
      "d":[{ "s": "BTCUSD", "pr":40001.35, "v":1.93, "ts": 1653004526965, "sd":1 }]
    }`,
    payload: [{ symbol: "BTCUSD", price: 40001.35, size: 1.93, side: "buy", timestamp: 1653004526965 }],
  },
];

/** Both endpoints' documentation shows the same book. */
function bookOf(symbol: string): object {
  return {
    symbol,
    bids: [{ price: 40000.13, size: 222 }],
    asks: [{ price: 40000.69, size: 1.23 }],
    bestBid: 40000.13,
    bestAsk: 40000.69,
    mid: 40000.41,
    spread: 0.56,
    imbalance: 0.994489987905, // 222 / 223.23, to 12 places
    timestamp: 133434,
  };
}
