import { type Calendar, calendarOf } from "./calendar";

/** What words mean, as they are compared. */
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
  readonly calendar: Calendar;
}

/** Understood in every language. */
export const ENGLISH: Vocabulary = {
  next: ["next", "nearest", "front", "daily"],
  week: ["w", "week", "weekly", "weeklies", "friday"],
  month: ["m", "month", "monthly", "monthlies", "monthend"],
  quarter: ["q", "quarter", "quarterly", "quarterlies"],
  days: ["d", "day", "days", "dte"],
  money: ["atm", "money"],
  delta: ["delta", "deltas", "δ"],
  call: ["c", "call", "calls"],
  put: ["p", "put", "puts"],
  filler: "the this end at in a an of on from now to expiry option options".split(" "),
  // Made when somebody searches: it takes memory, and most installations never do.
  get calendar() {
    return calendarOf("en-US");
  },
};

/** `the`, `г.` */
export function saysNothing(word: string, { filler }: Pick<Vocabulary, "filler">): boolean {
  return filler.includes(word.replace(/\.$/, ""));
}
