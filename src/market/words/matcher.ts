import type { Instrument } from "../../protocol/symbols/instruments";
import { formatDay, type Right, underlyingOf } from "../../protocol/symbols/symbols";
import { type ExpiryClass, isOfClass } from "../calendar";
import type { DayParts } from "./calendar";
import { tickersFor } from "./coins";
import { daysSaid, isOn } from "./days";
import { isTooLong, typed } from "./typed";
import { saysNothing, type Vocabulary } from "./vocabulary";

/**
 * How far an instrument is from what is meant most likely, from 0; from `OTHERWISE` on it only fits if `4 dec` is not that
 * day, but a strike of 40,000 in December. `undefined` if it does not fit.
 */
export type Fit = (instrument: Instrument) => number | undefined;

export const OTHERWISE = 1_000;

/** A word, or some that say a day together, and what they can mean beside what names have in them. */
interface Term {
  readonly words: readonly string[];
  readonly days: readonly DayParts[];
  readonly classes: readonly ExpiryClass[];
  readonly underlyings: readonly string[];
  /** The one that is said, and the one from which on it is another number of thousands. */
  readonly strikes: readonly [from: number, to: number] | undefined;
  readonly rights: readonly Right[];
  readonly isFiller: boolean;
}

/** `friday the 27th of december 2026` */
const MOST_WORDS_OF_A_DAY = 6;

/**
 * What tells whether an instrument fits what somebody types to find it. Every word must be somewhere in its name, its
 * day, or its right, or mean them: `btc 95`, `eth dec put`, `27dec26 c`, `bitcoin tomorrow 95k`.
 *
 * @param now ms since 1970
 * @returns `undefined` for more than 20 words, or one of more than 40 characters
 */
export function matcherOf(query: string, vocabulary: Vocabulary, now: number): Fit | undefined {
  if (isTooLong(query)) return undefined;
  const terms = termsOf(
    typed(query, vocabulary)
      .split(/[\s,;-]+/)
      .filter((word) => word !== ""),
    vocabulary,
  );
  const daysOf = daysRemembered(terms, now);
  return ({ underlying, expiry, strike, right = "" }) => {
    const name = underlying.toLowerCase();
    const price = strike === undefined ? "" : String(strike);
    const { day, ranks } = expiry === undefined ? NO_DAY : daysOf(expiry);
    const has = (word: string, isRight: boolean) =>
      name.startsWith(word) ||
      price.startsWith(word) ||
      right.startsWith(word) ||
      // Also in the middle of a day: `dec` in `27dec26`, but no `c` for a call.
      (!isRight && day.includes(word));
    let rank = 0;
    for (let at = 0; at < terms.length; at += 1) {
      const term = terms[at] as Term;
      const found = best(term, ranks[at], has) ?? meant(term, underlying, strike, right);
      if (found === undefined) return undefined;
      rank += found;
    }
    return rank;
  };
}

/** Of one word what names have in them comes first; of several the day that they say. */
function best(
  { words, rights }: Term,
  dayRank: number | undefined,
  has: (word: string, isRight: boolean) => boolean,
): number | undefined {
  const hasAll = words.every((word) => has(word, rights.length > 0));
  if (words.length > 1) return dayRank ?? (hasAll ? OTHERWISE : undefined);
  return hasAll ? 0 : dayRank === undefined ? undefined : dayRank + 1;
}

function termsOf(words: readonly string[], vocabulary: Vocabulary): readonly Term[] {
  const terms = new Map<string, Term>();
  for (let at = 0; at < words.length; ) {
    const count = wordsOfADay(words.slice(at, at + MOST_WORDS_OF_A_DAY), vocabulary);
    const some = words.slice(at, at + count);
    terms.set(some.join(" "), termOf(some, at + count === words.length, vocabulary));
    at += count;
  }
  return [...terms.values()];
}

/** How many words from the first on say a day together; one where they don't. */
function wordsOfADay(words: readonly string[], vocabulary: Vocabulary): number {
  for (let count = words.length; count > 1; count -= 1) {
    if (saysNothing(words[count - 1] ?? "", vocabulary)) continue;
    const said = daysSaid(meaningIn(words.slice(0, count), vocabulary), vocabulary.calendar);
    if (said.some(({ month, date }) => month !== undefined && date !== undefined)) return count;
  }
  return 1;
}

function meaningIn(words: readonly string[], vocabulary: Vocabulary): readonly string[] {
  return words.filter((word) => !saysNothing(word, vocabulary));
}

function termOf(words: readonly string[], isLast: boolean, vocabulary: Vocabulary): Term {
  const [word = ""] = words;
  const isPhrase = words.length > 1;
  const meaning = isPhrase ? meaningIn(words, vocabulary) : words;
  return {
    words: meaning,
    days: daysSaid(meaning, vocabulary.calendar).filter(({ date }) => !isPhrase || date !== undefined),
    classes: isPhrase ? [] : CLASSES.filter((each) => vocabulary[each].includes(word)),
    underlyings: isPhrase ? [] : tickersFor(word).map(underlyingOf),
    strikes: isPhrase ? undefined : strikesOf(word),
    rights: isPhrase ? [] : RIGHTS.filter((each) => vocabulary[each].includes(word)),
    // Of a word that is being typed it is not known yet.
    isFiller: !isPhrase && saysNothing(word, vocabulary) && (!isLast || word.length > 3),
  };
}

const CLASSES = ["week", "month", "quarter"] as const;
const RIGHTS = ["call", "put"] as const;

/** What a sign counts behind a number of a strike. */
const COUNTS: Readonly<Record<string, number>> = {
  k: 1_000,
  千: 1_000,
  천: 1_000,
  万: 10_000,
  萬: 10_000,
  만: 10_000,
};

/** `95k`, and all that begin so; `9.5万`; `95.000` where that is a whole number. */
function strikesOf(word: string): readonly [number, number] | undefined {
  if (/^\d{1,3}(?:\.\d{3}){1,3}$/.test(word)) {
    const whole = Number(word.replaceAll(".", ""));
    return [whole, whole + 1];
  }
  const [, digits = "", sign = ""] = /^(\d{1,9}(?:\.\d{1,4})?)(\D)$/.exec(word) ?? [];
  const count = COUNTS[sign];
  if (count === undefined) return undefined;
  const [, decimals = ""] = digits.split(".");
  const from = Math.round(Number(digits) * count);
  return [from, from + count / 10 ** decimals.length];
}

/** `undefined` for what the days do not say of the others. */
function meant(
  { underlyings, strikes, rights, isFiller }: Term,
  underlying: string,
  strike: number | undefined,
  right: string,
): number | undefined {
  if (isFiller) return 0;
  if (underlyings.includes(underlying) || rights.some((each) => each === right)) return 1;
  if (!strikes || strike === undefined || strike < strikes[0] || strike >= strikes[1]) return undefined;
  return strike === strikes[0] ? 1 : 2;
}

/** What an expiry is, and how well the days that each term means fit it. */
interface Day {
  /** `27dec26` */
  readonly day: string;
  readonly ranks: readonly (number | undefined)[];
}

const NO_DAY: Day = { day: "", ranks: [] };

/** Thousands of options share some few days, and to write them takes longer than all else. */
function daysRemembered(terms: readonly Term[], now: number): (expiry: number) => Day {
  const known = new Map<number, Day>();
  return (expiry) => {
    const before = known.get(expiry);
    if (before) return before;
    const found = {
      day: formatDay(expiry).toLowerCase(),
      ranks: terms.map((term) => dayRank(term, expiry, now)),
    };
    known.set(expiry, found);
    return found;
  };
}

function dayRank({ days, classes }: Term, expiry: number, now: number): number | undefined {
  const at = days.findIndex((each) => isOn(expiry, each, now));
  if (at >= 0) return at;
  return classes.some((name) => isOfClass(expiry, name)) ? 0 : undefined;
}
