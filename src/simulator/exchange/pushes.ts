/**
 * The frames that a subscription brings.
 *
 * Two kinds: what is sent whole at a steady pace (books, Greeks, chains, spot prices, premium indices, the balance), and what is sent
 * when it happens (trades and the candles they change).
 *
 * Source: docs/protocol.md, "Channels".
 */

import type { Endpoint } from "../../protocol/channels";
import type { Shapes } from "../frames/shapes";
import type { Market } from "../market/market";
import { chainView, optionView, spotView } from "../market/views";
import { keyOf, type Topic } from "./topics";

type TradesTopic = Extract<Topic, { trades: unknown }>;
export type EventTopic = TradesTopic | Extract<Topic, { channel: "kline" }>;
export type SnapshotTopic = Exclude<Topic, EventTopic>;

const BOOK_INTERVAL: Readonly<Record<Endpoint, number>> = { options: 100, futures: 200 };
const INTERVAL = 1_000;
const PREMIUM_INTERVAL = 60_000;
/** Whose bitcoins the account's worth and delta are told in. */
const BITCOIN = "BTCUSD";

export function isSnapshot(topic: Topic): topic is SnapshotTopic {
  return !("trades" in topic) && topic.channel !== "kline";
}

/** ms from one push to the next. */
export function pushInterval(endpoint: Endpoint, { channel }: SnapshotTopic): number {
  if (channel === "premiumIndex") return PREMIUM_INTERVAL;
  return channel === "orderBook" ? BOOK_INTERVAL[endpoint] : INTERVAL;
}

/** When a snapshot is due that was due at `due` and went out at `now`, all in ms since 1970. */
export function nextDue(endpoint: Endpoint, topic: SnapshotTopic, due: number, now: number): number {
  const interval = pushInterval(endpoint, topic);
  // The premium index is that of a full minute.
  if (topic.channel === "premiumIndex") return (Math.floor(Math.max(due, now) / interval) + 1) * interval;
  return Math.max(due + interval, now + interval / 2);
}

/** Makes frames; those that several connections want at the same moment, once. */
export class Publisher {
  readonly #market: Market;
  readonly #snapshots = new Map<string, string>();
  #time = Number.NaN;

  constructor(market: Market) {
    this.#market = market;
  }

  /** @param sent ms since 1970 */
  snapshot(shapes: Shapes, endpoint: Endpoint, topic: SnapshotTopic, sent: number): string {
    if (sent !== this.#time) this.#snapshots.clear();
    this.#time = sent;
    const key = `${shapes.id} ${endpoint} ${keyOf(topic)}`;
    const known = this.#snapshots.get(key);
    if (known !== undefined) return known;
    const frame = shapes.frame(endpoint, topic.channel, this.#payload(shapes, topic), sent);
    this.#snapshots.set(key, frame);
    return frame;
  }

  /** What has happened after a sequence number: trades newest first, in one frame; candles oldest first, a frame each. */
  events(shapes: Shapes, endpoint: Endpoint, topic: EventTopic, sequence: number, sent: number): string[] {
    return eventPayloads(shapes, topic, sequence).map((payload) =>
      shapes.frame(endpoint, topic.channel, payload, sent),
    );
  }

  #payload(shapes: Shapes, topic: SnapshotTopic): unknown {
    const market = this.#market;
    switch (topic.channel) {
      case "spot":
        return shapes.spot(spotView(market, topic.venue));
      case "orderBook":
        return shapes.orderBook(topic.name, topic.instrument, market.book(topic.instrument), market.time);
      case "greeks":
        return shapes.greeks(topic.name, optionView(market, topic.option));
      case "optionChain":
        return shapes.optionChain(chainView(market, topic.venue, topic.expiry));
      case "balance":
        return shapes.balance(this.#balance());
      case "premiumIndex":
        return shapes.premiumIndex(topic.name, spotView(market, topic.venue));
    }
  }

  #balance() {
    const coinPrice = this.#market.venue(BITCOIN)?.underlying.index ?? Number.NaN;
    return { ...this.#market.account.balance(this.#market.time, coinPrice), coinPrice };
  }
}

function eventPayloads(shapes: Shapes, topic: EventTopic, sequence: number): unknown[] {
  if (topic.channel === "kline") {
    const { name, instrument, period } = topic;
    return instrument.tape.candles
      .since(period, sequence)
      .map((candle) => shapes.kline(name, instrument, candle));
  }
  const trades = topic.trades.since(sequence).reverse();
  const name = topic.ofOneInstrument ? topic.name : undefined;
  return trades.length > 0 ? [shapes[topic.channel](name, topic.contract, trades)] : [];
}
