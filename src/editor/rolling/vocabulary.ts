import { text } from "../texts";
import type { Vocabulary } from "./reading";

/** Understood in every language. */
export const ENGLISH: Vocabulary = {
  next: ["next", "nearest", "front", "daily"],
  week: ["w", "week", "weekly", "friday"],
  month: ["m", "month", "monthly", "monthend"],
  quarter: ["q", "quarter", "quarterly"],
  days: ["d", "day", "days", "dte"],
  money: ["atm", "money"],
  delta: ["delta", "deltas"],
  call: ["c", "call", "calls"],
  put: ["p", "put", "puts"],
  filler: ["the", "this", "end", "at", "in", "a", "an", "from", "now", "to", "expiry", "option", "options"],
};

/** English, and the words of the editor's language beside it. */
export function vocabulary(): Vocabulary {
  const entries = Object.entries(ENGLISH).map(([meaning, words]) => [
    meaning,
    [...words, ...text(`words.${meaning}`).toLowerCase().split(" ")],
  ]);
  return Object.fromEntries(entries);
}
