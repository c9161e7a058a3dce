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
  filler: "the this end at in a an from now to expiry option options".split(" "),
};

/** English, and the words of the editor's language beside it. */
export function vocabulary(): Vocabulary {
  const own: Readonly<Record<keyof Vocabulary, string>> = {
    next: text("words.next"),
    week: text("words.week"),
    month: text("words.month"),
    quarter: text("words.quarter"),
    days: text("words.days"),
    money: text("words.money"),
    delta: text("words.delta"),
    call: text("words.call"),
    put: text("words.put"),
    filler: text("words.filler"),
  };
  const both = Object.entries(ENGLISH).map(([meaning, words]) => [
    meaning,
    [...words, ...own[meaning as keyof Vocabulary].toLowerCase().split(" ")],
  ]);
  return Object.fromEntries(both);
}
