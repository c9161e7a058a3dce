import { parseExpiryWord } from "../../market/rolling/names/parse-expiry";
import { parseStrikeWord } from "../../market/rolling/names/parse-strike";
import type { ExpiryRule, StrikeRule } from "../../market/rolling/rule";
import type { Vocabulary } from "../../market/words/vocabulary";
import type { Right } from "../../protocol/symbols/symbols";

/** What somebody has said of a rolling option so far. */
export interface Reading {
  readonly underlying?: string;
  readonly expiry?: ExpiryRule;
  readonly strike?: StrikeRule;
  readonly right?: Right;
}

/** What has been read of some words. */
export interface Said {
  readonly parts: { -readonly [Part in keyof Reading]: Reading[Part] };
  /** `25d`: days, or a delta. */
  readonly ambiguous: string[];
  /** `0.3`: a delta, or a strike. */
  readonly fractions: string[];
  /** What the signs of deltas say: those of puts are negative. */
  readonly sides: Right[];
  /** What listed options can be searched by too. */
  readonly rest: string[];
}

/** What words are read by. */
export interface Known {
  readonly vocabulary: Vocabulary;
  /** That are listed. */
  readonly underlyings: readonly string[];
  /** ms since 1970. */
  readonly now: number;
}

/** @returns 1 where it was not said before and means something, else 0 */
export function say<Part extends keyof Reading>(said: Said, part: Part, value: Reading[Part]): number {
  if (value === undefined || said.parts[part] !== undefined) return 0;
  said.parts[part] = value;
  return 1;
}

export function expiryOf(word: string): ExpiryRule | undefined {
  const rule = parseExpiryWord(word.toUpperCase());
  return "reason" in rule ? undefined : rule;
}

export function strikeOf(word: string): StrikeRule | undefined {
  const rule = parseStrikeWord(word.toUpperCase());
  return "reason" in rule ? undefined : rule;
}

/** Traders write 0.25 too. */
export function deltaOf(size: string): StrikeRule | undefined {
  return strikeOf(`${Number(size) < 1 ? Math.round(Number(size) * 100) : Number(size)}D`);
}
