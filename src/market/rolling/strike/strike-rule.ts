import type { Right } from "../../../protocol/symbols/symbols";
import { indexOf, type Rung } from "../../ladder";
import type { ChainQuotes } from "../../quotes";
import type { StrikeRule } from "../rule";
import { betterByDelta, placeByDelta } from "./by-delta";
import { betterByPrice, placeByPrice } from "./by-price";

/** What a strike is looked for among: the ladder of a right, and what is known of the chain. */
export interface Field {
  readonly right: Right;
  readonly ladder: readonly Rung[];
  readonly quotes: ChainQuotes | undefined;
}

/** Why a rule points nowhere. */
export type Lack = "rollingStrikeUnlisted" | "rollingForwardMissing" | "rollingDeltaMissing";

/**
 * Where on the ladder a rule begins to count: the index of the money, or of the strike itself; −1 or the ladder's length
 * where it points past an end. Source: docs/rolling-options.md, "Strike".
 */
export function placeOf(rule: StrikeRule, field: Field): number | Lack {
  return place(rule, field, undefined);
}

/** The same for a rule that stands somewhere already, and stays there unless another place is clearly better. */
export function betterPlace(rule: StrikeRule, field: Field, standing: number): number | Lack {
  return place(rule, field, standing);
}

/** How many strikes from its place a rule's strike is. */
export function stepsOf(rule: StrikeRule): number {
  return rule.kind === "money" ? rule.steps : 0;
}

function place(rule: StrikeRule, field: Field, standing: number | undefined): number | Lack {
  const { right, ladder, quotes } = field;
  if (ladder.length === 0) return "rollingStrikeUnlisted";
  if (rule.kind === "strike") {
    const index = indexOf(ladder, rule.strike);
    return index < 0 ? "rollingStrikeUnlisted" : index;
  }
  if (rule.kind === "delta") {
    const size = rule.hundredths / 100;
    const deltas = quotes?.[right];
    const found =
      deltas &&
      (standing === undefined
        ? placeByDelta(size, right, ladder, deltas)
        : betterByDelta(size, right, ladder, deltas, standing));
    return found ?? "rollingDeltaMissing";
  }
  if (quotes?.forward === undefined) return "rollingForwardMissing";
  const isShare = rule.kind === "share";
  const price = isShare ? (quotes.forward * rule.percent) / 100 : quotes.forward;
  return standing === undefined
    ? placeByPrice(price, ladder, isShare)
    : betterByPrice(price, ladder, isShare, standing);
}
