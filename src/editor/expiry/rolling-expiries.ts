import type { Listing } from "../../market/listing";
import { chosenExpiry } from "../../market/rolling/expiry-rule";
import { formatExpiry } from "../../market/rolling/names/format";
import { parseRollingExpiry } from "../../market/rolling/names/parse";
import { isProblem } from "../../market/rolling/problem";
import type { ExpiryRule } from "../../market/rolling/rule";
import type { Vocabulary } from "../../market/words/vocabulary";
import { readingOf } from "../rolling/reading";

/** A rolling expiry, and what it is now. */
export interface RollingExpiry {
  /** `W` */
  readonly word: string;
  readonly rule: ExpiryRule;
  /** ms since 1970; absent where it is nothing now, or not known. */
  readonly expiry?: number;
  /** ms since 1970. */
  readonly rollsAt?: number;
}

/** What of a market tells it. */
export interface ExpiryMarket {
  readonly listing: Listing | undefined;
  readonly underlying: string | undefined;
  /** Hours. */
  readonly rollBefore: number;
  /** ms since 1970. */
  readonly now: number;
}

const USUAL: readonly ExpiryRule[] = [
  ...(["next", "week", "month", "quarter"] as const).map((kind) => ({ kind, after: 0 })),
  { kind: "days", days: 30 },
];

/** The usual ones that fit what is typed, and the one that it says, in words or as it is written. */
export function offeredExpiries(
  typed: string,
  vocabulary: Vocabulary,
  market: ExpiryMarket,
): readonly RollingExpiry[] {
  const said = expirySaid(typed, vocabulary, market.now);
  const word = typed.trim().toUpperCase();
  const usual = USUAL.filter((rule) => said === undefined && formatExpiry(rule).startsWith(word));
  return [...(said ? [said] : []), ...usual].map((rule) => expiryNow(rule, market));
}

/** All of the usual ones. */
export function usualExpiries(market: ExpiryMarket): readonly RollingExpiry[] {
  return USUAL.map((rule) => expiryNow(rule, market));
}

/** What a rolling expiry is now; `undefined` for what is none. */
export function rollingExpiryOf(written: string, market: ExpiryMarket): RollingExpiry | undefined {
  const rule = parseRollingExpiry(written);
  return isProblem(rule) ? undefined : expiryNow(rule, market);
}

/** The rule that words mean: `friday`, `30 days`; `undefined` for those of a day. */
export function expirySaid(typed: string, vocabulary: Vocabulary, now: number): ExpiryRule | undefined {
  if (typed.trim() === "") return undefined;
  const readings = readingOf(typed, { vocabulary, underlyings: [], now })?.readings ?? [];
  const found = readings.find(({ strike, right, underlying }) => !strike && !right && !underlying);
  return found?.expiry?.kind === "day" ? undefined : found?.expiry;
}

function expiryNow(rule: ExpiryRule, { listing, underlying, rollBefore, now }: ExpiryMarket): RollingExpiry {
  const named = { word: formatExpiry(rule), rule };
  if (!listing || underlying === undefined) return named;
  const chosen = chosenExpiry({ underlying, expiry: rule, rollBefore }, listing, now);
  return isProblem(chosen) ? named : { ...named, expiry: chosen.chain.expiry, rollsAt: chosen.rollsAt };
}
