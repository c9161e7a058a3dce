import type { Subscription } from "../../protocol/subscription";
import type { UnreadPart } from "../tracking";
import type { Frame } from "./frame";

/** What a recipient gets: a part of a frame and what is known of the frame. */
export interface Update {
  /** The message's topic. */
  readonly topic: string;
  /**
   * Rows of the wire, checked but not decoded: oldest first where there are several, none when what came can't be
   * read. An update that waits may be unread: only a look at its rows costs anything.
   */
  readonly rows: readonly object[];
  /** Whether a look at the rows would have to read them first. */
  readonly isUnread?: boolean;
  /** Whether its rows hold on to nothing else of a frame: see own-row.ts. */
  readonly isOwn?: boolean;
  /** How many rows it has, where there is no list of them before somebody looks. */
  readonly count?: number;
  /** Of a candle: whether it is final. */
  readonly closed?: boolean | undefined;
  /** The symbols that it has rows of, where they are known without a look at the rows and frames hold several. */
  readonly symbols?: readonly string[] | undefined;
  readonly subscription: Subscription;
  /** The frame that it came in. */
  readonly frame: Frame;
  /** ms since 1970, the exchange's clock, where the frame has it. */
  readonly sent: number | undefined;
  /** Counts the connections of this feed: a new one may follow a gap. */
  readonly connection: number;
  /** When the exchange was first asked for this subscription, ms of the clock that only runs forward. */
  readonly asked: number;
}

/**
 * What an update says of its frame and its subscription, whatever is in the rows. There is one a frame, and so it has a
 * constructor: see docs/performance.md.
 */
export class Circumstances implements Pick<Update, "subscription" | "sent" | "connection" | "asked"> {
  readonly subscription: Subscription;
  readonly sent: number | undefined;
  readonly connection: number;
  readonly asked: number;

  constructor(subscription: Subscription, sent: number | undefined, connection: number, asked: number) {
    this.subscription = subscription;
    this.sent = sent;
    this.connection = connection;
    this.asked = asked;
  }
}

/**
 * What a frame has for a subscription.
 *
 * @param isNews whether what can't be read is to be told: not of a frame that was read before
 */
export type Read = (frame: Frame, isNews: boolean) => readonly object[];

/** An update whose rows are read at the first look at them. */
export class UnreadUpdate implements Update {
  readonly topic: string;
  readonly symbols: readonly string[] | undefined;
  readonly subscription: Subscription;
  readonly frame: Frame;
  readonly sent: number | undefined;
  readonly connection: number;
  readonly asked: number;
  readonly read: Read;
  #rows: readonly object[] | undefined;

  constructor(
    { topic, symbols }: UnreadPart,
    frame: Frame,
    { subscription, sent, connection, asked }: Circumstances,
    read: Read,
  ) {
    this.topic = topic;
    this.symbols = symbols;
    this.subscription = subscription;
    this.frame = frame;
    this.sent = sent;
    this.connection = connection;
    this.asked = asked;
    this.read = read;
  }

  get isUnread(): boolean {
    return this.#rows === undefined;
  }

  get rows(): readonly object[] {
    this.#rows ??= this.read(this.frame, true);
    return this.#rows;
  }
}
