import type { Endpoint } from "../../protocol/channels";
import type { Dialect } from "../../protocol/dialects";
import type { CoincallError } from "../../protocol/error";
import type { Acknowledgement } from "../../protocol/frames";
import type { Subscription } from "../../protocol/subscription";
import { Link, type LinkState } from "../socket/link";
import type { Target, Timing } from "../socket/session";
import type { Entry } from "../subscriptions/entry";
import { Requests } from "../subscriptions/requests";
import { Subscriptions } from "../subscriptions/subscriptions";
import { Ambiguity } from "./ambiguity";
import { Audience, recipientOf } from "./audience";
import { Drops } from "./drops";
import { ExchangeClock } from "./exchange-clock";
import { countsOf, type FeedFigures, type SubscriptionCounts } from "./figures";
import { FrameReader, isTooManyRequests } from "./frame-reader";
import { Lingering } from "./lingering";
import { Measurements } from "./measurements";
import { Outages } from "./outages";
import { Sorter } from "./sorter";
import { isWanted, type Recipient, type Subscriber, type Watch, Watches } from "./watches";

export interface FeedOptions {
  readonly endpoint: Endpoint;
  readonly dialect: Dialect;
  readonly timing: Timing;
  readonly target: () => Promise<Target>;
  readonly events: FeedEvents;
}

export interface FeedEvents {
  /** The link is in another state. */
  changed(): void;
  /** The link was lost or refused: told once an outage. */
  failed(error: CoincallError): void;
  /** A frame, or a row of one, could not be read, or holds a text for people. */
  unreadable(error: CoincallError): void;
}

/** All that some nodes want of one endpoint, over one socket: opened for the first of them, closed after the last. */
export class Feed {
  readonly endpoint: Endpoint;
  readonly #options: FeedOptions;
  readonly #link: Link;
  readonly #subscriptions: Subscriptions;
  readonly #watches: Watches;
  readonly #drops: Drops;
  readonly #audience: Audience;
  readonly #reader: FrameReader;
  readonly #lingering: Lingering;
  readonly #ambiguity: Ambiguity;
  readonly #clock = new ExchangeClock();
  readonly #requests: Requests;
  readonly #measurements = new Measurements(performance.now());
  readonly #outages: Outages;
  #exactSubscribers = 0;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.endpoint = options.endpoint;
    this.#watches = new Watches(options.endpoint);
    this.#drops = new Drops(options.events.unreadable);
    this.#subscriptions = new Subscriptions(options.dialect);
    this.#outages = new Outages(this.#drops, options.events.failed);
    this.#audience = new Audience(this.#watches, this.#drops);
    this.#ambiguity = new Ambiguity(this.#subscriptions, this.#audience, () => this.#link.renew());
    this.#reader = this.#makeReader();
    this.#lingering = new Lingering(this.#watches, (due, others) => this.#dropUnwanted(due, others));
    this.#requests = new Requests(this.#subscriptions, (frame) => this.#link.send(frame));
    this.#link = new Link({
      timing: options.timing,
      heartbeat: options.dialect.heartbeat,
      target: options.target,
      events: {
        changed: (state) => this.#linkChanged(state),
        received: (text) => this.#received(text),
        receivedGarbage: (kind) => this.#reader.readGarbage(kind),
      },
    });
  }

  get state(): LinkState {
    return this.#link.state;
  }

  /** The number of the connection that a new subscription's first data comes over. */
  get nextConnection(): number {
    return this.#link.state.name === "open" ? this.connection : this.connection + 1;
  }

  /** The number of the latest connection; 0 before the first. */
  get connection(): number {
    return this.#reader.connection;
  }

  entryOf(subscription: Subscription): Entry | undefined {
    return this.#watches.get(subscription)?.entry;
  }

  /**
   * A moment on the exchange's clock, ms since 1970, as far as that clock is known by now.
   *
   * @param moment on the clock that only runs forward, ms
   */
  exchangeTime(moment: number): number {
    return this.#clock.at(moment);
  }

  /** When the present state of the link began, ms since 1970. */
  get since(): number {
    return this.#link.since;
  }

  /** How many of the subscriptions that somebody wants are in which state. */
  counts(): SubscriptionCounts {
    return countsOf(this.#watches, this.#link.state.name === "open");
  }

  figures(): FeedFigures {
    const latency = this.#measurements.latency();
    return {
      messagesPerSecond: this.#measurements.framesPerSecond(performance.now()),
      ...(latency === undefined ? {} : { latency }),
      dropped: this.#drops.counts(),
    };
  }

  /** @param loss what a flow was too slow for: a text of the catalogue */
  lost(loss: string, count: number): void {
    this.#drops.report("overflow", loss, {}, count);
  }

  /** What all updates of it name as their subscription, from when it is wanted until nobody wants it. */
  ownOf(subscription: Subscription): Subscription {
    return this.#watches.get(subscription)?.subscription ?? subscription;
  }

  /** A subscriber has one recipient of a subscription: a second is not heeded. */
  subscribe(subscription: Subscription, recipient: Recipient): void {
    const { subscriber } = recipient;
    // Asked for anew even when it is known: what was rejected before is tried again for a new subscriber.
    const entry = this.#subscriptions.want(subscription);
    const watch = this.#watches.get(subscription) ?? this.#watches.add(entry);
    if (recipientOf(watch, subscriber)) return;
    // Not by a spread, which leaves room for sixteen more.
    watch.recipients = watch.recipients.concat(recipient);
    watch.unwantedSince = undefined;
    this.#audience.changed(watch);
    if (subscriber.exact) this.#exactSubscribers += 1;
    this.#link.start();
    this.#requests.sendNext();
  }

  unsubscribe(subscription: Subscription, subscriber: Subscriber): void {
    const watch = this.#watches.get(subscription);
    const recipient = watch && recipientOf(watch, subscriber);
    if (!recipient) return;
    watch.recipients = watch.recipients.filter((other) => other !== recipient);
    if (subscriber.exact) this.#exactSubscribers -= 1;
    if (isWanted(watch)) return;
    // What comes while nobody wants it is dropped unread: a gap for whoever comes back.
    watch.tracker.linkLost();
    this.#lingering.left(watch);
  }

  /** Ends it at once, whoever still wants something. */
  close(): void {
    this.#lingering.close();
    this.#watches.clear();
    this.#link.stop();
  }

  #makeReader(): FrameReader {
    const sorter = new Sorter(this.#watches, this.#drops, (watches) => this.#ambiguity.found(watches));
    return new FrameReader(this.endpoint, sorter, this.#drops, {
      timed: (sent, received) => {
        this.#clock.observe(sent, received);
        this.#measurements.delay(received - sent);
      },
      heartbeatRefused: () => this.#link.lose("heartbeatRefused"),
      answered: (answer) => this.#answered(answer),
      noticed: (text) => this.#noticed(text),
      confirmed: (watch) => {
        this.#subscriptions.received(watch.entry);
        this.#audience.changed(watch);
      },
      updated: (watch, symbol, update) => this.#audience.passOn(watch, symbol, update),
    });
  }

  #dropUnwanted(due: readonly Watch[], others: boolean): void {
    // Without a way to unsubscribe the exchange goes on pushing: the watch stays, so that coming back to it needs no
    // second subscription, and its frames are dropped unread.
    if (this.#options.dialect.canUnsubscribe) for (const watch of due) this.#drop(watch);
    if (!others && this.#watches.isEmpty()) this.#stop();
    this.#requests.sendNext();
  }

  #stop(): void {
    for (const watch of this.#watches) this.#drop(watch);
    this.#link.stop();
  }

  #drop(watch: Watch): void {
    this.#watches.delete(watch);
    this.#subscriptions.drop(watch.subscription);
  }

  #linkChanged(state: LinkState): void {
    if (state.name === "open") this.#opened();
    else this.#requests.linkLost();
    this.#outages.linkChanged(state);
    this.#audience.linkChanged();
    this.#options.events.changed();
  }

  #opened(): void {
    this.#reader.connection += 1;
    for (const watch of this.#watches) {
      watch.tracker.linkLost();
      if (!isWanted(watch)) this.#drop(watch);
    }
    this.#requests.linkOpened();
  }

  #received(text: Buffer): void {
    this.#measurements.frame(performance.now());
    this.#drops.survive(() => this.#reader.read(text, this.#exactSubscribers > 0));
  }

  #noticed(text: string): void {
    if (isTooManyRequests(text)) this.#requests.tooMany();
    this.#drops.report("unreadable", "frameText", { text });
  }

  #answered(answer: Acknowledgement): void {
    if (!answer.accepted && isTooManyRequests(answer.reason)) {
      this.#noticed(answer.reason);
      return;
    }
    for (const entry of this.#subscriptions.acknowledge(answer)) {
      const watch = this.#watches.get(entry.subscription);
      if (!watch) continue;
      this.#audience.rejected(watch);
      this.#audience.changed(watch);
    }
    this.#requests.sendNext();
  }
}
