import { formatChain } from "../../protocol/symbols/symbols";
import { indexOf, isOn } from "../ladder";
import type { Listing } from "../listing";
import type { Quotes } from "../quotes";
import { chosenExpiry } from "./expiry-rule";
import { placeIndex, waiting } from "./hold";
import { formatStrike } from "./names/format";
import { type ChoiceReason, isProblem, type Problem } from "./problem";
import type { OptionRule } from "./rule";
import type { Standing } from "./standing";
import { betterPlace, type Lack, placeOf, stepsOf } from "./strike/strike-rule";
import { keep, type Look, leave, leaveWhatIsOver, take, wait } from "./succession";

const SECOND = 1000;

/**
 * The option that a rule means now, or why there is none; always the same for the same arguments.
 * Source: docs/rolling-options.md, "What a name is now".
 *
 * @param listing `undefined` while it is not known what is listed
 * @param quotes of the chains that `chainsNeeded` tells; of others nothing has to be known
 * @param before what this returned the last time
 * @param now ms since 1970, the exchange's clock
 * @param asked to choose anew at once, whatever is held
 */
export function choose(
  rule: OptionRule,
  listing: Listing | undefined,
  quotes: Quotes,
  before: Standing = {},
  now: number,
  asked = false,
): Standing {
  const chosen = chosenExpiry(rule, listing, now);
  if (isProblem(chosen)) return leaveWhatIsOver(before, rule.underlying, listing, now, chosen);
  const { chain } = chosen;
  const ladder = chain.ladders[rule.right];
  const look: Look = {
    rule,
    listing,
    chosen,
    field: { right: rule.right, ladder, quotes: quotes(rule.underlying, chain.expiry) },
    now,
    asked,
  };
  const held = heldPlace(before, look);
  if (held === undefined || asked) return chooseAnew(before, look);
  return rule.follow === "expiry" ? keep(before, look, held) : lookAgain(before, look, held);
}

/** Where the choice was counted from, if it is still one of this expiry; `undefined` where one has to be made. */
function heldPlace({ choice, anchor }: Standing, { chosen, field }: Look): number | undefined {
  if (!choice || !anchor || choice.expiry !== chosen.chain.expiry) return undefined;
  const index = indexOf(field.ladder, anchor.strike);
  return index >= 0 && isOn(field.ladder, choice) ? index : undefined;
}

function chooseAnew(before: Standing, look: Look): Standing {
  const place = placeOf(look.rule.strike, look.field);
  return typeof place === "string" ? withoutPlace(before, look, place) : takeOrLeave(before, look, place);
}

/** Keeps what is held unless something else was the better one for long enough. */
function lookAgain(before: Standing, look: Look, held: number): Standing {
  const { rule, field, now } = look;
  const better = betterPlace(rule.strike, field, held);
  if (typeof better === "string") return withoutPlace(before, look, better);
  const symbol = field.ladder[better + stepsOf(rule.strike)]?.symbol;
  if (symbol === before.choice?.symbol) return keep(before, look, better);
  const pending = waiting(before.pending, field.ladder, held, better, now);
  if (now - pending.since < rule.hold * SECOND) return wait(before, look, pending);
  const taken = takeOrLeave(before, look, placeIndex(field.ladder, pending.place) ?? better);
  const next = heldPlace(taken, look);
  // Where the price went on meanwhile, another one is better already, and waits from now on.
  return next === undefined || next === held ? taken : lookAgain(taken, look, next);
}

function takeOrLeave(before: Standing, look: Look, place: number): Standing {
  const { rule, field } = look;
  const rung = field.ladder[place + stepsOf(rule.strike)];
  if (!rung) return leave(before, problemOf("rollingStrikeTooFar", look));
  return rung.symbol === before.choice?.symbol ? keep(before, look, place) : take(before, look, place, rung);
}

function withoutPlace(before: Standing, look: Look, lack: Lack): Standing {
  const problem = problemOf(lack, look);
  // Known to be nowhere, which is not the same as not known where.
  if (lack === "rollingStrikeUnlisted") return leave(before, problem);
  return leaveWhatIsOver(before, look.rule.underlying, look.listing, look.now, problem);
}

function problemOf(reason: Lack | "rollingStrikeTooFar", { rule, chosen }: Look): Problem<ChoiceReason> {
  const chain = formatChain(rule.underlying, chosen.chain.expiry);
  return { reason, values: { chain, strike: formatStrike(rule.strike) } };
}
