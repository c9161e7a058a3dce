import type { AnyPeriod } from "../../history/periods/made-periods";
import type { Update } from "../../link/feed/update";
import type { CoincallError } from "../../protocol/error";
import { type ListedSubscription, type OnList, stateOf } from "./listed";
import type { NodeSubscription } from "./made/made-subscription";
import type { NodeFeed } from "./made/node-feed";
import type { RollingList } from "./rolling/rolling-list";
import type { RollingWish } from "./rolling/rolling-wish";
import { Tally } from "./tally";
import { inSlices } from "./turns/slices";
import { Watched, type Watcher } from "./watched";
import { SavedList } from "./wishes/saved-list";

/** What somebody wants a node to watch. */
export interface Wanted {
  readonly subscriptions: readonly NodeSubscription[];
  readonly rolling: readonly RollingWish[];
}

/** What a node wants of its feed. */
export class WatchList {
  readonly #feed: NodeFeed;
  readonly #watcher: Watcher;
  /** By the feed's own subscription, which each update names: another node may have spelled it otherwise. */
  readonly #watched = new Map<NodeSubscription, Watched>();
  readonly #removed: (watched: Watched) => void;
  readonly #tally: Tally;
  readonly #rolling: RollingList | undefined;
  readonly #saved = new SavedList();
  #isClosed = false;

  /**
   * @param removed is told of each that is no longer wanted
   * @param tally of all that the node watches
   * @param rolling the rolling names among it, where it can have any
   */
  constructor(
    feed: NodeFeed,
    watcher: Watcher,
    removed: (watched: Watched) => void,
    tally = new Tally(),
    rolling?: RollingList,
  ) {
    this.#feed = feed;
    this.#watcher = watcher;
    this.#removed = removed;
    this.#tally = tally;
    this.#rolling = rolling;
  }

  get size(): number {
    return this.#watched.size + (this.#rolling?.size ?? 0);
  }

  /** Whether exactly what the node was saved with is on it. */
  get isAsSaved(): boolean {
    return this.#saved.isWatched(this.size, () => this.#keys());
  }

  /** What has been on it for the longest time. */
  get first(): { readonly name: string; readonly period?: AnyPeriod | undefined } | undefined {
    for (const { label, subscription } of this.#watched.values())
      return { name: label, period: subscription.period };
    return this.#rolling?.first;
  }

  /** How many of them are over. */
  get expired(): number {
    return this.#tally.expired;
  }

  /** Now, ms since 1970 on the exchange's clock. */
  get time(): number {
    return this.#feed.time.now();
  }

  /** Adds what the node was saved with. @param instead of all that is on the list, and not as well */
  addSaved(wanted: Wanted, instead: boolean): Promise<void> {
    const saved = [...wanted.subscriptions, ...wanted.rolling];
    return this.#saved.put(saved, () => (instead ? this.replace(wanted) : this.add(wanted)));
  }

  /** What was refused and is named again is asked for at once. */
  async add({ subscriptions, rolling }: Wanted): Promise<void> {
    this.#saved.changed();
    await inSlices(subscriptions, (slice) => {
      if (!this.#isClosed) for (const subscription of slice) this.#add(subscription);
    });
    await this.#rolling?.add(rolling);
  }

  /** Exactly these from now on; those that stay are not touched. */
  async replace(wanted: Wanted): Promise<void> {
    const keys = new Set(wanted.subscriptions.map(({ key }) => key));
    const names = new Set(wanted.rolling.map(({ key }) => key));
    await this.remove(
      ({ key }) => !keys.has(key),
      ({ key }) => !names.has(key),
    );
    await this.add(wanted);
  }

  remove(
    isUnwanted: (subscription: NodeSubscription) => boolean,
    isNameUnwanted: (wish: RollingWish) => boolean,
  ): Promise<void> {
    this.#saved.changed();
    this.#rolling?.remove(isNameUnwanted);
    return inSlices([...this.#watched], (slice) => {
      for (const [subscription, watched] of slice) {
        if (isUnwanted(watched.subscription)) this.#remove(subscription, watched);
      }
    });
  }

  clear(): Promise<void> {
    return this.remove(
      () => true,
      () => true,
    );
  }

  /** Chooses anew what rolling names are. @param isMeant by all of them where there is none */
  roll(isMeant?: (wish: RollingWish) => boolean): void {
    this.#rolling?.roll(isMeant);
  }

  /** Wants nothing any more, from this very moment on. */
  close(): void {
    this.#isClosed = true;
    this.#rolling?.close();
    for (const [subscription, watched] of this.#watched) this.#remove(subscription, watched);
  }

  /** It is over. @returns what is; `undefined` where that was known */
  expire(subscription: NodeSubscription): Watched | undefined {
    const watched = this.#watched.get(subscription);
    if (!watched || watched.isOver) return undefined;
    // Nobody misses it any more.
    this.#removed(watched);
    this.#tally.over(watched);
    watched.overdue = false;
    return watched;
  }

  /** The exchange has answered to a subscription, or it is asked again. @returns what is watched of it */
  stateChanged(subscription: NodeSubscription): Watched | undefined {
    const watched = this.#watched.get(subscription);
    if (watched) this.#tally.answered(watched, this.#feed.entryOf(subscription)?.problem !== undefined);
    return watched;
  }

  received(watched: Watched, update: Update): void {
    this.#tally.received(watched, update.connection);
    watched.received(update);
  }

  /** Its data has been overdue from now on, or has come again. */
  silent(watched: Watched, isOverdue: boolean): void {
    this.#tally.silent(watched, isOverdue);
  }

  /** When the exchange was asked for it and the node wanted it, ms since 1970, the exchange's clock. */
  wantedAt({ since }: Watched, { asked }: Update): number {
    return this.#feed.time.at(Math.max(since, asked));
  }

  /** All that is on it. */
  entries(): OnList[] {
    const plain = Array.from(this.#watched.values(), (watched) => ({ watched }));
    return [...plain, ...(this.#rolling?.entries() ?? [])];
  }

  list(): ListedSubscription[] {
    const plain = Array.from(this.#watched.values(), ({ subscription, lastReceived }) => ({
      symbol: subscription.label,
      ...(subscription.period === undefined ? {} : { period: subscription.period }),
      state: stateOf(this.#feed, subscription),
      ...(lastReceived === undefined ? {} : { lastReceived }),
    }));
    const rolling = this.#rolling?.list(({ subscription }) => stateOf(this.#feed, subscription)) ?? [];
    return [...plain, ...rolling];
  }

  /** Why the first that was refused was. */
  problem(): CoincallError | undefined {
    const { refused } = this.#tally;
    return refused && this.#feed.entryOf(refused.subscription)?.problem;
  }

  hasData(): boolean {
    return this.#tally.hasData(this.#feed.connection);
  }

  /** Those that could be heard now: while there is a link, all that the exchange has not refused and that is not over. */
  audible(): readonly Watched[] {
    if (this.#feed.state.name !== "open") return [];
    return [...this.#all()].filter(
      ({ subscription, isOver }) => !isOver && this.#feed.entryOf(subscription)?.state !== "rejected",
    );
  }

  /** The longest silence among those that are overdue, ms. */
  overdueFor(): number | undefined {
    return this.#tally.overdueFor;
  }

  /** A new connection: nothing could be heard before. */
  listenAnew(): void {
    for (const watched of this.#all()) watched.listenAnew();
  }

  *#keys(): Iterable<string> {
    for (const { key } of this.#watched.values()) yield key;
    if (this.#rolling) yield* this.#rolling.keys();
  }

  *#all(): Iterable<Watched> {
    yield* this.#watched.values();
    if (this.#rolling) yield* this.#rolling.watched();
  }

  #add(subscription: NodeSubscription): void {
    const own = this.#feed.ownOf(subscription);
    if (this.#watched.has(own)) {
      this.#feed.askAgain(own);
      return;
    }
    // On the list before the feed is asked for it: the feed tells at once what that changes.
    const watched = new Watched(subscription, this.#watcher, this.#feed.nextConnection);
    this.#watched.set(own, watched);
    this.#feed.subscribe(subscription, watched);
  }

  #remove(subscription: NodeSubscription, watched: Watched): void {
    if (!this.#watched.delete(subscription)) return;
    watched.isLeft = true;
    this.#tally.removed(watched);
    this.#feed.unsubscribe(subscription, this.#watcher);
    this.#removed(watched);
  }
}
