import { formatDay } from "../../protocol/symbols/symbols";
import { DAY, dayNumber } from "../calendar";
import type { ListedChain, Listing } from "../listing";
import { formatExpiry } from "./names/format";
import { type ChoiceReason, isProblem, type Problem } from "./problem";
import type { ChainRule } from "./rule";

const HOUR = 3_600_000;

export interface ChosenExpiry {
  readonly chain: ListedChain;
  /** ms since 1970: when this expiry will no longer be the one, as far as this list tells. */
  readonly rollsAt: number;
}

/**
 * The chain that a rule means. Source: docs/rolling-options.md, "Expiry".
 *
 * @param listing `undefined` while it is not known what is listed
 * @param now ms since 1970, the exchange's clock
 */
export function chosenExpiry(
  rule: ChainRule,
  listing: Listing | undefined,
  now: number,
): ChosenExpiry | Problem<ChoiceReason> {
  const { underlying, expiry } = rule;
  if (expiry.kind === "day" && expiry.expiry <= now) {
    return { reason: "rollingDayPast", values: { day: formatDay(expiry.expiry) } };
  }
  if (!listing) return { reason: "rollingListMissing", values: { underlying } };
  const chains = listing.get(underlying) ?? [];
  // What is over stays on a list until the next one comes.
  if (!chains.some((chain) => chain.expiry > now)) {
    return { reason: "rollingUnderlyingUnlisted", values: { underlying } };
  }
  return (
    chosenAmong(rule, chains, now) ?? {
      reason: "rollingExpiryUnlisted",
      values: { underlying, expiry: formatExpiry(expiry) },
    }
  );
}

/** The expiry that a rule means once the present one is no longer the one; `undefined` where the list does not tell. */
export function expiryAfter(
  rule: ChainRule,
  listing: Listing | undefined,
  { rollsAt }: ChosenExpiry,
): number | undefined {
  const next = chosenExpiry(rule, listing, rollsAt);
  return isProblem(next) ? undefined : next.chain.expiry;
}

function chosenAmong(
  { expiry, rollBefore }: ChainRule,
  chains: readonly ListedChain[],
  now: number,
): ChosenExpiry | undefined {
  if (expiry.kind === "day") {
    const chain = chains.find((each) => each.expiry === expiry.expiry);
    return chain && { chain, rollsAt: chain.expiry };
  }
  const lead = rollBefore * HOUR;
  const open = chains.filter((chain) => chain.expiry - lead > now);
  return expiry.kind === "days"
    ? nearestInDays(open, expiry.days, lead, now)
    : counted(open, expiry.kind, expiry.after, lead);
}

/** The `after`-th behind the first of a kind, until that first one goes. */
function counted(
  open: readonly ListedChain[],
  kind: "next" | "week" | "month" | "quarter",
  after: number,
  lead: number,
): ChosenExpiry | undefined {
  const ofKind = kind === "next" ? open : open.filter(({ classes }) => classes.includes(kind));
  const [first, chain] = [ofKind[0], ofKind[after]];
  return first && chain && { chain, rollsAt: first.expiry - lead };
}

/** The earlier of two that are equally near. */
function nearestInDays(
  open: readonly ListedChain[],
  days: number,
  lead: number,
  now: number,
): ChosenExpiry | undefined {
  const wanted = dayNumber(now) + days;
  const index = open.findIndex((chain, at) => {
    const later = open[at + 1];
    return !later || wanted <= middleDay(chain, later);
  });
  const [chain, next] = [open[index], open[index + 1]];
  if (!chain) return undefined;
  const goes = chain.expiry - lead;
  if (!next) return { chain, rollsAt: goes };
  const overtaken = (Math.floor(middleDay(chain, next)) + 1 - days) * DAY;
  return { chain, rollsAt: Math.min(goes, overtaken) };
}

/** The day after which the later one is the nearer one. */
function middleDay(earlier: ListedChain, later: ListedChain): number {
  return (dayNumber(earlier.expiry) + dayNumber(later.expiry)) / 2;
}
