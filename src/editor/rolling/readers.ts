import { tickersFor } from "../../market/words/coins";
import { expiriesMeant } from "../../market/words/days";
import { saysNothing } from "../../market/words/vocabulary";
import { partsIn } from "../../market/words/written-days";
import { underlyingOf } from "../../protocol/symbols/symbols";
import { deltaOf, expiryOf, type Known, type Said, say, strikeOf } from "./said";

/** Takes one word or some from a place on. @returns how many it took */
type Reader = (words: readonly string[], at: number, said: Said, known: Known) => number;

const NUMBER = /^\d{1,6}(?:\.\d{1,2})?$/;
const FRIDAY = 5;
/** `friday the 27th of december 2026` */
const MOST_WORDS_OF_A_DAY = 6;

const KINDS = { next: "NEXT", week: "W", month: "M", quarter: "Q" } as const;
type Kind = keyof typeof KINDS;

const READERS: readonly Reader[] = [
  countedExpiry,
  day,
  countedDays,
  strike,
  ambiguousSize,
  right,
  (words, at, _said, { vocabulary }) => (saysNothing(words[at] ?? "", vocabulary) ? 1 : 0),
  underlying,
];

/** The first that knows the words there takes them. @returns how many, 0 where none does */
export function takenAt(words: readonly string[], at: number, said: Said, known: Known): number {
  for (const read of READERS) {
    const count = read(words, at, said, known);
    if (count > 0) return count;
  }
  return 0;
}

/** `weekly`, `w+1`; `next week`, the one after this, but `next friday`, which is this week's. */
function countedExpiry(words: readonly string[], at: number, said: Said, known: Known): number {
  const [, word = "", after] = /^([^+]+)(?:\+(\d+))?$/.exec(words[at] ?? "") ?? [];
  const kind = kindOf(word, known);
  if (!kind) return 0;
  const following = kindOf(words[at + 1] ?? "", known);
  if (kind === "next" && after === undefined && following !== undefined && following !== "next") {
    const later = isFriday(words[at + 1] ?? "", known) ? "" : "+1";
    return say(said, "expiry", expiryOf(`${KINDS[following]}${later}`)) && 2;
  }
  if (kind !== "next" && after === undefined) said.rest.push(word);
  return say(said, "expiry", expiryOf(after === undefined ? KINDS[kind] : `${KINDS[kind]}+${after}`));
}

/** A Friday is a week's. */
function kindOf(word: string, { vocabulary }: Pick<Known, "vocabulary">): Kind | undefined {
  const kind = (Object.keys(KINDS) as Kind[]).find((each) => has(vocabulary[each], word));
  if (kind) return kind;
  return isFriday(word, { vocabulary }) ? "week" : undefined;
}

function isFriday(word: string, { vocabulary }: Pick<Known, "vocabulary">): boolean {
  const days = partsIn(word, vocabulary.calendar);
  return days.length > 0 && days.every(({ weekday }) => weekday === FRIDAY);
}

/** `27dec26`, `27 december`, `tomorrow`, `monday`: as many words as say one day. */
function day(words: readonly string[], at: number, said: Said, known: Known): number {
  const { vocabulary, now } = known;
  for (let count = Math.min(MOST_WORDS_OF_A_DAY, words.length - at); count > 0; count -= 1) {
    const phrase = words.slice(at, at + count);
    if ([phrase[0], phrase.at(-1)].some((word) => saysNothing(word ?? "", vocabulary))) continue;
    // A coin may be called as a day is in short.
    if (count === 1 && (/^[a-z]{1,2}$/.test(phrase[0] ?? "") || exactly(phrase[0] ?? "", known))) continue;
    const meaning = phrase.filter((word) => !saysNothing(word, vocabulary));
    const [expiry] = expiriesMeant(meaning, vocabulary.calendar, now);
    if (expiry === undefined) continue;
    said.rest.push(...meaning);
    return say(said, "expiry", { kind: "day", expiry }) && count;
  }
  return 0;
}

/** `30dte`, `30 days`; `30日` is a day of a month too. */
function countedDays(words: readonly string[], at: number, said: Said, { vocabulary }: Known): number {
  const [first = "", second] = words.slice(at);
  if (/^\d+$/.test(first) && has(vocabulary.days, second))
    return say(said, "expiry", expiryOf(`${first}DTE`)) && 2;
  const [, digits, unit] = /^(\d+)(\D+)$/.exec(first) ?? [];
  if (unit === "d" || !has(vocabulary.days, unit)) return 0;
  if (partsIn(first, vocabulary.calendar).length > 0) said.rest.push(first);
  return say(said, "expiry", expiryOf(`${digits}DTE`));
}

/** `atm+2`, `+2`, `105%`, `5% above` as `+5%`, `25 delta`, `-0.3`, `95k`. */
function strike(words: readonly string[], at: number, said: Said, { vocabulary }: Known): number {
  const [first = "", second] = words.slice(at);
  if (NUMBER.test(first) && has(vocabulary.delta, second)) return say(said, "strike", deltaOf(first)) && 2;
  const [, size = "", unit] = /^([\d.]+)([^\d.]+)$/.exec(first) ?? [];
  if (NUMBER.test(size) && unit !== "d" && has(vocabulary.delta, unit))
    return say(said, "strike", deltaOf(size));
  if (has(vocabulary.money, first)) return say(said, "strike", strikeOf("ATM"));
  if (/^[+-]\d+$/.test(first)) return say(said, "strike", strikeOf(`ATM${first}`));
  if (/^(?:atm[+-]\d+|[\d.]+%)$/.test(first)) return say(said, "strike", strikeOf(first));
  const [, share] = /^([+-]\d+)%$/.exec(first) ?? [];
  if (share !== undefined) return say(said, "strike", strikeOf(`${100 + Number(share)}%`));
  return fraction(first, said) || level(first, said);
}

/** A delta is below 1, and of a put below 0. */
function fraction(word: string, said: Said): number {
  const [, sign, size = ""] = /^([+-]?)(0?\.\d{1,2})$/.exec(word) ?? [];
  if (sign === undefined || said.parts.strike !== undefined) return 0;
  if (sign === "") {
    said.rest.push(word);
    return said.fractions.push(size) > 1 ? 0 : 1;
  }
  said.sides.push(sign === "-" ? "put" : "call");
  return say(said, "strike", deltaOf(size));
}

/** `95000`, `95k` */
function level(word: string, said: Said): number {
  const [, digits, thousands] = /^(\d+(?:\.\d+)?)(k?)$/.exec(word) ?? [];
  if (digits === undefined) return 0;
  said.rest.push(word);
  return say(said, "strike", strikeOf(thousands ? String(Math.round(Number(digits) * 1000)) : digits));
}

function ambiguousSize(words: readonly string[], at: number, said: Said): number {
  const [, size] = /^(\d+(?:\.\d+)?)d$/.exec(words[at] ?? "") ?? [];
  if (size === undefined) return 0;
  return said.ambiguous.push(size) > 2 ? 0 : 1;
}

function right(words: readonly string[], at: number, said: Said, { vocabulary }: Known): number {
  const found = (["call", "put"] as const).find((each) => has(vocabulary[each], words[at]));
  if (found) said.rest.push(found);
  return say(said, "right", found);
}

/** One of that name or ticker, one that the word is a name of, or the first that begins so. */
function underlying(words: readonly string[], at: number, said: Said, known: Known): number {
  const word = words[at] ?? "";
  const name = word.toUpperCase();
  const { underlyings } = known;
  const called = tickersFor(word).map(underlyingOf);
  const found =
    exactly(word, known) ??
    underlyings.find((each) => called.includes(each)) ??
    (name.length > 1 ? underlyings.find((each) => each.startsWith(name)) : undefined);
  if (found !== undefined) said.rest.push(word);
  return say(said, "underlying", found);
}

function exactly(word: string, { underlyings }: Known): string | undefined {
  const name = word.toUpperCase();
  return underlyings.find((each) => each === name || each === `${name}USD`);
}

function has(words: readonly string[], word: string | undefined): boolean {
  return word !== undefined && words.includes(word);
}
