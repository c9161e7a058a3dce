import type { Update } from "../../link/feed/update";
import type { Place } from "../connection/room";
import { type Watched, waitingPlace } from "./watched";

/** Rows that may wait: trades gather, and a message before its time is better than one that is too large. */
const MOST_ROWS = 10_000;

interface Topic {
  waiting: Update | undefined;
  /** What it is of. */
  watched: Watched | undefined;
  /** What would be waiting if the one that does had not come: it goes out should that prove unreadable. */
  before: Update | undefined;
  /** The same for `before`. */
  beforeThat: Update | undefined;
  /** The newest of the last interval could not be read: each is looked at before it takes another's place. */
  isDoubtful: boolean;
  /** Of these three. */
  bytes: number;
  readonly timer: NodeJS.Timeout;
}

/**
 * At most one update a topic in an interval, always the newest: the first goes out at once, and what comes before the
 * interval is over waits for its end, or until there is no room for more.
 */
export class Thinning {
  readonly #interval: number;
  readonly #merge: (waiting: Update, update: Update) => Update;
  readonly #deliver: (update: Update, watched?: Watched) => void;
  readonly #place: Place;
  readonly #leftOut: (most: number, updates: number) => void;
  readonly #topics = new Map<string, Topic>();

  /**
   * @param interval ms
   * @param leftOut is told of updates of more topics than there can be
   */
  constructor(
    interval: number,
    merge: (waiting: Update, update: Update) => Update,
    deliver: (update: Update, watched?: Watched) => void,
    place: Place,
    leftOut: (most: number, updates: number) => void,
  ) {
    this.#interval = interval;
    this.#merge = merge;
    this.#deliver = deliver;
    this.#place = place;
    this.#leftOut = leftOut;
  }

  /** @param watched what it is of; handed on with it */
  offer(update: Update, watched?: Watched): void {
    const topic = waitingPlace(update, watched);
    const state = this.#topics.get(topic);
    if (state) this.#wait(state, update, watched);
    else if (this.#topics.size >= this.#place.topics) this.#leftOut(this.#place.topics, 1);
    else {
      if (update.rows.length > 0) this.#begin(topic);
      this.#deliver(update, watched);
    }
  }

  /**
   * Lets through at once what waits of something and must not be lost: nothing more comes of it.
   *
   * @param whole whether also what a newer one could take the place of: what comes next is no newer one of the same
   */
  release(released: Watched, whole = false): void {
    for (const state of this.#topics.values()) {
      const { waiting, watched } = state;
      if (!waiting || watched !== released || !(whole || isKept(waiting))) continue;
      this.#clear(state);
      this.#deliver(waiting, watched);
    }
  }

  /** What waits at a place, the newest first: some of it may prove unreadable. */
  waiting(place: string): readonly Update[] {
    const { waiting, before, beforeThat } = this.#topics.get(place) ?? {};
    return [waiting, before, beforeThat].filter((update) => update !== undefined);
  }

  /** Forgets what waits. */
  close(): void {
    for (const { timer, bytes } of this.#topics.values()) {
      clearTimeout(timer);
      this.#place.free(bytes);
    }
    this.#topics.clear();
  }

  #begin(topic: string): void {
    const timer = setTimeout(() => this.#intervalOver(topic), this.#interval);
    this.#topics.set(topic, {
      waiting: undefined,
      watched: undefined,
      before: undefined,
      beforeThat: undefined,
      isDoubtful: false,
      bytes: 0,
      timer,
    });
  }

  #wait(state: Topic, update: Update, watched: Watched | undefined): void {
    if (state.isDoubtful && update.rows.length === 0) return;
    const own = this.#place.own(update);
    if (state.watched !== watched) this.#clear(state);
    state.watched = watched;
    const waiting = state.waiting ? this.#merge(state.waiting, own) : own;
    // One that takes the other's place may be unread still, and stays so.
    const isReplaced = waiting === own;
    const isLong = !isReplaced && (waiting.count ?? waiting.rows.length) >= MOST_ROWS;
    state.beforeThat = isReplaced ? state.before : undefined;
    state.before = isReplaced ? state.waiting : undefined;
    state.waiting = waiting;
    this.#weigh(state);
    if (!isLong && !this.#place.isFull) return;
    this.#clear(state);
    this.#deliver(waiting, watched);
  }

  #weigh(state: Topic): void {
    const { waiting, before, beforeThat, bytes } = state;
    state.bytes = 0;
    for (const update of [waiting, before, beforeThat])
      if (update) state.bytes += this.#place.bytesOf(update);
    this.#place.take(state.bytes - bytes);
  }

  #clear(state: Topic): void {
    state.waiting = undefined;
    state.before = undefined;
    state.beforeThat = undefined;
    this.#weigh(state);
  }

  #intervalOver(topic: string): void {
    const { waiting, watched, before, beforeThat, bytes = 0 } = this.#topics.get(topic) ?? {};
    this.#topics.delete(topic);
    this.#place.free(bytes);
    if (!waiting) return;
    const newest = [waiting, before, beforeThat].find((update) => update && update.rows.length > 0);
    this.offer(newest ?? waiting, watched);
    const next = this.#topics.get(topic);
    if (next) next.isDoubtful = newest !== waiting;
  }
}

/** Trades, and a candle that is final; of anything else the newest is enough. */
function isKept({ closed, subscription: { channel } }: Update): boolean {
  return closed === true || channel.name === "trades";
}
