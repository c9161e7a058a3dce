import type { Feed } from "../../link/feed/feed";
import { Alarm } from "../../link/feed/time/alarm";
import type { ChainRule, OptionRule } from "../../market/rolling/rule";
import type { Chosen, Standing } from "../../market/rolling/standing";
import type { Instrument } from "../../protocol/symbols/instruments";
import { type ChainName, ChainWatches, type Forward } from "./chain-watches";
import { ListWatch } from "./list-watch";
import { type MarketView, SharedChoice } from "./shared-choice";

/** What somebody follows a rule with. */
export interface Followed {
  /** What it means now. */
  readonly standing: Standing;
  /** Chooses anew at once. */
  roll(): void;
  /** Asks again for the chains that the exchange refused. */
  askAgain(): void;
  /** Follows it no more. */
  close(): void;
}

export interface MarketSurroundings {
  /** What the exchange lists. @param refresh whether a list that is remembered will not do */
  ask(refresh: boolean): Promise<readonly Instrument[]>;
  /** A rolling name is another option, or another chain, than before. */
  rolled(name: string, chosen: Chosen): void;
}

/**
 * The market of a connection: what is listed, what its chains say, and what rolling names mean by that. It asks for
 * nothing before somebody follows a rule, and each thing once.
 */
export class Market {
  readonly #feed: Feed;
  readonly #surroundings: MarketSurroundings;
  readonly #choices = new Map<string, SharedChoice>();
  readonly #list: ListWatch;
  readonly #chains: ChainWatches;
  readonly #alarm: Alarm;
  readonly #forgetClock: () => void;

  /** @param feed of the options' endpoint */
  constructor(feed: Feed, surroundings: MarketSurroundings) {
    this.#feed = feed;
    this.#surroundings = surroundings;
    const time = () => feed.time.now();
    this.#list = new ListWatch({
      ask: (refresh) => surroundings.ask(refresh),
      time,
      chance: Math.random,
      changed: () => this.#listChanged(),
    });
    this.#chains = new ChainWatches(feed, (chain, symbols) => this.#looked(chain, symbols));
    this.#alarm = new Alarm(time, () => this.#lookAtAll());
    this.#forgetClock = feed.time.whenAnother(() => {
      this.#list.look();
      this.#lookAtAll();
    });
  }

  /**
   * Follows a rule; whoever follows the same one under the same name gets the same choices.
   *
   * @param changed is called when the choice is another, or there is another reason why there is none; not before this
   *   has returned
   * @param kept what it was before, where somebody kept that
   */
  follow(name: string, rule: ChainRule | OptionRule, changed: () => void, kept?: Standing): Followed {
    const key = keyOf(name, rule);
    const choice = this.#choices.get(key) ?? new SharedChoice(name, rule, kept);
    this.#choices.set(key, choice);
    const follower = () => changed();
    if (choice.followers.size === 0) this.#lookAt(choice, false);
    choice.followers.add(follower);
    this.#list.need(true);
    this.#setAlarm();
    return {
      get standing() {
        return choice.standing;
      },
      roll: () => {
        this.#lookAt(choice, true);
        this.#setAlarm();
      },
      askAgain: () => {
        for (const chain of choice.chains) this.#chains.askAgain(chain);
      },
      close: () => {
        if (choice.followers.delete(follower) && choice.followers.size === 0) this.#forget(key, choice);
      },
    };
  }

  /** What a rule that somebody follows means now; `undefined` where nobody does. */
  standingOf(name: string, rule: ChainRule | OptionRule): Standing | undefined {
    return this.#choices.get(keyOf(name, rule))?.standing;
  }

  /** What underlyings are worth by the chains that somebody's choices look at. */
  forwards(): readonly Forward[] {
    return this.#chains.forwards();
  }

  close(): void {
    this.#forgetClock();
    this.#alarm.close();
    this.#list.close();
    this.#chains.close();
    this.#choices.clear();
  }

  #forget(key: string, choice: SharedChoice): void {
    this.#choices.delete(key);
    for (const chain of choice.chains) this.#chains.release(chain);
    if (this.#choices.size > 0) return;
    this.#list.need(false);
    this.#alarm.close();
  }

  #listChanged(): void {
    this.#feed.seenListed([...this.#symbolsListed()]);
    this.#lookAtAll();
  }

  *#symbolsListed(): Iterable<string> {
    for (const chains of this.#list.listing?.values() ?? []) {
      for (const { ladders } of chains) {
        for (const { symbol } of ladders.call) yield symbol;
        for (const { symbol } of ladders.put) yield symbol;
      }
    }
  }

  #looked({ underlying, expiry }: ChainName, symbols: readonly string[]): void {
    this.#list.named(symbols);
    for (const choice of [...this.#choices.values()]) {
      const needsIt = choice.chains.some(
        (chain) => chain.expiry === expiry && chain.underlying === underlying,
      );
      if (needsIt) this.#lookAt(choice, false);
    }
    this.#setAlarm();
  }

  #lookAtAll(): void {
    for (const choice of [...this.#choices.values()]) this.#lookAt(choice, false);
    this.#setAlarm();
  }

  #lookAt(choice: SharedChoice, asked: boolean): void {
    if (choice.standing.choice && !this.#knowsTime) return;
    const { chains, standing: before } = choice;
    const isAnother = choice.look(this.#view(), asked);
    // First what is needed now: what is needed still must not be left in between.
    for (const chain of choice.chains) this.#chains.need(chain);
    for (const chain of chains) this.#chains.release(chain);
    if (!isAnother) return;
    const { choice: chosen } = choice.standing;
    const last = before.choice ?? before.left;
    if (chosen && last && chosen.symbol !== last.symbol) this.#surroundings.rolled(choice.name, chosen);
    for (const follower of [...choice.followers]) follower();
  }

  /** By this machine's clock, which may be off, what was chosen before a restart could seem to be over. */
  get #knowsTime(): boolean {
    return this.#feed.time.isHeard || this.#list.listing !== undefined;
  }

  #view(): MarketView {
    const quotes = (underlying: string, expiry: number) => this.#chains.quotes({ underlying, expiry });
    return { listing: this.#list.listing, quotes, now: this.#feed.time.now() };
  }

  #setAlarm(): void {
    let next = Number.POSITIVE_INFINITY;
    for (const { nextMoment } of this.#choices.values()) next = Math.min(next, nextMoment ?? next);
    this.#alarm.set(next);
  }
}

/** By what it says and how it is followed. */
function keyOf(name: string, rule: ChainRule | OptionRule): string {
  const { follow, hold, rollBefore } = rule as Partial<OptionRule>;
  return JSON.stringify([name, follow, hold, rollBefore]);
}
