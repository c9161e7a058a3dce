import type { Gap } from "../../history/told";
import type { Update } from "../../link/feed/update";
import type { Recipient } from "../../link/feed/watches";
import { MOST_SYMBOLS } from "../../link/tracking";
import type { Rolled } from "../market/rolled";
import type { Remembered } from "./latest/remembered";
import type { NodeSubscription } from "./made/made-subscription";
import type { NodeSubscriber } from "./made/node-feed";

/** A node, as that which it watches knows it. */
export interface Watcher extends NodeSubscriber {
  receive(watched: Watched, update: Update): void;
}

/** One subscription as a node sees it. */
export class Watched implements Recipient {
  readonly subscription: NodeSubscription;
  readonly subscriber: Watcher;
  /** The rolling name that it is watched for, `BTCUSD-W-ATM-C`; `undefined` where it is watched for itself. */
  readonly name: string | undefined;
  /** The same for all that a node watches for one name, and for nothing else of that node. */
  readonly key: string;
  /**
   * When the node wanted it, on the clock that only runs forward: what that is on the exchange's clock is known only
   * once a frame has told the time.
   */
  readonly since = performance.now();
  /** The connection over which its first data comes: what follows over a later one follows a gap. */
  readonly #firstConnection: number;
  /** When its data last came, or could first have come; on the clock that only runs forward. */
  #quietSince = performance.now();
  /** Whether somebody was told that its data is overdue, and not yet that it came again. */
  overdue = false;
  /** Whether it is over: an option that expired. */
  isOver = false;
  /** Whether the node watches it no more: what waits of it is not sent. */
  isLeft = false;
  /** What its first message has to tell; `undefined` once that was sent. */
  rolled: Rolled | undefined;
  /** What its next live message has to tell; `undefined` once that was sent. */
  gap: Gap | undefined;
  /** What came last of it; `undefined` before the first, and where there was no room to remember it. */
  latest: Remembered | undefined;
  /** The same of its other topics, by their names. */
  latestOfOthers: Map<string, Remembered> | undefined;
  /** NaN before the first: a number that is none at times costs the engine a new object with every frame. */
  #lastReceived = Number.NaN;
  #lastConnection = 0;
  /** Whether what was looked at last could be read: what is thinned out unread is taken to be like it. */
  isReadable = true;
  /** The topics that have had a message since the link was lost and opened again; made only then, to save memory. */
  #resumed: Set<string> | undefined;
  #resumedOver = 0;

  /**
   * @param firstConnection the connection over which its first data comes, or came of what the same name was before
   * @param rolling the name that it is watched for
   */
  constructor(
    subscription: NodeSubscription,
    subscriber: Watcher,
    firstConnection: number,
    rolling?: { readonly name: string; readonly key: string },
  ) {
    this.subscription = subscription;
    this.subscriber = subscriber;
    this.#firstConnection = firstConnection;
    this.name = rolling?.name;
    this.key = rolling?.key ?? subscription.key;
  }

  /** How it is called in front of the user. */
  get label(): string {
    return this.name ?? this.subscription.label;
  }

  /** The topic of the messages that updates of it become. */
  topicOf({ topic }: Pick<Update, "topic">): string {
    return this.name ?? topic;
  }

  /** ms since 1970, this machine's clock. */
  get lastReceived(): number | undefined {
    return Number.isNaN(this.#lastReceived) ? undefined : this.#lastReceived;
  }

  receive(update: Update): void {
    this.subscriber.receive(this, update);
  }

  received({ frame: { received }, connection }: Update): void {
    this.#lastReceived = received;
    this.#quietSince = performance.now();
    this.#lastConnection = connection;
  }

  /** The connection over which its latest data came; 0 before the first. */
  get lastConnection(): number {
    return this.#lastConnection;
  }

  hasDataOver(connection: number): boolean {
    return this.#lastConnection === connection;
  }

  /** ms. */
  silence(): number {
    return performance.now() - this.#quietSince;
  }

  /** Silence counts from here: while there was no link, a symbol could not be heard. One that was told of goes on. */
  listenAnew(): void {
    if (!this.overdue) this.#quietSince = performance.now();
  }

  /** Whether this is the topic's first message after a reconnection, and there may be a gap before it. */
  resumes({ topic, connection }: Update): boolean {
    if (connection <= this.#firstConnection) return false;
    if (!this.#resumed || connection !== this.#resumedOver) this.#resumed = new Set();
    this.#resumedOver = connection;
    // Beyond so many it is a new one, of which nobody has missed anything.
    if (this.#resumed.has(topic) || this.#resumed.size >= MOST_SYMBOLS) return false;
    this.#resumed.add(topic);
    return true;
  }
}

/** Where updates wait that become messages of one topic. */
export function waitingPlace(update: Update, watched: Watched | undefined): string {
  return watched ? placeOf(update, watched) : `${update.subscription.key} ${update.topic}`;
}

export function placeOf(update: Pick<Update, "topic">, watched: Watched): string {
  return `${watched.key} ${watched.topicOf(update)}`;
}
