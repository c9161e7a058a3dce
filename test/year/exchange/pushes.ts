import type { Chain, Chains } from "./chains";
import type { Exchange, Topic } from "./exchange";
import { optionFrame } from "./frames";
import type { Chance } from "./random";

const SECOND = 1_000;
/** ms; so often every option is pushed. */
const USUAL = 60 * 60_000;
/** ms after a subscription, or a roll, for which all options are pushed every second. */
const BUSY = 2_000;
/** Seconds until an option is pushed for the first time; of few it takes longer than the one before goes on. */
const FIRST = { latest: 2, late: 14, share: 0.05 };

/** What is pushed when: chains whenever the market moves, options often enough for a message to be missed. */
export class Pushes {
  readonly #exchange: Exchange;
  readonly #chains: Chains;
  readonly #chance: Chance;
  readonly #told: (chain: Chain) => void;
  /** ms since 1970: when topics are pushed for the first time. */
  readonly #fresh = new Map<Topic, number>();
  #busyUntil = 0;

  /** @param told of each chain that is pushed */
  constructor(exchange: Exchange, chains: Chains, chance: Chance, told: (chain: Chain) => void) {
    this.#exchange = exchange;
    this.#chains = chains;
    this.#chance = chance;
    this.#told = told;
  }

  /** Its first data is there some seconds later, a chain's with the next second. */
  subscribed(topic: Topic, now: number): void {
    const { latest, late, share } = FIRST;
    const isChain = topic.expiry !== undefined;
    const seconds = isChain ? 0 : this.#chance.next() < share ? late : this.#chance.whole(0, latest);
    this.#fresh.set(topic, secondAfter(now) + seconds * SECOND);
    this.stir(now);
  }

  /** Something has rolled: there is much to hear now. */
  stir(now: number): void {
    this.#busyUntil = secondAfter(now) + BUSY;
  }

  /** When there is something to push although the market does not move; Infinity for never. */
  next(now: number): number {
    let next = now < this.#busyUntil ? secondAfter(now) : Number.POSITIVE_INFINITY;
    for (const [topic, moment] of this.#fresh) {
      if (this.#exchange.topics.get(topic.name) !== topic) this.#fresh.delete(topic);
      else next = Math.min(next, moment);
    }
    return next;
  }

  /** @param hasMoved whether the market has */
  push(now: number, hasMoved: boolean): void {
    const isBusy = now % USUAL === 0 || now < this.#busyUntil;
    for (const topic of this.#exchange.topics.values()) {
      const first = this.#fresh.get(topic);
      if (first !== undefined && first > now) continue;
      this.#fresh.delete(topic);
      const isChain = topic.expiry !== undefined;
      if (first === undefined && !(isChain ? hasMoved : isBusy)) continue;
      if (isChain) this.#pushChain(topic.expiry, now);
      else this.#exchange.push(optionFrame(topic, now));
    }
  }

  #pushChain(expiry: number, now: number): void {
    const chain = this.#chains.byExpiry.get(expiry);
    if (!chain || expiry <= now) return;
    this.#exchange.push(chain.frame(this.#chains.price, now));
    this.#told(chain);
  }
}

function secondAfter(now: number): number {
  return Math.floor(now / SECOND) * SECOND + SECOND;
}
