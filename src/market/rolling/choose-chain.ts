import { formatChain } from "../../protocol/symbols/symbols";
import type { Listing } from "../listing";
import { chosenExpiry } from "./expiry-rule";
import { isProblem } from "./problem";
import { hadToRoll } from "./roll-reason";
import type { ChainRule } from "./rule";
import type { Chosen, Outcome, RollReason } from "./standing";

/**
 * The chain that a rule means now, or why there is none; always the same for the same arguments.
 * Source: docs/rolling-options.md, "Expiry".
 *
 * @param listing `undefined` while it is not known what is listed
 * @param before what this returned the last time
 * @param now ms since 1970, the exchange's clock
 */
export function chooseChain(
  rule: ChainRule,
  listing: Listing | undefined,
  before: Outcome = {},
  now: number,
): Outcome {
  const chosen = chosenExpiry(rule, listing, now);
  const { choice } = before;
  if (isProblem(chosen)) {
    const left = choice ?? before.left;
    if (choice && stays(choice, rule, listing, now)) return { choice, problem: chosen };
    return { ...(left ? { left } : {}), problem: chosen };
  }
  const { chain, rollsAt } = chosen;
  if (choice?.expiry === chain.expiry) return { choice: { ...choice, rollsAt } };
  const last = choice ?? before.left;
  return {
    choice: {
      symbol: formatChain(rule.underlying, chain.expiry),
      expiry: chain.expiry,
      reason: reasonOf(rule, last, now),
      ...(last ? { from: last.symbol } : {}),
      since: now,
      rollsAt,
    },
  };
}

function stays(
  { expiry }: Chosen,
  { underlying }: ChainRule,
  listing: Listing | undefined,
  now: number,
): boolean {
  if (expiry <= now) return false;
  return !listing || (listing.get(underlying) ?? []).some((chain) => chain.expiry === expiry);
}

function reasonOf(rule: ChainRule, last: Chosen | undefined, now: number): RollReason {
  if (!last) return "start";
  return hadToRoll(rule, last, now) ? "expiry" : "listed";
}
