import { isOn } from "../ladder";
import type { ListedChain } from "../listing";
import type { ChainRule, OptionRule } from "./rule";
import type { Anchor, Choice, Chosen, RollReason } from "./standing";

const HOUR = 3_600_000;

/**
 * Why one option follows another. Source: docs/rolling-options.md, "Why it rolls".
 *
 * @param last the option before, and what it was counted from
 * @param next the strike that is counted from now, in this chain
 */
export function rollReason(
  rule: OptionRule,
  last: { readonly choice: Choice; readonly anchor: Anchor | undefined },
  next: { readonly chain: ListedChain; readonly strike: number },
  now: number,
): RollReason {
  const { choice, anchor } = last;
  if (choice.expiry !== next.chain.expiry) return hadToRoll(rule, choice, now) ? "expiry" : "listed";
  const isStillListed = isOn(next.chain.ladders[rule.right], choice);
  if (!isStillListed || !anchor || isNewBeside(anchor, next.strike)) return "listed";
  return rule.strike.kind === "delta" ? "delta" : "money";
}

/** By time; else only the list can have made another expiry the one. */
export function hadToRoll({ rollBefore }: ChainRule, { rollsAt, expiry }: Chosen, now: number): boolean {
  return now >= Math.min(rollsAt, expiry - rollBefore * HOUR);
}

/** Whether nothing moved, or only to a strike that was not there. */
function isNewBeside({ below, above }: Anchor, strike: number): boolean {
  return strike > (below ?? Number.NEGATIVE_INFINITY) && strike < (above ?? Number.POSITIVE_INFINITY);
}
