import type { Endpoint } from "../../protocol/channels";
import type { CoincallError } from "../../protocol/error";
import type { Acknowledgement } from "../../protocol/frames";
import type { Subscription } from "../../protocol/subscription";
import { Link, type LinkState } from "../socket/link";
import type { Entry } from "../subscriptions/entry";
import { Requests } from "../subscriptions/requests";
import { Subscriptions } from "../subscriptions/subscriptions";
import { Ambiguity } from "./ambiguity";
import { Audience, recipientOf } from "./audience";
import { Drops } from "./drops";
import type { FeedOptions } from "./feed-options";
import { countsOf, type FeedFigures, figuresOf, type SubscriptionCounts } from "./figures";
import { FrameReader, isTooManyRequests } from "./frame-reader";
import { Departures } from "./leaving/departures";
import { Measurements } from "./measurements";
import { Outages } from "./outages";
import { Sorter } from "./sorter";
import { SignsOfLife } from "./time/signs-of-life";
import { Timekeeper } from "./time/timekeeper";
import { Verdicts } from "./verdicts";
import { isWanted, type Recipient, type Subscriber, Watches } from "./watches";

/** All that some nodes want of one endpoint, over one socket: opened for the first of them, closed after the last. */
export class Feed {
  readonly endpoint: Endpoint;
  readonly time: Timekeeper;
  readonly signs: SignsOfLife;
  readonly #options: FeedOptions;
  readonly #link: Link;
  readonly #subscriptions: Subscriptions;
  readonly #watches: Watches;
  readonly #drops: Drops;
  readonly #audience: Audience;
  readonly #reader: FrameReader;
  readonly #departures: Departures;
  readonly #verdicts: Verdicts;
  readonly #ambiguity: Ambiguity;
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
    this.#verdicts = new Verdicts(this.#watches, this.#audience, options.events);
    this.#departures = new Departures(this.#watches, this.#subscriptions, options.dialect.canUnsubscribe, {
      stop: () => this.#link.stop(),
      renew: () => this.#link.renew(),
      dropped: () => this.#requests.sendNext(),
    });
    this.time = new Timekeeper(this.#subscriptions, (entries) => this.#settle(entries));
    this.signs = new SignsOfLife(this.time, () => this.#link.ask());
    const send = (frame: string) => this.#link.send(frame);
    this.#requests = new Requests(this.#subscriptions, send, () => this.#link.start());
    this.#link = new Link({
      timing: options.timing,
      heartbeat: options.dialect.heartbeat,
      target: options.target,
      place: options.place,
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

  /** Tries again now what is tried again later: something was put right. */
  retry(): void {
    this.#link.retry();
  }

  entryOf(subscription: Subscription): Entry | undefined {
    return this.#watches.get(subscription)?.entry;
  }

  /** When the present state of the link began, ms since 1970. */
  get since(): number {
    return this.#link.since;
  }

  /** Why the first of the subscriptions that were refused was, and is still. */
  get refusal(): CoincallError | undefined {
    return this.#subscriptions.refusal;
  }

  /** How many of the subscriptions that somebody wants are in which state. */
  counts(): SubscriptionCounts {
    return countsOf(this.#subscriptions.counts, this.#link.state.name === "open");
  }

  figures(): FeedFigures {
    return figuresOf(this.#measurements, this.#drops, performance.now());
  }

  /** Counts what is not passed on. */
  get drops(): Drops {
    return this.#drops;
  }

  /** What all updates of it name as their subscription, from when it is wanted until nobody wants it. */
  ownOf(subscription: Subscription): Subscription {
    return this.#watches.get(subscription)?.subscription ?? subscription;
  }

  /** A subscriber has one recipient of a subscription: a second is not heeded. */
  subscribe(subscription: Subscription, recipient: Recipient): void {
    const { subscriber } = recipient;
    // Asked for anew even when it is known: what was rejected before is tried again for a new subscriber.
    const entry = this.#subscriptions.want(subscription, this.time.now());
    const watch = this.#watches.get(subscription) ?? this.#watches.add(entry);
    if (recipientOf(watch, subscriber)) return;
    // Not by a spread, which leaves room for sixteen more.
    watch.recipients = watch.recipients.concat(recipient);
    watch.unwantedSince = undefined;
    if (subscriber.exact) this.#exactSubscribers += 1;
    if (entry.state === "expired") this.#audience.expired(watch, [recipient]);
    else this.#audience.changed(watch);
    this.time.wanted();
    this.#ask();
  }

  /** Asks at once for what was refused: somebody who watches it names it again. */
  askAgain(subscription: Subscription): void {
    if (this.entryOf(subscription)?.state !== "rejected") return;
    this.#subscriptions.want(subscription, this.time.now());
    this.#ask();
  }

  /** The exchange lists these symbols: what it refused of them and did not list before is asked for at once. */
  seenListed(symbols: readonly string[]): void {
    if (this.#subscriptions.listed(symbols)) this.#ask();
  }

  unsubscribe(subscription: Subscription, subscriber: Subscriber): void {
    const watch = this.#watches.get(subscription);
    const recipient = watch && recipientOf(watch, subscriber);
    if (!recipient) return;
    watch.recipients = watch.recipients.filter((other) => other !== recipient);
    watch.told?.delete(recipient);
    if (subscriber.exact) this.#exactSubscribers -= 1;
    if (isWanted(watch)) return;
    // What comes while nobody wants it is dropped unread: a gap for whoever comes back.
    watch.tracker.linkLost();
    this.#departures.left(watch);
  }

  /** Ends it at once, whoever still wants something. */
  close(): void {
    this.#departures.close();
    this.time.close();
    this.#requests.close();
    this.#watches.clear();
    this.#link.stop();
  }

  #makeReader(): FrameReader {
    const sorter = new Sorter(this.#watches, this.#drops, (watches) => this.#ambiguity.found(watches));
    return new FrameReader(this.endpoint, sorter, this.#drops, {
      timed: (sent, received) => this.#timed(sent, received),
      pinged: (answer) => this.#link.send(answer),
      heartbeatRefused: () => this.#link.lose("heartbeatRefused"),
      answered: (answer) => this.#answered(answer),
      noticed: (text) => this.#noticed(text),
      confirmed: (watch) => {
        this.#subscriptions.received(watch.entry);
        this.#verdicts.tell([watch.entry]);
      },
      updated: (watch, symbol, update) => this.#audience.passOn(watch, symbol, update),
    });
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
    this.#departures.linkOpened();
    for (const watch of this.#watches) watch.tracker.linkLost();
    this.#requests.linkOpened();
  }

  #received(text: Buffer): void {
    const now = performance.now();
    this.#measurements.frame(now);
    this.#drops.survive(() => this.#reader.read(text, this.#exactSubscribers > 0));
    this.#drops.survive(() => this.signs.came(now));
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
    this.#settle(this.#subscriptions.acknowledge(answer, performance.now()));
  }

  /** @param entries that are in another state */
  #settle(entries: readonly Entry[]): void {
    this.#verdicts.tell(entries);
    this.#requests.sendNext();
    this.#departures.look();
  }

  #timed(sent: number, received: number): void {
    const now = performance.now();
    this.time.heard(sent, received, now);
    this.#measurements.delay(now - sent);
  }

  #ask(): void {
    // What was refused, or is over, keeps no link.
    if (!this.#subscriptions.isMute) this.#link.start();
    this.#requests.sendNext();
  }
}
