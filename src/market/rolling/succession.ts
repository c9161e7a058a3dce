import type { Rung } from "../ladder";
import { isListed, type Listing } from "../listing";
import type { ChosenExpiry } from "./expiry-rule";
import type { ChoiceReason, Problem } from "./problem";
import { rollReason } from "./roll-reason";
import type { OptionRule } from "./rule";
import type { Anchor, Choice, Pending, RollReason, Standing } from "./standing";
import type { Field } from "./strike/strike-rule";

/** What a choice is made of, once its expiry is known. */
export interface Look {
  readonly rule: OptionRule;
  readonly listing: Listing | undefined;
  readonly chosen: ChosenExpiry;
  readonly field: Field;
  /** ms since 1970. */
  readonly now: number;
  readonly asked: boolean;
}

/** The choice stays; what is listed now is noted: when it rolls, and the strikes beside it. */
export function keep({ choice }: Standing, { chosen, field }: Look, place: number): Standing {
  return { ...rolling(choice, chosen), ...anchored(field, place) };
}

/** It stays until something better has waited long enough. Which of them is newly listed, the strikes of before tell. */
export function wait({ choice, anchor }: Standing, { chosen }: Look, pending: Pending): Standing {
  return { ...rolling(choice, chosen), ...(anchor ? { anchor } : {}), pending };
}

/** @param rung the option that is chosen; the place is what it is counted from */
export function take(before: Standing, look: Look, place: number, { symbol, strike }: Rung): Standing {
  const { rule, chosen, field, now } = look;
  const last = before.choice ?? before.left;
  const forward = field.quotes?.forward;
  const delta = field.quotes?.[rule.right].get(strike)?.delta;
  const choice: Choice = {
    symbol,
    expiry: chosen.chain.expiry,
    strike,
    right: rule.right,
    ...(forward === undefined ? {} : { forward }),
    ...(delta === undefined ? {} : { delta }),
    reason: reasonOf(before, look, place),
    ...(last ? { from: last.symbol } : {}),
    since: now,
    rollsAt: chosen.rollsAt,
  };
  return { choice, ...anchored(field, place) };
}

/** There is no option to this rule now. */
export function leave(before: Standing, problem: Problem<ChoiceReason>): Standing {
  const { choice, left = choice, anchor } = before;
  return { ...(left ? { left } : {}), ...(anchor ? { anchor } : {}), problem };
}

/** Nothing can be chosen: the last choice stays as long as it lives and nothing says that it is listed no more. */
export function leaveWhatIsOver(
  before: Standing,
  underlying: string,
  listing: Listing | undefined,
  now: number,
  problem: Problem<ChoiceReason>,
): Standing {
  const { choice, anchor } = before;
  const stays = choice && choice.expiry > now && (!listing || isListed(listing, { ...choice, underlying }));
  return stays ? { choice, ...(anchor ? { anchor } : {}), problem } : leave(before, problem);
}

function rolling(choice: Choice | undefined, { rollsAt }: ChosenExpiry): Pick<Standing, "choice"> {
  if (!choice) return {};
  return { choice: choice.rollsAt === rollsAt ? choice : { ...choice, rollsAt } };
}

function reasonOf({ choice, left, anchor }: Standing, look: Look, place: number): RollReason {
  const { rule, chosen, field, now } = look;
  const last = choice ?? left;
  if (!last) return "start";
  if (look.asked && choice?.expiry === chosen.chain.expiry) return "asked";
  const strike = field.ladder[place]?.strike ?? Number.NaN;
  return rollReason(rule, { choice: last, anchor }, { chain: chosen.chain, strike }, now);
}

function anchored({ ladder }: Field, place: number): { readonly anchor?: Anchor } {
  const strike = ladder[place]?.strike;
  if (strike === undefined) return {};
  const [below, above] = [ladder[place - 1]?.strike, ladder[place + 1]?.strike];
  return {
    anchor: {
      strike,
      ...(below === undefined ? {} : { below }),
      ...(above === undefined ? {} : { above }),
    },
  };
}
