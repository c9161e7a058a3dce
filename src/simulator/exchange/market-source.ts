/** The market as a source of frames. */

import type { Endpoint } from "../../protocol/channels";
import type { Shapes } from "../frames/shapes";
import { type Market, STEP } from "../market/market";
import { canonicalName } from "../market/names";
import type { PlayedChannel } from "./channels";
import { type EventTopic, isSnapshot, nextDue, Publisher, pushInterval, type SnapshotTopic } from "./pushes";
import type { Client, Source, Subscriptions } from "./source";
import { type Address, hasExpired, keyOf, type Topic, topicsOf } from "./topics";

/** ms: timers are a little early or late, and a push must not be skipped for that. It is half of the shortest interval. */
const FORGIVEN = 50;

interface Subscription {
  readonly topic: Topic;
  /** When the next snapshot is due, ms since 1970. */
  due: number;
  /** Sequence number of the last trade that the client knows. */
  seen: number;
}

export class MarketSource implements Source {
  readonly interval = STEP;
  readonly now: () => number;
  readonly market: Market;
  readonly publisher: Publisher;
  /** Until when nothing is said of a symbol, ms since 1970. */
  readonly #silences = new Map<string, number>();

  /** @param now the market's clock, ms since 1970 */
  constructor(market: Market, now: () => number = Date.now) {
    this.market = market;
    this.now = now;
    this.publisher = new Publisher(market);
  }

  advance(now: number): void {
    this.market.advance(now);
  }

  open(endpoint: Endpoint, shapes: Shapes): Subscriptions {
    return new MarketSubscriptions(this, endpoint, shapes);
  }

  left(): void {
    // A market does not wait for anybody.
  }

  /** Says nothing of a symbol, a chain or the `balance` for a while; what is traded meanwhile is told after it. */
  silence(name: string, until: number): void {
    this.#silences.set(name, until);
  }

  isSilent({ name, channel }: Topic, now: number): boolean {
    return this.#silences.size > 0 && now < (this.#silences.get(canonicalName(name || channel)) ?? 0);
  }
}

class MarketSubscriptions implements Subscriptions {
  readonly #source: MarketSource;
  readonly #endpoint: Endpoint;
  readonly #shapes: Shapes;
  readonly #subscriptions = new Map<string, Subscription>();

  constructor(source: MarketSource, endpoint: Endpoint, shapes: Shapes) {
    this.#source = source;
    this.#endpoint = endpoint;
    this.#shapes = shapes;
  }

  get keys(): readonly string[] {
    return [...this.#subscriptions.keys()];
  }

  subscribe(channel: PlayedChannel, address: Address, now: number): void {
    for (const topic of this.#topics(channel, address)) {
      this.#subscriptions.set(keyOf(topic), { topic, due: now, seen: 0 });
    }
  }

  unsubscribe(channel: PlayedChannel, address: Address): void {
    for (const topic of this.#topics(channel, address)) this.#subscriptions.delete(keyOf(topic));
  }

  push(now: number, client: Client): void {
    for (const [key, subscription] of this.#subscriptions) {
      const { topic } = subscription;
      if (hasExpired(topic, now)) this.#subscriptions.delete(key);
      else if (this.#source.isSilent(topic, now)) continue;
      else if (isSnapshot(topic)) this.#pushSnapshot(subscription, topic, now, client);
      else this.#pushEvents(subscription, topic, now, client);
    }
  }

  #topics(channel: PlayedChannel, address: Address): Topic[] {
    return topicsOf(this.#source.market, this.#endpoint, channel, address);
  }

  #pushEvents(subscription: Subscription, topic: EventTopic, now: number, client: Client): void {
    const { market, publisher } = this.#source;
    const frames = publisher.events(this.#shapes, this.#endpoint, topic, subscription.seen, now);
    // A candle that was final long ago is of no interest to a new subscriber.
    const wanted = topic.channel === "kline" && subscription.seen === 0 ? frames.slice(-1) : frames;
    subscription.seen = market.sequence;
    for (const frame of wanted) client.send(frame);
  }

  #pushSnapshot(subscription: Subscription, topic: SnapshotTopic, now: number, client: Client): void {
    const interval = pushInterval(this.#endpoint, topic);
    const wait = subscription.due - now;
    // A longer wait means that the clock was set back.
    const wasSetBack = wait > interval + FORGIVEN;
    if (wait > FORGIVEN && !wasSetBack) return;
    subscription.due = wasSetBack ? now + interval : nextDue(this.#endpoint, topic, subscription.due, now);
    if (client.isSlow) return;
    client.send(this.#source.publisher.snapshot(this.#shapes, this.#endpoint, topic, now));
  }
}
