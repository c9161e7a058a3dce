import assert from "node:assert/strict";
import type { Listing } from "../../../src/market/listing";
import type { Quotes } from "../../../src/market/quotes";
import { choose } from "../../../src/market/rolling/choose";
import { parseRollingOption } from "../../../src/market/rolling/names/parse";
import { isProblem } from "../../../src/market/rolling/problem";
import type { Following, OptionRule } from "../../../src/market/rolling/rule";
import type { Standing } from "../../../src/market/rolling/standing";

/** Reads names for the tests of choices, and plays time. */

export function ruleOf(name: string, following: Partial<Following> = {}): OptionRule {
  const option = parseRollingOption(name);
  assert.ok(!isProblem(option), name);
  return { ...option, follow: "money", hold: 10, rollBefore: 0, ...following };
}

/** What is seen at one moment. */
export interface Seen {
  readonly listing: Listing | undefined;
  readonly quotes: Quotes;
  readonly now: number;
  readonly asked?: boolean;
}

/** One node's rolling name, looked at again and again. */
export class Follower {
  readonly #rule: OptionRule;
  standing: Standing | undefined;

  constructor(rule: OptionRule, standing?: Standing) {
    this.#rule = rule;
    this.standing = standing;
  }

  /** The option's name, or the reason why there is none. */
  look({ listing, quotes, now, asked = false }: Seen): string {
    this.standing = choose(this.#rule, listing, quotes, this.standing, now, asked);
    return this.standing.choice?.symbol ?? this.standing.problem?.reason ?? "nothing";
  }
}

/** The first choice of a name. */
export function first(name: string, seen: Seen, following: Partial<Following> = {}): string {
  return new Follower(ruleOf(name, following)).look(seen);
}
