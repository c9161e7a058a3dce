import { type ChannelName, channelOf, type Endpoint } from "../../protocol/channels";
import { type Acknowledgement, type Incoming, pongTo } from "../../protocol/frames";
import { type Glance, Glances } from "../../protocol/glance/glance";
import { mayBeForeign } from "../../protocol/rows/foreign";
import { pushKind } from "../../protocol/rows/push-kind";
import { type Rows, readRows } from "../../protocol/rows/rows";
import { PlainJson } from "../../protocol/text/plain-json";
import { words } from "../../protocol/text/words";
import type { Garbage } from "../socket/session";
import { MOST_SYMBOLS } from "../tracking";
import type { Drops } from "./drops";
import { Frame } from "./frame";
import type { Sorter } from "./sorter";
import { Circumstances, type Read, UnreadUpdate, type Update } from "./update";
import type { Watch } from "./watches";

export interface FrameEvents {
  /** A frame says when the exchange sent it; both ms since 1970, by the exchange's clock and by this machine's. */
  timed(sent: number, received: number): void;
  heartbeatRefused(): void;
  answered(answer: Acknowledgement): void;
  /** It wants an answer, and this is the one. */
  pinged(answer: string): void;
  /** A text for people. */
  noticed(text: string): void;
  /** Data of a subscription that was not confirmed yet. */
  confirmed(watch: Watch): void;
  /** @param symbol of the rows that the update has, where they all have the same */
  updated(watch: Watch, symbol: string | undefined, update: Update): void;
}

/** In whatever shape: the page knows of the text only. Source: docs/protocol.md, "Two dialects". */
const TOO_MANY_REQUESTS = /too many request/i;

export function isTooManyRequests(text: string): boolean {
  return TOO_MANY_REQUESTS.test(text);
}

/** Finds out what a frame means: whose data it is, or what else the exchange says with it. */
export class FrameReader {
  /** The number of the connection that frames come over. */
  connection = 0;
  readonly #endpoint: Endpoint;
  readonly #sorter: Sorter;
  readonly #drops: Drops;
  readonly #events: FrameEvents;
  readonly #glances = new Glances((dt, symbols) => this.#areAsked(dt, symbols));
  readonly #parsers = new Map<ChannelName, PlainJson>();

  constructor(endpoint: Endpoint, sorter: Sorter, drops: Drops, events: FrameEvents) {
    this.#endpoint = endpoint;
    this.#sorter = sorter;
    this.#drops = drops;
    this.#events = events;
  }

  /**
   * @param text in UTF-8
   * @param exactly whether somebody wants every digit of its numbers
   */
  read(text: Buffer, exactly: boolean): void {
    const frame = new Frame(text, Date.now());
    const seen = this.#glances.at(text);
    if (!seen || !this.#passedOnUnread(frame, text, seen)) this.#take(frame, exactly);
    frame.forget();
  }

  #take(frame: Frame, exactly: boolean): void {
    const incoming = frame.read(exactly);
    switch (incoming.kind) {
      case "push":
        this.#pushed(incoming, frame);
        break;
      case "heartbeat":
        if (!incoming.accepted) this.#events.heartbeatRefused();
        break;
      case "acknowledgement":
        this.#events.answered(incoming);
        break;
      case "ping":
        this.#events.pinged(pongTo(incoming.value));
        break;
      case "notice":
        this.#events.noticed(incoming.text);
        break;
      case "unreadable":
        if (isTooManyRequests(frame.text)) this.#events.noticed(words(frame.text));
        else this.#drops.report("unreadable", "frameUnreadable");
        break;
    }
  }

  readGarbage(kind: Garbage): void {
    if (kind === "binary") this.#drops.report("binary", "frameBinary");
    else this.#drops.report("unreadable", "frameNotText");
  }

  #areAsked(dt: number, symbols: readonly string[]): boolean {
    const channel = channelOf(this.#endpoint, dt);
    return channel !== undefined && this.#sorter.areAsked(channel, symbols);
  }

  /** Passes a push on unread, or drops it; false for one that must be read to know what to do with it. */
  #passedOnUnread(frame: Frame, text: Buffer, { dt, sent, symbols }: Glance): boolean {
    const channel = channelOf(this.#endpoint, dt);
    if (!channel) {
      this.#drops.count("unwanted");
      return true;
    }
    const watches = mayBeForeign(channel.name, text) ? undefined : this.#sorter.sortUnread(channel, symbols);
    if (!watches) return false;
    if (sent !== undefined) this.#events.timed(sent, frame.received);
    for (const [watch, part] of watches) {
      const circumstances = this.#circumstancesOf(watch, sent);
      const update = new UnreadUpdate(part, frame, circumstances, this.#readOf(watch));
      this.#events.updated(watch, symbols[0], update);
    }
    return true;
  }

  /** One for each watch: it says nothing of a frame, which somebody may keep for long. */
  #readOf(watch: Watch): Read {
    watch.read ??= (frame, isNews) => this.#rowsFor(watch, frame, isNews);
    return watch.read;
  }

  /** What a frame that was passed on unread has for a watch, when somebody looks. */
  #rowsFor(watch: Watch, frame: Frame, isNews: boolean): readonly object[] {
    const exactly = watch.recipients.some(({ subscriber }) => subscriber.exact);
    const plain = exactly ? undefined : this.#checked(watch, frame.readPlainly(this.#parserFor(watch)));
    if (plain?.unreadable === 0 && plain.rows.length > 0) return plain.rows;
    const read = this.#checked(watch, frame.read(exactly));
    if (isNews) this.#reportRead(watch, read);
    return read?.rows ?? [];
  }

  #reportRead(watch: Watch, read: Rows<object> | undefined): void {
    if (!read) this.#drops.report("unreadable", "frameUnreadable");
    else if (read.rows.length + read.unreadable > 0) this.#reportUnreadable(watch, read.unreadable);
    // It names its symbol twice, and at a glance the other one was seen.
    else this.#drops.count("unwanted");
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
    const channel = channelOf(this.#endpoint, push.dt);
    if (!channel) {
      this.#drops.count("unwanted");
      return;
    }
    if (push.sent !== undefined) this.#events.timed(push.sent, frame.received);
    for (const [watch, sent] of this.#sorter.sort(channel, push.data)) {
      const rows = this.#readableOf(watch, sent);
      if (rows.length > 0) this.#accept(watch, rows, frame, push.sent);
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
    if (watch.entry.state !== "confirmed") this.#events.confirmed(watch);
    const circumstances = this.#circumstancesOf(watch, sent);
    let excess = 0;
    const parts = watch.tracker.accept(rows, (reason) => {
      if (reason === "excess") excess += 1;
      else this.#drops.count(reason);
    });
    if (excess > 0) this.#drops.exceeded(watch.subscription.channel.name, MOST_SYMBOLS, excess);
    for (const part of parts) {
      const { s: symbol } = part.rows[0] as { s?: string };
      this.#events.updated(watch, symbol, { ...part, frame, ...circumstances });
    }
  }

  #circumstancesOf({ subscription, entry }: Watch, sent: number | undefined): Circumstances {
    return new Circumstances(subscription, sent, this.connection, entry.firstAsked ?? performance.now());
  }
}
