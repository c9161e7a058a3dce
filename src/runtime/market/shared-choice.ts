import type { Listing } from "../../market/listing";
import type { Quotes } from "../../market/quotes";
import { choose } from "../../market/rolling/choose";
import { chooseChain } from "../../market/rolling/choose-chain";
import { type ChainRule, isOptionRule, type OptionRule } from "../../market/rolling/rule";
import type { Outcome, Standing } from "../../market/rolling/standing";
import { chainsNeeded, nextMoment } from "../../market/rolling/watching";
import type { ChainName } from "./chain-watches";

/** Why nothing can be chosen before a chain says more. */
const UNKNOWN = new Set<unknown>(["rollingForwardMissing", "rollingDeltaMissing"]);

/** What is known of a market at a moment. */
export interface MarketView {
  readonly listing: Listing | undefined;
  readonly quotes: Quotes;
  /** ms since 1970, the exchange's clock. */
  readonly now: number;
}

/** What one rule means now, for all nodes that have it: they roll together. */
export class SharedChoice {
  readonly name: string;
  readonly rule: ChainRule | OptionRule;
  /** Those who are told when it is another. */
  readonly followers = new Set<() => void>();
  #standing: Standing = {};
  #chains: readonly ChainName[] = [];
  #nextMoment: number | undefined;
  /** Whether somebody asked for another, and it is still not known which: a choice that is kept watches no chain. */
  #isAsked = false;

  /** @param kept what it was before Node-RED was started anew */
  constructor(name: string, rule: ChainRule | OptionRule, kept: Standing = {}) {
    this.name = name;
    this.rule = rule;
    this.#standing = kept;
  }

  get standing(): Standing {
    return this.#standing;
  }

  /** The chains that it has to know. */
  get chains(): readonly ChainName[] {
    return this.#chains;
  }

  /** ms since 1970: when to look again although nothing moves; `undefined` for never. */
  get nextMoment(): number | undefined {
    return this.#nextMoment;
  }

  /**
   * Chooses anew, and finds out what has to be known for that.
   *
   * @returns whether it is another, or there is another reason why there is none
   */
  look(view: MarketView, asked: boolean): boolean {
    const before = this.#standing;
    const isAsked = asked || this.#isAsked;
    this.#standing = this.#chosen(view, isAsked) as Standing;
    this.#isAsked = isAsked && UNKNOWN.has(this.#standing.problem?.reason);
    this.#chains = this.#chainsNeeded(view);
    this.#nextMoment = nextMoment(this.rule, view.listing, this.#standing, view.now);
    return isAnother(before, this.#standing);
  }

  #chosen({ listing, quotes, now }: MarketView, asked: boolean): Outcome {
    return isOptionRule(this.rule)
      ? choose(this.rule, listing, quotes, this.#standing, now, asked)
      : chooseChain(this.rule, listing, this.#standing, now);
  }

  #chainsNeeded({ listing, now }: MarketView): readonly ChainName[] {
    const { rule } = this;
    if (!isOptionRule(rule)) return [];
    const expiries = chainsNeeded(rule, listing, this.#isAsked ? undefined : this.#standing, now);
    return expiries.map((expiry) => ({ underlying: rule.underlying, expiry }));
  }
}

function isAnother(before: Outcome, after: Outcome): boolean {
  return (
    before.choice?.symbol !== after.choice?.symbol ||
    before.choice?.since !== after.choice?.since ||
    before.problem?.reason !== after.problem?.reason
  );
}
