import { formatExpiry } from "../../market/rolling/names/format";
import { parseRollingExpiry } from "../../market/rolling/names/parse";
import { isProblem } from "../../market/rolling/problem";
import { expiriesMeant } from "../../market/words/days";
import { matcherOf } from "../../market/words/matcher";
import { typed } from "../../market/words/typed";
import { saysNothing, type Vocabulary } from "../../market/words/vocabulary";
import { parseExpiry } from "../../protocol/symbols/expiry";
import { formatDay } from "../../protocol/symbols/symbols";
import type { ListedExpiry } from "./listed-expiries";
import { expirySaid } from "./rolling-expiries";

/**
 * An expiry as it is saved, for what somebody types: a rule where words say one (`friday` is `W`), else the day that they
 * say. Of two days that numbers can mean it is one that is listed, and the one that the language writes so of two that
 * are. What is written as it is saved stays, and so does what says neither.
 */
export function expiryMeant(
  written: string,
  listed: readonly ListedExpiry[],
  vocabulary: Vocabulary,
  now: number,
): string {
  if (parseExpiry(written) !== undefined || !isProblem(parseRollingExpiry(written))) return written;
  const rule = expirySaid(written, vocabulary, now);
  if (rule) return formatExpiry(rule);
  const words = typed(written, vocabulary)
    .split(/[\s,]+/)
    .filter((word) => word !== "" && !saysNothing(word, vocabulary));
  const days = words.length === 0 ? [] : expiriesMeant(words, vocabulary.calendar, now);
  const day = days.find((each) => listed.some(({ expiry }) => expiry === each)) ?? days[0];
  return day === undefined ? written : formatDay(day);
}

/** The days of a list that fit what somebody types, what is meant most likely first. */
export function fittingExpiries(
  written: string,
  listed: readonly ListedExpiry[],
  vocabulary: Vocabulary,
  now: number,
): readonly ListedExpiry[] {
  const fitOf = matcherOf(written, vocabulary, now) ?? (() => undefined);
  return listed
    .flatMap((each) => {
      const rank = fitOf({ symbol: each.day, underlying: "", expiry: each.expiry });
      return rank === undefined ? [] : [{ each, rank }];
    })
    .sort((one, other) => one.rank - other.rank)
    .map(({ each }) => each);
}
