import type { Update } from "../../../link/feed/update";
import type { ChoiceReason, Problem } from "../../../market/rolling/problem";
import type { CoincallError } from "../../../protocol/error";
import type { Market } from "../../market/market";
import type { ListedSubscription, OnList } from "../listed";
import type { NodeFeed } from "../made/node-feed";
import type { Tally } from "../tally";
import { inSlices } from "../turns/slices";
import type { Watched } from "../watched";
import { Follower, type FollowerEvents } from "./follower";
import type { KeptChoices } from "./kept-choices";
import type { RollingWish } from "./rolling-wish";

/** What a node does for its rolling names. */
export interface RollingListEvents {
  readonly exact: boolean;
  receive(watched: Watched, update: Update): void;
  /** It is watched no more; what is watched for the same name, if anything, has taken its place. */
  left(watched: Watched): void;
  /** The exchange has answered to what a name is now, or it is that from now on. */
  answered(watched: Watched): void;
  linkChanged(): void;
  rejected(error: CoincallError): void;
  /** A name is over, with the day that it says. */
  ended(name: string): void;
  /** There has been nothing to choose for a name for a while. */
  unchosen(name: string, problem: Problem<ChoiceReason>): void;
  changed(): void;
}

/** The rolling names of a node. */
export class RollingList {
  readonly #feed: NodeFeed;
  readonly #market: () => Market;
  readonly #tally: Tally;
  readonly #kept: KeptChoices;
  readonly #events: RollingListEvents;
  readonly #followers = new Map<string, Follower>();
  #isClosed = false;

  /** @param market is asked for when there is a first name */
  constructor(
    feed: NodeFeed,
    market: () => Market,
    tally: Tally,
    kept: KeptChoices,
    events: RollingListEvents,
  ) {
    this.#feed = feed;
    this.#market = market;
    this.#tally = tally;
    this.#kept = kept;
    this.#events = events;
  }

  get size(): number {
    return this.#followers.size;
  }

  /** How many of them have no option now. */
  get choosing(): number {
    let count = 0;
    for (const { current, isOver } of this.#followers.values()) if (!current && !isOver) count += 1;
    return count;
  }

  /** Why there has been nothing to choose for one of them for a while. */
  get problem(): Problem<ChoiceReason> | undefined {
    for (const { problem } of this.#followers.values()) if (problem) return problem;
    return undefined;
  }

  /** What the only one is now; `undefined` where there is none, or several. */
  get only(): Follower | undefined {
    const [follower, ...others] = this.#followers.values();
    return others.length === 0 ? follower : undefined;
  }

  get first(): RollingWish | undefined {
    for (const { wish } of this.#followers.values()) return wish;
    return undefined;
  }

  /** Of all wishes. */
  keys(): Iterable<string> {
    return this.#followers.keys();
  }

  async add(wishes: readonly RollingWish[]): Promise<void> {
    if (wishes.length === 0) return;
    await this.#kept.read();
    await inSlices(wishes, (slice) => {
      if (!this.#isClosed) for (const wish of slice) this.#add(wish);
    });
  }

  /** Exactly these from now on; those that stay are not touched. */
  async replace(wishes: readonly RollingWish[]): Promise<void> {
    const keys = new Set(wishes.map(({ key }) => key));
    this.remove(({ key }) => !keys.has(key));
    await this.add(wishes);
  }

  remove(isUnwanted: (wish: RollingWish) => boolean): void {
    for (const [key, follower] of [...this.#followers])
      if (isUnwanted(follower.wish)) this.#remove(key, follower);
  }

  /** Chooses anew. @param isMeant by all of them where there is none */
  roll(isMeant: (wish: RollingWish) => boolean = () => true): void {
    for (const follower of [...this.#followers.values()]) if (isMeant(follower.wish)) follower.roll();
  }

  /** Wants nothing any more, from this very moment on. */
  close(): void {
    this.#isClosed = true;
    this.remove(() => true);
  }

  *watched(): Iterable<Watched> {
    for (const { current } of this.#followers.values()) if (current) yield current;
  }

  entries(): OnList[] {
    return Array.from(this.#followers.values(), ({ wish, current }) => ({ wish, watched: current }));
  }

  list(stateOf: (watched: Watched) => ListedSubscription["state"]): ListedSubscription[] {
    return Array.from(this.#followers.values(), ({ wish, current, standing, isOver }) => {
      const { choice } = standing;
      const lastReceived = current?.lastReceived;
      return {
        symbol: wish.name,
        ...(wish.period === undefined ? {} : { period: wish.period }),
        state: isOver ? "expired" : current ? stateOf(current) : "choosing",
        ...(lastReceived === undefined ? {} : { lastReceived }),
        ...(choice && current
          ? { resolved: choice.symbol, since: choice.since, rollsAt: choice.rollsAt }
          : {}),
      };
    });
  }

  #add(wish: RollingWish): void {
    const known = this.#followers.get(wish.key);
    if (known) {
      known.askAgain();
      return;
    }
    const kept = this.#kept.of(wish);
    const follower = new Follower(wish, this.#feed, this.#market(), this.#eventsOf(wish), kept);
    this.#followers.set(wish.key, follower);
    follower.begin();
  }

  #remove(key: string, follower: Follower): void {
    const { current, isOver } = follower;
    this.#followers.delete(key);
    follower.close();
    if (isOver) this.#tally.ended(-1);
    if (!current) return;
    this.#tally.removed(current);
    this.#events.left(current);
  }

  #eventsOf(wish: RollingWish): FollowerEvents {
    const events = this.#events;
    return {
      exact: events.exact,
      replaced: (before, after) => this.#replaced(before, after),
      receive: (watched, update) => events.receive(watched, update),
      answered: (watched) => this.#answered(watched),
      linkChanged: () => events.linkChanged(),
      rejected: (error) => events.rejected(error),
      ended: () => {
        this.#tally.ended(1);
        events.ended(wish.name);
      },
      unchosen: ({ standing: { problem } }) => problem && events.unchosen(wish.name, problem),
      changed: () => {
        const follower = this.#followers.get(wish.key);
        if (follower) this.#kept.keep(wish, follower.standing);
        events.changed();
      },
    };
  }

  #replaced(before: Watched | undefined, after: Watched | undefined): void {
    const isMissed = before?.overdue && after;
    if (before) {
      this.#tally.removed(before);
      // The name is missed still, until data comes of what it is now.
      if (isMissed) before.overdue = false;
      this.#events.left(before);
    }
    if (after) this.#answered(after);
    if (isMissed) this.#tally.silent(after, true);
  }

  #answered(watched: Watched): void {
    this.#tally.answered(watched, this.#feed.entryOf(watched.subscription)?.problem !== undefined);
    this.#events.answered(watched);
  }
}
