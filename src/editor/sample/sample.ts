import { isMadePeriod, madeFrom } from "../../history/periods/made-periods";
import {
  type ChainRow,
  decodeBalance,
  decodeChainRow,
  decodeGreeks,
  decodeKline,
  decodeOrderBook,
  decodeSpot,
  decodeTrade,
  type RawKline,
} from "../../protocol/decode";
import { chainSubscription } from "../../protocol/subscription";
import { formatOption, parseOption } from "../../protocol/symbols/symbols";
import { asDecimals, asNumbers, type Numbers } from "../../protocol/text/numbers";
import { omitted } from "./notation";
import { balanceRow, bookRow, chainRow, greeksRow, klineRow, spotRow, tradeRow, usualPrice } from "./rows";
import type { SampleSettings } from "./settings";

type Value = number | string;

interface Sample {
  readonly channel: string;
  readonly topic: string;
  readonly payload: unknown;
  /** A row of the frame that it came in. */
  readonly row: object;
  /** What only some messages have in `msg.coincall`. */
  readonly marks?: Readonly<Record<"made" | "history", true | undefined>>;
}

/**
 * A message that a node would send with these settings. What the exchange sends is made up; what becomes of it is not,
 * as the same decoders are at work. Source: docs/contract.md, "Messages out". `undefined` for a node without data.
 */
export function sampleMessage(settings: SampleSettings): object | undefined {
  if (settings.type === "coincall-status") return statusMessage(settings);
  const numbers: Numbers<Value> = settings.exact ? asDecimals : asNumbers;
  const sample = SAMPLES[settings.type]?.(settings, numbers);
  if (!sample) return undefined;
  const { channel, payload, row, marks } = sample;
  const topic = settings.rolling || sample.topic;
  const { endpoint, environment, connection, now, includeRaw } = settings;
  // Of an answer of REST nobody knows when it was sent.
  const sent = marks?.history ? undefined : now + 1;
  return {
    topic,
    payload: sentOf(payload, settings.value),
    coincall: { channel, endpoint, environment, received: now + 22, sent, connection, ...marks },
    ...(includeRaw ? { raw: rawOf(row, marks?.history) } : {}),
  };
}

/** The beginning of a frame's text, or of a row's of REST. */
function rawOf(row: object, isOfRest = false): string {
  const text = JSON.stringify(row).slice(0, 40);
  return isOfRest ? `${text}…` : `{"c":20,"d":${text}…`;
}

/** The same candle, as it begins in an answer of REST. */
function ofRest({ open, close, low, high }: RawKline): object {
  return { open, close, low, high };
}

/** The payload, or the field of it that is sent in its place. */
function sentOf(payload: unknown, value: string): unknown {
  if (value === "") return payload;
  return (payload as Readonly<Record<string, unknown>>)[value] ?? omitted();
}

type Maker = (settings: SampleSettings, numbers: Numbers<Value>) => Sample;

const SAMPLES: Readonly<Record<string, Maker>> = {
  "coincall-kline": (settings, numbers) => {
    const symbol = instrumentOf(settings);
    const { period } = settings;
    const isMade = isMadePeriod(period);
    const isPast = settings.past && !(isMade && madeFrom(period) === "trades");
    const closed = settings.closed || isPast;
    const row = klineRow(symbol, period, closed, settings.now);
    const candle = { ...decodeKline(row, numbers, "m1"), period, closed };
    const marks = { made: isMade || undefined, history: isPast || undefined };
    return { channel: "kline", topic: symbol, payload: candle, row: isPast ? ofRest(row) : row, marks };
  },
  "coincall-order-book": (settings, numbers) => {
    const symbol = instrumentOf(settings);
    const row = bookRow(symbol, settings.now);
    const { bids, asks, ...rest } = decodeOrderBook(row, numbers, settings.depth);
    const sides = { bids: levels(bids, settings.depth), asks: levels(asks, settings.depth) };
    const { symbol: name, ...figures } = rest;
    return { channel: "orderBook", topic: symbol, payload: { symbol: name, ...sides, ...figures }, row };
  },
  "coincall-trades": (settings, numbers) => {
    const symbol = settings.endpoint === "options" ? optionOf(settings) : instrumentOf(settings);
    const row = tradeRow(symbol, settings.now, settings.tradeIds);
    const trade = decodeTrade(row, numbers);
    const before = tradeRow(symbol, settings.now - 61_000, settings.tradeIds);
    const earlier = { ...decodeTrade(before, numbers), history: true };
    const payload = settings.history ? [earlier, trade] : [trade];
    const sent = settings.tradeIds ? { symbol, matchPrice: row.pr, matchQty: row.q } : row;
    return { channel: "trades", topic: settings.symbol || symbol, payload, row: sent };
  },
  "coincall-option-chain": (settings, numbers) => {
    const call = optionOf(settings).replace(/P$/, "C");
    const row = chainRow(call, settings.now);
    const topic = chainSubscription(call).label;
    const rows = [row, chainRow(call.replace(/C$/, "P"), settings.now)].map((each) =>
      decodeChainRow(each, numbers),
    );
    return {
      channel: "optionChain",
      topic,
      payload: settings.table ? tableOf(rows) : [...rows, omitted()],
      row,
    };
  },
  "coincall-greeks": (settings, numbers) => {
    const symbol = optionOf(settings);
    const row = greeksRow(symbol, settings.now);
    return { channel: "greeks", topic: symbol, payload: decodeGreeks(row, numbers), row };
  },
  "coincall-spot": (settings, numbers) => {
    const symbol = settings.symbol || "BTCUSD";
    const row = spotRow(symbol, settings.now);
    return { channel: "spot", topic: symbol, payload: decodeSpot(row, numbers, settings.endpoint), row };
  },
  "coincall-balance": (_settings, numbers) => {
    const row = balanceRow();
    return { channel: "balance", topic: "balance", payload: decodeBalance(row, numbers), row };
  },
};

function statusMessage({ connection, now, downFor }: SampleSettings): object {
  const isDown = downFor !== undefined;
  const state = isDown ? "connecting" : "open";
  const attempt = isDown ? 5 : 0;
  const subscriptions = { live: isDown ? 0 : 2, pending: isDown ? 2 : 0, rejected: 0, expired: 0 };
  const payload = { connection, endpoint: "options", state, since: now, attempt, subscriptions };
  return { topic: "options", payload: isDown ? { ...payload, down: true, downFor } : payload };
}

/** What is watched on the chosen market, or something that could be. */
function instrumentOf(settings: SampleSettings): string {
  if (settings.symbol) return settings.symbol;
  return settings.endpoint === "options" ? optionOf(settings) : "BTCUSD";
}

/** The option that is watched, or one of the underlying that is. */
function optionOf({ symbol, expiry }: SampleSettings): string {
  if (parseOption(symbol)) return symbol;
  const underlying = symbol || "BTCUSD";
  return formatOption(underlying, expiry, usualPrice(underlying), "call");
}

/** The first of a book's side, and how many there can be in all. */
function levels(side: readonly object[], depth: number): readonly unknown[] {
  return depth > side.length ? [...side, omitted(depth - side.length)] : side;
}

function tableOf([call, put]: readonly ChainRow<Value>[]): object {
  const { underlying, expiry, strike, underlyingPrice, timestamp } = call ?? {};
  return { underlying, expiry, underlyingPrice, timestamp, strikes: [{ strike, call, put }, omitted()] };
}
