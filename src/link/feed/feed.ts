import { type ChannelName, channelOf, type Endpoint } from "../../protocol/channels";
import type { Dialect } from "../../protocol/dialects";
import { CoincallError } from "../../protocol/error";
import type { Acknowledgement, Incoming } from "../../protocol/frames";
import { type Glance, Glances } from "../../protocol/glance/glance";
import { pushKind } from "../../protocol/rows/push-kind";
import { type Rows, readRows } from "../../protocol/rows/rows";
import type { Subscription } from "../../protocol/subscription";
import { PlainJson } from "../../protocol/text/plain-json";
import { Link, type LinkState } from "../socket/link";
import type { Garbage, Target, Timing } from "../socket/session";
import { Requests } from "../subscriptions/requests";
import { type Entry, type SubscriptionState, Subscriptions } from "../subscriptions/subscriptions";
import { type DropReason, Drops } from "./drops";
import { ExchangeClock } from "./exchange-clock";
import { Frame } from "./frame";
import { type Latency, Measurements } from "./measurements";
import { Sorter } from "./sorter";
import { Circumstances, UnreadUpdate, type Update } from "./update";
import { isWanted, type Recipient, type Subscriber, type Watch, Watches } from "./watches";

/** Source: CONTRACT.md, "`coincall-status`". */
export interface SubscriptionCounts {
  /** Acknowledged, or pushed. */
  live: number;
  pending: number;
  rejected: number;
}

export interface FeedFigures {
  readonly messagesPerSecond: number;
  /** Absent while no frame says when it was sent. */
  readonly latency?: Latency;
  readonly dropped: Readonly<Record<DropReason, number>>;
}

const COUNTED_AS: Readonly<Record<SubscriptionState, keyof SubscriptionCounts>> = {
  desired: "pending",
  pending: "pending",
  confirmed: "live",
  rejected: "rejected",
};

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

/** How long a socket and its subscriptions outlive their last user: a deploy takes them up again within it. */
const LINGER = 1_000;
/** In whatever shape: the page knows of the text only. Source: PROTOCOL.md, "Two dialects". */
const TOO_MANY_REQUESTS = /too many request/i;

/** All that some nodes want of one endpoint, over one socket: opened for the first of them, closed after the last. */
export class Feed {
  readonly endpoint: Endpoint;
  readonly #options: FeedOptions;
  readonly #link: Link;
  readonly #subscriptions: Subscriptions;
  readonly #watches: Watches;
  readonly #drops: Drops;
  readonly #sorter: Sorter;
  readonly #clock = new ExchangeClock();
  readonly #requests: Requests;
  readonly #glances = new Glances();
  readonly #parsers = new Map<ChannelName, PlainJson>();
  readonly #measurements = new Measurements(performance.now());
  #connection = 0;
  /** What has been told of the present outage. */
  readonly #told = new Set<CoincallError["code"]>();
  #exactSubscribers = 0;
  #linger: NodeJS.Timeout | undefined;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.endpoint = options.endpoint;
    this.#watches = new Watches(options.endpoint);
    this.#drops = new Drops(options.events.unreadable);
    this.#sorter = new Sorter(this.#watches, this.#drops, (watches) => this.#ambiguous(watches));
    this.#subscriptions = new Subscriptions(options.dialect);
    this.#requests = new Requests(this.#subscriptions, (frame) => this.#link.send(frame));
    this.#link = new Link({
      timing: options.timing,
      heartbeat: options.dialect.heartbeat,
      target: options.target,
      events: {
        changed: (state) => this.#linkChanged(state),
        received: (text) => this.#survive(() => this.#received(text)),
        receivedGarbage: (kind) => this.#garbage(kind),
      },
    });
  }

  get state(): LinkState {
    return this.#link.state;
  }

  /** The number of the connection that a new subscription's first data comes over. */
  get nextConnection(): number {
    return this.#link.state.name === "open" ? this.#connection : this.#connection + 1;
  }

  /** The number of the latest connection; 0 before the first. */
  get connection(): number {
    return this.#connection;
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
    return this.#clock.toExchange(wallTime(moment));
  }

  /** When the present state of the link began, ms since 1970. */
  get since(): number {
    return this.#link.since;
  }

  /** How many of the subscriptions that somebody wants are in which state. */
  counts(): SubscriptionCounts {
    const counts = { live: 0, pending: 0, rejected: 0 };
    for (const watch of this.#watches) if (isWanted(watch)) counts[this.#countedAs(watch)] += 1;
    return counts;
  }

  figures(): FeedFigures {
    const latency = this.#measurements.latency();
    return {
      messagesPerSecond: this.#measurements.framesPerSecond(performance.now()),
      ...(latency === undefined ? {} : { latency }),
      dropped: this.#drops.counts(),
    };
  }

  /** Trades that a flow was too slow for. */
  lost(trades: number): void {
    this.#drops.report("overflow", "tradesLost", {}, trades);
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
    this.#tell(watch);
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
    watch.unwantedSince = performance.now();
    this.#linger ??= setTimeout(() => this.#dropUnwanted(), LINGER);
  }

  /** Ends it at once, whoever still wants something. */
  close(): void {
    clearTimeout(this.#linger);
    this.#watches.clear();
    this.#link.stop();
  }

  /** Nothing is live without a link, whatever was acknowledged over the last one. */
  #countedAs({ entry: { state } }: Watch): keyof SubscriptionCounts {
    const counted = COUNTED_AS[state];
    return counted === "live" && this.#link.state.name !== "open" ? "pending" : counted;
  }

  #dropUnwanted(): void {
    this.#linger = undefined;
    // Timers may be a little early.
    const before = performance.now() - LINGER + 50;
    const unwanted = Array.from(this.#watches).filter(({ unwantedSince }) => unwantedSince !== undefined);
    const due = unwanted.filter(({ unwantedSince = before }) => unwantedSince <= before);
    // Without a way to unsubscribe the exchange goes on pushing: the watch stays, so that coming back to it needs no
    // second subscription, and its frames are dropped unread.
    if (this.#options.dialect.canUnsubscribe) for (const watch of due) this.#drop(watch);
    if (due.length < unwanted.length) this.#linger = setTimeout(() => this.#dropUnwanted(), LINGER);
    else if (this.#watches.isEmpty()) this.#stop();
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
    if (state.name === "open" || state.name === "idle") this.#told.clear();
    if (state.name === "open") this.#opened();
    else this.#requests.linkLost();
    if (state.name === "waiting" || state.name === "refused") this.#lost(state.error);
    this.#tellAll();
    this.#options.events.changed();
  }

  #opened(): void {
    this.#connection += 1;
    for (const watch of this.#watches) {
      watch.tracker.linkLost();
      if (!isWanted(watch)) this.#drop(watch);
    }
    this.#requests.linkOpened();
  }

  #garbage(kind: Garbage): void {
    if (kind === "binary") this.#drops.report("binary", "frameBinary");
    else this.#drops.report("unreadable", "frameNotText");
  }

  #lost(error: CoincallError): void {
    if (error.reason === "frameTooLarge") this.#drops.count("unreadable");
    if (this.#told.has(error.code)) return;
    this.#told.add(error.code);
    this.#options.events.failed(error);
  }

  /** Whatever is in a frame, it must not end the process: nobody could catch the error. */
  #survive(action: () => void): void {
    try {
      action();
    } catch {
      this.#drops.report("unreadable", "frameUnreadable");
    }
  }

  #received(text: Buffer): void {
    this.#measurements.frame(performance.now());
    const frame = new Frame(text, Date.now());
    const seen = this.#glances.at(text);
    if (seen && this.#passedOnUnread(frame, seen)) return;
    const incoming = frame.read(this.#exactSubscribers > 0);
    switch (incoming.kind) {
      case "push":
        this.#pushed(incoming, frame);
        break;
      case "heartbeat":
        if (!incoming.accepted) this.#link.lose("heartbeatRefused");
        break;
      case "acknowledgement":
        this.#answered(incoming);
        break;
      case "notice":
        this.#noticed(incoming.text);
        break;
      case "unreadable":
        if (TOO_MANY_REQUESTS.test(frame.text)) this.#noticed(frame.text);
        else this.#drops.report("unreadable", "frameUnreadable");
        break;
    }
  }

  #noticed(text: string): void {
    if (TOO_MANY_REQUESTS.test(text)) this.#requests.tooMany();
    this.#drops.report("unreadable", "frameText", { text });
  }

  #answered(answer: Acknowledgement): void {
    if (!answer.accepted && TOO_MANY_REQUESTS.test(answer.reason)) {
      this.#noticed(answer.reason);
      return;
    }
    for (const entry of this.#subscriptions.acknowledge(answer)) {
      const watch = this.#watches.get(entry.subscription);
      if (!watch) continue;
      this.#tellRejected(watch);
      this.#tell(watch);
    }
    this.#requests.sendNext();
  }

  /** Passes a push on unread, or drops it; false for one that must be read to know what to do with it. */
  #passedOnUnread(frame: Frame, { dt, sent, symbols }: Glance): boolean {
    const channel = channelOf(this.endpoint, dt);
    if (!channel) {
      this.#drops.count("unwanted");
      return true;
    }
    const watches = this.#sorter.sortUnread(channel, symbols);
    if (!watches) return false;
    if (sent !== undefined) this.#timed(sent, frame.received);
    for (const [watch, part] of watches) {
      const circumstances = this.#circumstancesOf(watch, sent);
      const update = new UnreadUpdate(part, frame, circumstances, () => this.#rowsFor(watch, frame));
      this.#passOn(watch, symbols[0], update);
    }
    return true;
  }

  /** What a frame that was passed on unread has for a watch, when somebody looks. */
  #rowsFor(watch: Watch, frame: Frame): readonly object[] {
    const exactly = watch.recipients.some(({ subscriber }) => subscriber.exact);
    const plain = exactly ? undefined : this.#checked(watch, frame.readPlainly(this.#parserFor(watch)));
    if (plain?.unreadable === 0) return plain.rows;
    const read = this.#checked(watch, frame.read(exactly));
    if (!read) this.#drops.report("unreadable", "frameUnreadable");
    else this.#reportUnreadable(watch, read.unreadable);
    return read?.rows ?? [];
  }

  #checked(watch: Watch, incoming: Incoming | undefined): Rows<object> | undefined {
    if (incoming?.kind !== "push") return undefined;
    const own = this.#sorter.rowsOf(watch, incoming.data);
    const { rows, unreadable } = readRows(watch.subscription.channel.name, own.rows);
    return { rows, unreadable: own.unreadable + unreadable };
  }

  /** One for each channel: it is quick as long as the frames are alike. */
  #parserFor({ subscription: { channel } }: Watch): PlainJson {
    const parser = this.#parsers.get(channel.name) ?? new PlainJson(pushKind(channel.name));
    this.#parsers.set(channel.name, parser);
    return parser;
  }

  #pushed(push: Incoming & { kind: "push" }, frame: Frame): void {
    const channel = channelOf(this.endpoint, push.dt);
    if (!channel) {
      this.#drops.count("unwanted");
      return;
    }
    if (push.sent !== undefined) this.#timed(push.sent, frame.received);
    for (const [watch, sent] of this.#sorter.sort(channel, push.data)) {
      const rows = this.#readableOf(watch, sent);
      if (rows.length > 0) this.#accept(watch, rows, frame, push.sent);
    }
  }

  #timed(sent: number, received: number): void {
    this.#clock.observe(sent, received);
    this.#measurements.delay(received - sent);
  }

  #ambiguous(watches: readonly Watch[]): void {
    const wanted = watches.filter(isWanted);
    if (wanted.length > 1) this.#rejectAmbiguous(wanted);
    // What nobody wants any more is pushed all the same, and where no word ends that, a new connection does.
    else if (wanted.length === 1 && watches.every(hasLingered)) this.#link.renew();
  }

  #rejectAmbiguous(watches: readonly Watch[]): void {
    for (const watch of watches) {
      if (watch.entry.state === "rejected") continue;
      const values = { symbol: watch.subscription.label };
      this.#subscriptions.reject(watch.entry, new CoincallError("COINCALL_FRAME", "periodAmbiguous", values));
      this.#tellRejected(watch);
      this.#tell(watch);
    }
  }

  #readableOf(watch: Watch, sent: readonly object[]): readonly object[] {
    const { rows, unreadable } = readRows(watch.subscription.channel.name, sent);
    this.#reportUnreadable(watch, unreadable);
    return rows;
  }

  #reportUnreadable({ subscription: { channel } }: Watch, rows: number): void {
    if (rows > 0) this.#drops.report("unreadable", "rowUnreadable", { channel: channel.name }, rows);
  }

  #accept(watch: Watch, rows: readonly object[], frame: Frame, sent: number | undefined): void {
    if (watch.entry.state !== "confirmed") this.#confirm(watch);
    const circumstances = this.#circumstancesOf(watch, sent);
    for (const part of watch.tracker.accept(rows, (reason) => this.#drops.count(reason))) {
      this.#passOn(watch, (part.rows[0] as { s?: string }).s, { ...part, frame, ...circumstances });
    }
  }

  #circumstancesOf({ subscription, entry }: Watch, sent: number | undefined): Circumstances {
    return new Circumstances(subscription, sent, this.#connection, entry.firstAsked ?? performance.now());
  }

  #passOn(watch: Watch, symbol: string | undefined, update: Update): void {
    const nearest = this.#nearestOf(watch, symbol);
    this.#each(watch.recipients, (recipient) => {
      if (!nearest || !recipientOf(nearest, recipient.subscriber)) recipient.receive(update);
    });
  }

  /** Whoever wants an option and all options of its underlying gets it once, for the option. */
  #nearestOf(watch: Watch, symbol: string | undefined): Watch | undefined {
    const { channel } = watch.subscription;
    if (symbol === undefined || (channel.name !== "trades" && channel.name !== "optionChain"))
      return undefined;
    const [nearest] = this.#watches.of(channel, symbol) ?? [];
    return nearest === watch ? undefined : nearest;
  }

  #confirm(watch: Watch): void {
    this.#subscriptions.received(watch.entry);
    this.#tell(watch);
  }

  /** One that fails must not cost the others theirs. */
  #each<One>(all: Iterable<One>, action: (one: One) => void): void {
    for (const one of all) this.#survive(() => action(one));
  }

  #tellRejected({ entry: { problem }, recipients }: Watch): void {
    if (!problem) return;
    this.#each(recipients, ({ subscriber }) => subscriber.rejected(problem));
  }

  #tell({ recipients }: Watch): void {
    this.#each(recipients, ({ subscriber }) => subscriber.stateChanged());
  }

  #tellAll(): void {
    this.#each(this.#watches.subscribers(), (subscriber) => subscriber.stateChanged());
  }
}

function recipientOf({ recipients }: Watch, subscriber: Subscriber): Recipient | undefined {
  return recipients.find((recipient) => recipient.subscriber === subscriber);
}

function hasLingered({ unwantedSince }: Watch): boolean {
  return unwantedSince === undefined || performance.now() - unwantedSince >= LINGER;
}

/** ms since 1970 of a moment on the clock that only runs forward; whole, as the exchange's times are. */
function wallTime(moment: number): number {
  return Math.floor(Date.now() - (performance.now() - moment));
}
