/**
 * The frames that a subscription brings.
 *
 * Two kinds: what is sent whole at a steady pace (books, Greeks, chains, spot prices, the balance), and what is sent when it
 * happens (trades and the candles they change).
 *
 * Source: docs/protocol.md, "Channels".
 */

import type { Endpoint } from "../../protocol/channels";
import type { Shapes } from "../frames/shapes";
import type { Market } from "../market/market";
import { chainView, optionView, spotView } from "../market/views";
import { keyOf, type Topic } from "./topics";

export type SnapshotTopic = Exclude<Topic, { channel: "trades" | "kline" }>;
type EventTopic = Extract<Topic, { channel: "trades" | "kline" }>;

const BOOK_INTERVAL: Readonly<Record<Endpoint, number>> = { options: 100, futures: 200 };
const INTERVAL = 1_000;
/** Whose bitcoins the account's worth and delta are told in. */
const BITCOIN = "BTCUSD";

export function isSnapshot(topic: Topic): topic is SnapshotTopic {
  return topic.channel !== "trades" && topic.channel !== "kline";
}

/** ms from one push to the next. */
export function pushInterval(endpoint: Endpoint, topic: SnapshotTopic): number {
  return topic.channel === "orderBook" ? BOOK_INTERVAL[endpoint] : INTERVAL;
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
  return trades.length > 0 ? [shapes.trades(name, topic.contract, trades)] : [];
}
