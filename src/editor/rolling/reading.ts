import { parseRollingOption } from "../../market/rolling/names/parse";
import { parseExpiryWord } from "../../market/rolling/names/parse-expiry";
import { parseStrikeWord } from "../../market/rolling/names/parse-strike";
import { isProblem } from "../../market/rolling/problem";
import type { ExpiryRule, RollingOption, StrikeRule } from "../../market/rolling/rule";
import type { Right } from "../../protocol/symbols/symbols";

/** What somebody has said of a rolling option so far. */
export interface Reading {
  readonly underlying?: string;
  readonly expiry?: ExpiryRule;
  readonly strike?: StrikeRule;
  readonly right?: Right;
}

export interface Understood {
  /** What can be meant; two where `25d` can be days or a delta. */
  readonly readings: readonly Reading[];
  /** Whether some word says a rule, which no listed option's name has. */
  readonly saysRule: boolean;
  /** The words by which listed options can be searched too. */
  readonly rest: string;
}

/** What words mean, in small letters. */
export interface Vocabulary {
  readonly next: readonly string[];
  readonly week: readonly string[];
  readonly month: readonly string[];
  readonly quarter: readonly string[];
  readonly days: readonly string[];
  readonly money: readonly string[];
  readonly delta: readonly string[];
  readonly call: readonly string[];
  readonly put: readonly string[];
  /** They say nothing: `the`. */
  readonly filler: readonly string[];
}

const MOST_WORDS = 20;
const LONGEST_WORD = 40;
const NUMBER = /^\d{1,6}(?:\.\d{1,2})?$/;

/**
 * What somebody means who types `btc weekly atm call` or `eth 30d 25 delta put`; `undefined` where a word is not
 * understood, or two say different things.
 *
 * @param underlyings that are listed
 */
export function readingOf(
  query: string,
  vocabulary: Vocabulary,
  underlyings: readonly string[],
): Understood | undefined {
  const written = parseRollingOption(query);
  if (!isProblem(written)) return asWritten(written);
  const words = wordsOf(query);
  if (words.length > MOST_WORDS || words.some(({ length }) => length > LONGEST_WORD)) return undefined;
  const said: Said = { parts: {}, ambiguous: [], rest: [] };
  const known = { vocabulary, underlyings };
  for (let at = 0; at < words.length; ) {
    const taken = takenAt(words, at, said, known);
    if (taken === 0) return undefined;
    at += taken;
  }
  const readings = readingsOf(said);
  return readings && { readings, saysRule: readings.some(isRule), rest: said.rest.join(" ") };
}

function asWritten(rule: RollingOption): Understood {
  return { readings: [rule], saysRule: true, rest: `${rule.underlying} ${rule.right}` };
}

/** A name that is being typed has dashes between its parts, but for those of `ATM-1`. */
function wordsOf(query: string): readonly string[] {
  return query
    .toLowerCase()
    .replace(/([a-z0-9%])-(?=[a-z])/g, "$1 ")
    .replace(/([a-z])-(?=\d+[a-z%])/g, "$1 ")
    .split(/[\s,;]+/)
    .filter((word) => word !== "" && word !== "-");
}

interface Said {
  parts: { -readonly [Part in keyof Reading]: Reading[Part] };
  /** `25d`: days, or a delta. */
  readonly ambiguous: string[];
  readonly rest: string[];
}

interface Known {
  readonly vocabulary: Vocabulary;
  readonly underlyings: readonly string[];
}

/** Takes one word or two from a place on. @returns how many it took */
type Reader = (words: readonly string[], at: number, said: Said, known: Known) => number;

const KINDS = { next: "NEXT", week: "W", month: "M", quarter: "Q" } as const;
type Kind = keyof typeof KINDS;

const READERS: readonly Reader[] = [
  countedExpiry,
  countedDays,
  listedExpiry,
  strike,
  ambiguousSize,
  right,
  (words, at, _said, { vocabulary }) => (has(vocabulary.filler, words[at]) ? 1 : 0),
  underlying,
];

/** The first that knows the words there takes them. */
function takenAt(words: readonly string[], at: number, said: Said, known: Known): number {
  for (const read of READERS) {
    const count = read(words, at, said, known);
    if (count > 0) return count;
  }
  return 0;
}

/** `weekly`, `next week`, `w+1`. */
function countedExpiry(words: readonly string[], at: number, said: Said, { vocabulary }: Known): number {
  const [, word = "", after] = /^([^+]+)(?:\+(\d+))?$/.exec(words[at] ?? "") ?? [];
  const kind = (Object.keys(KINDS) as Kind[]).find((each) => has(vocabulary[each], word));
  if (!kind) return 0;
  const following = (["week", "month", "quarter"] as const).find((each) =>
    has(vocabulary[each], words[at + 1]),
  );
  if (kind === "next" && after === undefined && following)
    return say(said, "expiry", expiryOf(`${KINDS[following]}+1`)) && 2;
  return say(said, "expiry", expiryOf(after === undefined ? KINDS[kind] : `${KINDS[kind]}+${after}`));
}

/** `30dte`, `30 days`. */
function countedDays(words: readonly string[], at: number, said: Said, { vocabulary }: Known): number {
  const [first = "", second] = words.slice(at);
  if (/^\d+$/.test(first) && has(vocabulary.days, second))
    return say(said, "expiry", expiryOf(`${first}DTE`)) && 2;
  const [, digits, unit] = /^(\d+)(\D+)$/.exec(first) ?? [];
  return unit !== "d" && has(vocabulary.days, unit) ? say(said, "expiry", expiryOf(`${digits}DTE`)) : 0;
}

/** `27dec26` */
function listedExpiry(words: readonly string[], at: number, said: Said): number {
  const word = words[at] ?? "";
  const expiry = /^\d+[a-z]{3}\d+$/.test(word) ? expiryOf(word) : undefined;
  if (!expiry) return 0;
  said.rest.push(word);
  return say(said, "expiry", expiry);
}

/** `atm+2`, `+2`, `105%`, `5% above` as `+5%`, `25 delta`, `95k`. */
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
  const [, digits, thousands] = /^(\d+(?:\.\d+)?)(k?)$/.exec(first) ?? [];
  if (digits === undefined) return 0;
  const level = thousands ? String(Number(digits) * 1000) : digits;
  said.rest.push(level);
  return say(said, "strike", strikeOf(level));
}

function ambiguousSize(words: readonly string[], at: number, said: Said): number {
  const [, size] = /^(\d+(?:\.\d+)?)d$/.exec(words[at] ?? "") ?? [];
  if (size === undefined) return 0;
  return said.ambiguous.push(size) > 2 ? 0 : 1;
}

function right(words: readonly string[], at: number, said: Said, { vocabulary }: Known): number {
  const word = words[at] ?? "";
  const found = (["call", "put"] as const).find((each) => has(vocabulary[each], word));
  if (found) said.rest.push(found);
  return say(said, "right", found);
}

/** The first that begins so, which is the one of that name if there is one. */
function underlying(words: readonly string[], at: number, said: Said, { underlyings }: Known): number {
  const word = words[at] ?? "";
  const name = word.toUpperCase();
  const found =
    underlyings.find((each) => each === name || each === `${name}USD`) ??
    (name.length > 1 ? underlyings.find((each) => each.startsWith(name)) : undefined);
  if (found !== undefined) said.rest.push(word);
  return say(said, "underlying", found);
}

function has(words: readonly string[], word: string | undefined): boolean {
  return word !== undefined && words.includes(word);
}

function expiryOf(word: string): ExpiryRule | undefined {
  const rule = parseExpiryWord(word.toUpperCase());
  return "reason" in rule ? undefined : rule;
}

function strikeOf(word: string): StrikeRule | undefined {
  const rule = parseStrikeWord(word.toUpperCase());
  return "reason" in rule ? undefined : rule;
}

/** Traders write 0.25 too. */
function deltaOf(size: string): StrikeRule | undefined {
  return strikeOf(`${Number(size) < 1 ? Math.round(Number(size) * 100) : Number(size)}D`);
}

/** @returns 1 where it was not said before and means something, else 0 */
function say<Part extends keyof Reading>(said: Said, part: Part, value: Reading[Part]): number {
  if (value === undefined || said.parts[part] !== undefined) return 0;
  said.parts[part] = value;
  return 1;
}

/** Of two sizes with a d the first is days; one is what is not said otherwise. */
function readingsOf({ parts, ambiguous }: Said): readonly Reading[] | undefined {
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
  byDelta: StrikeRule | undefined,
): readonly Reading[] | undefined {
  if ((expiry && parts.expiry) || (byDelta && parts.strike) || !(expiry || byDelta)) return undefined;
  return [{ ...parts, ...(expiry ? { expiry } : {}), ...(byDelta ? { strike: byDelta } : {}) }];
}

function isRule({ expiry, strike: level }: Reading): boolean {
  return (expiry !== undefined && expiry.kind !== "day") || (level !== undefined && level.kind !== "strike");
}
