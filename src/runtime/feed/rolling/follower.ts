import type { Update } from "../../../link/feed/update";
import type { ChoiceReason, Problem } from "../../../market/rolling/problem";
import type { Chosen, Standing } from "../../../market/rolling/standing";
import type { CoincallError } from "../../../protocol/error";
import { isOver } from "../../../protocol/subscription";
import type { Followed, Market } from "../../market/market";
import { rolledTo } from "../../market/rolled";
import type { NodeSubscription } from "../made/made-subscription";
import type { NodeFeed } from "../made/node-feed";
import { Watched, type Watcher } from "../watched";
import type { RollingWish } from "./rolling-wish";

/** ms for which the option before goes on while nothing comes of the new one. */
const OVERLAP = 10_000;
/** ms without a choice after which the reason is told: at the start, and later, when a new listing may have to come first. */
const PATIENCE = { start: 10_000, later: 150_000 };

/** What a node is told of a rolling name. */
export interface FollowerEvents {
  readonly exact: boolean;
  /** What is watched is another now; either can be nothing. */
  replaced(before: Watched | undefined, after: Watched | undefined): void;
  receive(watched: Watched, update: Update): void;
  /** The exchange has answered to what is watched now. */
  answered(watched: Watched): void;
  linkChanged(): void;
  rejected(error: CoincallError): void;
  /** It said its day, which is over. */
  ended(follower: Follower): void;
  /** There has been no choice for a while. */
  unchosen(follower: Follower): void;
  /** There is another choice, or there is none any more. */
  changed(): void;
}

/** A rolling name of a node: it watches the option, or the chain, that the name is now, and goes on to the next. */
export class Follower implements Watcher {
  readonly wish: RollingWish;
  readonly exact: boolean;
  readonly #feed: NodeFeed;
  readonly #events: FollowerEvents;
  readonly #followed: Followed;
  #current: Watched | undefined;
  /** What comes next: until its first data is there, the current one goes on. */
  #next: Watched | undefined;
  #nextChoice: Chosen | undefined;
  /** The last one that there was a message of. */
  #last: string | undefined;
  /** The connection over which data of this name last came. */
  #lastConnection = 0;
  #isOver = false;
  #isUnchosen = false;
  #overlapTimer: NodeJS.Timeout | undefined;
  #patienceTimer: NodeJS.Timeout | undefined;

  /** @param kept what the name was before Node-RED was started anew */
  constructor(wish: RollingWish, feed: NodeFeed, market: Market, events: FollowerEvents, kept?: Standing) {
    this.wish = wish;
    this.exact = events.exact;
    this.#feed = feed;
    this.#events = events;
    this.#followed = market.follow(wish.name, wish.rule, () => this.#look(), kept);
  }

  /** To be called once it is on the list: it may have a choice at once. */
  begin(): void {
    this.#look();
  }

  get current(): Watched | undefined {
    return this.#current;
  }

  get standing(): Standing {
    return this.#followed.standing;
  }

  /** Whether it has ended with the day that it says. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Why there has been no choice for a while; `undefined` while there is one, or it is too early to tell. */
  get problem(): Problem<ChoiceReason> | undefined {
    return this.#isUnchosen ? this.standing.problem : undefined;
  }

  /** Chooses anew at once. */
  roll(): void {
    if (!this.#isOver) this.#followed.roll();
  }

  /** Asks again for what the exchange refused: somebody names it again. */
  askAgain(): void {
    this.#followed.askAgain();
    for (const watched of [this.#current, this.#next]) if (watched) this.#feed.askAgain(watched.subscription);
  }

  close(): void {
    this.#followed.close();
    clearTimeout(this.#patienceTimer);
    this.#leave(this.#takeNext());
    const current = this.#current;
    this.#current = undefined;
    this.#leave(current);
  }

  receive(watched: Watched, update: Update): void {
    if (watched === this.#next && update.rows.length > 0) this.#goOn();
    if (watched !== this.#current) return;
    this.#lastConnection = update.connection;
    this.#events.receive(watched, update);
  }

  stateChanged(subscription?: NodeSubscription): void {
    if (!subscription) this.#events.linkChanged();
    else if (this.#current && subscription.key === this.#current.subscription.key) {
      this.#events.answered(this.#current);
    }
  }

  rejected(error: CoincallError): void {
    this.#events.rejected(error);
  }

  /** The name goes on, so that it is no news. */
  expired(): boolean {
    return false;
  }

  #look(): void {
    const { choice, problem } = this.standing;
    if (problem?.reason === "rollingDayPast") this.#end();
    else if (choice) this.#follow(choice);
    else this.#choosing();
    this.#events.changed();
  }

  #follow(choice: Chosen): void {
    clearTimeout(this.#patienceTimer);
    this.#patienceTimer = undefined;
    this.#isUnchosen = false;
    const subscription = this.wish.subscription(choice);
    if (this.#current?.subscription.key === subscription.key) this.#leave(this.#takeNext());
    else if (this.#next?.subscription.key !== subscription.key) this.#take(choice, subscription);
  }

  /** The new one is subscribed first; what is over, or could not be heard, is left at once. */
  #take(choice: Chosen, subscription: NodeSubscription): void {
    const firstConnection = this.#lastConnection || this.#feed.nextConnection;
    const watched = new Watched(subscription, this, firstConnection, this.wish);
    const before = this.#takeNext();
    this.#next = watched;
    this.#nextChoice = choice;
    this.#feed.subscribe(subscription, watched);
    this.#leave(before);
    if (!this.#goesOn()) this.#goOn();
    else this.#overlapTimer = setTimeout(() => this.#overlapOver(), OVERLAP);
  }

  /** Nothing came of the next one, which may have been refused. */
  #overlapOver(): void {
    this.#goOn();
    this.#events.changed();
  }

  /** Whether what is watched now can still bring something. */
  #goesOn(): boolean {
    const { subscription } = this.#current ?? {};
    if (!subscription || this.#feed.state.name !== "open") return false;
    if (isOver(subscription, this.#feed.time.now())) return false;
    return this.#feed.entryOf(subscription)?.state === "confirmed";
  }

  /** The next one takes the place of the current one. */
  #goOn(): void {
    const before = this.#current;
    const choice = this.#nextChoice;
    const next = this.#takeNext();
    if (!next || !choice) return;
    this.#current = next;
    this.#replace(before, next);
    // What there was no message of is nothing that it could have rolled from, to whoever reads them.
    next.rolled = choice.symbol === this.#last ? undefined : rolledTo(choice, this.#last);
  }

  #replace(before: Watched | undefined, after: Watched | undefined): void {
    this.#events.replaced(before, after);
    if (before && !before.rolled) this.#last = before.subscription.label;
    this.#leave(before);
  }

  #choosing(): void {
    this.#leave(this.#takeNext());
    const before = this.#current;
    this.#current = undefined;
    if (before) this.#replace(before, undefined);
    // One reason can follow another: that there is no choice is told once.
    if (this.#isUnchosen) return;
    const patience = this.standing.left === undefined ? PATIENCE.start : PATIENCE.later;
    this.#patienceTimer ??= setTimeout(() => this.#waitedLong(), patience);
  }

  #waitedLong(): void {
    this.#patienceTimer = undefined;
    if (this.#isOutageTold) {
      this.#choosing();
      return;
    }
    this.#isUnchosen = true;
    this.#events.unchosen(this);
    this.#events.changed();
  }

  /** Whether it is known to all that there is no link: one that is tried again was lost, or was not to be had. */
  get #isOutageTold(): boolean {
    const { state } = this.#feed;
    if (state.name === "connecting") return state.attempt > 0;
    return state.name === "waiting" || state.name === "refused";
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const before = this.#current;
    this.#leave(this.#takeNext());
    this.#current = undefined;
    if (before) this.#replace(before, undefined);
    clearTimeout(this.#patienceTimer);
    this.#events.ended(this);
  }

  #takeNext(): Watched | undefined {
    const next = this.#next;
    clearTimeout(this.#overlapTimer);
    this.#next = undefined;
    this.#nextChoice = undefined;
    return next;
  }

  #leave(watched: Watched | undefined): void {
    if (!watched) return;
    watched.isLeft = true;
    this.#feed.unsubscribe(watched.subscription, this);
  }
}
