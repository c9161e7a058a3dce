import type { Update } from "../../link/feed/update";
import type { Watched } from "./watched";

/** Rows that may wait: trades gather, and a message before its time is better than one that is too large. */
const MOST_ROWS = 10_000;

interface Topic {
  waiting: Update | undefined;
  /** What would be waiting if the one that does had not come: it goes out should that prove unreadable. */
  before: Update | undefined;
  /** The same for `before`. */
  beforeThat: Update | undefined;
  /** The newest of the last interval could not be read: each is looked at before it takes another's place. */
  isDoubtful: boolean;
  readonly timer: NodeJS.Timeout;
}

/**
 * At most one update a topic in an interval, always the newest: the first goes out at once, and what comes before the
 * interval is over waits for its end.
 */
export class Thinning {
  readonly #interval: number;
  readonly #merge: (waiting: Update, update: Update) => Update;
  readonly #deliver: (update: Update, watched?: Watched) => void;
  readonly #topics = new Map<string, Topic>();

  /** @param interval ms */
  constructor(
    interval: number,
    merge: (waiting: Update, update: Update) => Update,
    deliver: (update: Update, watched?: Watched) => void,
  ) {
    this.#interval = interval;
    this.#merge = merge;
    this.#deliver = deliver;
  }

  /** @param watched what it is of; handed on with it, unless it waits */
  offer(update: Update, watched?: Watched): void {
    const topic = `${update.subscription.key} ${update.topic}`;
    const state = this.#topics.get(topic);
    if (state) this.#wait(state, update);
    else {
      if (update.rows.length > 0) this.#begin(topic);
      this.#deliver(update, watched);
    }
  }

  /** Forgets what waits. */
  close(): void {
    for (const { timer } of this.#topics.values()) clearTimeout(timer);
    this.#topics.clear();
  }

  #begin(topic: string): void {
    const timer = setTimeout(() => this.#intervalOver(topic), this.#interval);
    this.#topics.set(topic, {
      waiting: undefined,
      before: undefined,
      beforeThat: undefined,
      isDoubtful: false,
      timer,
    });
  }

  #wait(state: Topic, update: Update): void {
    if (state.isDoubtful && update.rows.length === 0) return;
    const waiting = state.waiting ? this.#merge(state.waiting, update) : update;
    // One that takes the other's place may be unread still, and stays so.
    const isFull = waiting !== update && waiting.rows.length >= MOST_ROWS;
    const isReplaced = waiting === update;
    state.beforeThat = isReplaced ? state.before : undefined;
    state.before = isReplaced ? state.waiting : undefined;
    state.waiting = isFull ? undefined : waiting;
    if (isFull) this.#deliver(waiting);
    else waiting.frame.keep();
  }

  #intervalOver(topic: string): void {
    const { waiting, before, beforeThat } = this.#topics.get(topic) ?? {};
    this.#topics.delete(topic);
    if (!waiting) return;
    const newest = [waiting, before, beforeThat].find((update) => update && update.rows.length > 0);
    this.offer(newest ?? waiting);
    const next = this.#topics.get(topic);
    if (next) next.isDoubtful = newest !== waiting;
  }
}
