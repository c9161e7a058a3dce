import { parseRollingOption } from "../../market/rolling/names/parse";
import { isProblem } from "../../market/rolling/problem";
import type { ExpiryRule, RollingOption, StrikeRule } from "../../market/rolling/rule";
import { isTooLong, typed } from "../../market/words/typed";
import type { Vocabulary } from "../../market/words/vocabulary";
import { takenAt } from "./readers";
import { deltaOf, expiryOf, type Known, type Reading, type Said, strikeOf } from "./said";

export interface Understood {
  /** What can be meant, the likeliest first; several where `25d` can be days or a delta. */
  readonly readings: readonly Reading[];
  /** Whether some word says a rule, which no listed option's name has. */
  readonly saysRule: boolean;
  /** The words by which listed options can be searched too. */
  readonly rest: string;
}

/**
 * What somebody means who types `btc weekly atm call` or `eth 30d 25 delta put`; `undefined` where a word is not
 * understood, or two say different things.
 */
export function readingOf(query: string, known: Known): Understood | undefined {
  const written = parseRollingOption(query);
  if (!isProblem(written)) return asWritten(written);
  if (isTooLong(query)) return undefined;
  const words = wordsOf(query, known.vocabulary);
  const said: Said = { parts: {}, ambiguous: [], fractions: [], sides: [], rest: [] };
  for (let at = 0; at < words.length; ) {
    const taken = takenAt(words, at, said, known);
    if (taken === 0) return undefined;
    at += taken;
  }
  if (!takeSides(said)) return undefined;
  const readings = readingsOf(said) ?? [];
  if (readings.length === 0) return undefined;
  // What can be a day too is looked for among days.
  const days = readings.length > 1 ? said.ambiguous.map((size) => `${size}d`) : [];
  return { readings, saysRule: readings.some(isRule), rest: [...said.rest, ...days].join(" ") };
}

/** Whether it says what no listed option's name does. */
export function isRule({ expiry, strike }: Reading): boolean {
  return (
    (expiry !== undefined && expiry.kind !== "day") || (strike !== undefined && strike.kind !== "strike")
  );
}

function asWritten(rule: RollingOption): Understood {
  return { readings: [rule], saysRule: true, rest: `${rule.underlying} ${rule.right}` };
}

/** A name that is being typed has dashes between its parts, but for those of `ATM-1`. */
function wordsOf(query: string, vocabulary: Vocabulary): readonly string[] {
  return typed(query, vocabulary)
    .replace(/([a-z0-9%])-(?=[a-z])/g, "$1 ")
    .replace(/([a-z])-(?=\d{1,6}[a-z%])/g, "$1 ")
    .split(/[\s,;]+/)
    .filter((word) => word !== "" && word !== "-");
}

/** @returns whether what signs say is what is said */
function takeSides({ parts, sides, rest }: Said): boolean {
  const [side] = sides;
  if (side === undefined || parts.right !== undefined) return (side ?? parts.right) === parts.right;
  parts.right = side;
  rest.push(side);
  return true;
}

/** Each meaning of a fraction, of each meaning of sizes with a d. */
function readingsOf(said: Said): readonly Reading[] | undefined {
  const readings = withSizes(said);
  const [fraction] = said.fractions;
  if (fraction === undefined || !readings) return readings;
  const strikes = [deltaOf(fraction), strikeOf(fraction)].filter((strike) => strike !== undefined);
  return strikes.flatMap((strike) => readings.flatMap((each) => complete(each, undefined, strike) ?? []));
}

/** Of two sizes with a d the first is days; one is what is not said otherwise. */
function withSizes({ parts, ambiguous }: Said): readonly Reading[] | undefined {
  const [first, second] = ambiguous;
  if (first === undefined) return [parts];
  const days = /^\d+$/.test(first) ? expiryOf(`${first}DTE`) : undefined;
  if (second !== undefined) return complete(parts, days, strikeOf(`${second}D`));
  const asDays = complete(parts, days, undefined);
  const asDelta = complete(parts, undefined, strikeOf(`${first}D`));
  const found = [...(asDelta ?? []), ...(asDays ?? [])];
  return found.length === 0 ? undefined : found;
}

function complete(
  parts: Reading,
  expiry: ExpiryRule | undefined,
  strike: StrikeRule | undefined,
): readonly Reading[] | undefined {
  if ((expiry && parts.expiry) || (strike && parts.strike) || !(expiry || strike)) return undefined;
  return [{ ...parts, ...(expiry ? { expiry } : {}), ...(strike ? { strike } : {}) }];
}
