import { isListed, type Listing } from "../listing";
import { chosenExpiry, expiryAfter } from "./expiry-rule";
import { isProblem } from "./problem";
import { type ChainRule, isOptionRule, type OptionRule } from "./rule";
import type { Standing } from "./standing";

/** ms before an expiry rolls from which the chain of the next one is looked at: it takes a moment until it is there. */
const LEAD = 60_000;
const SECOND = 1000;

/**
 * The expiries (ms since 1970, ascending) whose chains a choice has to know now: that of today, and for a minute before
 * it rolls the next one. None where the name says the strike itself, or the choice is kept until its expiry rolls.
 */
export function chainsNeeded(
  rule: OptionRule,
  listing: Listing | undefined,
  before: Standing | undefined,
  now: number,
): readonly number[] {
  if (rule.strike.kind === "strike") return [];
  const chosen = chosenExpiry(rule, listing, now);
  if (isProblem(chosen)) return [];
  const { expiry } = chosen.chain;
  const isSettled = rule.follow === "expiry" && isChosen(rule, listing, before, expiry);
  const next = now >= chosen.rollsAt - LEAD ? expiryAfter(rule, listing, chosen) : undefined;
  return [...(isSettled ? [] : [expiry]), ...(next === undefined ? [] : [next])];
}

/**
 * ms since 1970: when the choice, or the chains that are needed for it, can change next although nothing moves and
 * nothing else is listed; `undefined` where they can't. The exchange's clock.
 */
export function nextMoment(
  rule: ChainRule | OptionRule,
  listing: Listing | undefined,
  before: Standing | undefined,
  now: number,
): number | undefined {
  const chosen = chosenExpiry(rule, listing, now);
  const rolls = isProblem(chosen) ? [] : [chosen.rollsAt - LEAD, chosen.rollsAt];
  const held = isOptionRule(rule) && before?.pending ? [before.pending.since + rule.hold * SECOND] : [];
  const over = before?.choice ? [before.choice.expiry] : [];
  const moments = [...rolls, ...held, ...over].filter((moment) => moment > now);
  return moments.length === 0 ? undefined : Math.min(...moments);
}

function isChosen(
  { underlying }: OptionRule,
  listing: Listing | undefined,
  before: Standing | undefined,
  expiry: number,
): boolean {
  const choice = before?.choice;
  return choice?.expiry === expiry && listing !== undefined && isListed(listing, { ...choice, underlying });
}
