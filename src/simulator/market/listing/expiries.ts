/**
 * The calendar of expiries: the next three days, Fridays and last Fridays of a month, and the next four last Fridays of a quarter, all
 * at 08:00 UTC. What expires makes room for another, which is listed then.
 *
 * Source: docs/protocol.md, "The market".
 */

import { expiryOn } from "../../../protocol/symbols/symbols";

export const DAY = 86_400_000;
const WEEK = 7 * DAY;
const FRIDAY = 5;

const DAYS = 3;
const WEEKS = 3;
const MONTHS = 3;
const QUARTERS = 4;
const MONTHS_A_QUARTER = 3;

/**
 * @param now ms since 1970
 * @returns ms since 1970, ascending, all after `now`
 */
export function expiriesAt(now: number): number[] {
  const first = dayAfter(now);
  const days = Array.from({ length: DAYS }, (_, index) => first + index * DAY);
  const weeks = Array.from({ length: WEEKS }, (_, index) => fridayAfter(now, index + 1));
  const listed = new Set([
    ...days,
    ...weeks,
    ...nextMonthEnds(now, 1, MONTHS),
    ...nextMonthEnds(now, MONTHS_A_QUARTER, QUARTERS),
  ]);
  return [...listed].sort((a, b) => a - b);
}

/** When an expiry comes into the calendar: when another expires whose place it takes. */
export function entryOf(expiry: number): number {
  const entries = [expiry - DAYS * DAY];
  if (dayOf(expiry) === FRIDAY) entries.push(expiry - WEEKS * WEEK);
  const date = new Date(expiry);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (expiry === lastFriday(year, month)) {
    entries.push(lastFriday(year, month - MONTHS));
    if ((month + 1) % MONTHS_A_QUARTER === 0)
      entries.push(lastFriday(year, month - QUARTERS * MONTHS_A_QUARTER));
  }
  return Math.min(...entries);
}

/** The Friday after `now` that is the `count`-th to come, from 1. */
export function fridayAfter(now: number, count: number): number {
  const next = dayAfter(now);
  return next + ((FRIDAY - dayOf(next) + 7) % 7) * DAY + (count - 1) * WEEK;
}

function dayAfter(now: number): number {
  return expiryOn(now) > now ? expiryOn(now) : expiryOn(now + DAY);
}

function dayOf(expiry: number): number {
  return new Date(expiry).getUTCDay();
}

/** The next `count` last Fridays of months whose number (1–12) is a multiple of `every`. */
function nextMonthEnds(now: number, every: number, count: number): number[] {
  const year = new Date(now).getUTCFullYear();
  const found: number[] = [];
  for (let month = new Date(now).getUTCMonth(); found.length < count; month++) {
    const expiry = lastFriday(year, month);
    if ((month + 1) % every === 0 && expiry > now) found.push(expiry);
  }
  return found;
}

/** @param month from 0; 12 and more are months of the years after, as `Date.UTC` has it, and negative ones of those before */
function lastFriday(year: number, month: number): number {
  const lastDay = expiryOn(Date.UTC(year, month + 1, 0));
  const back = (dayOf(lastDay) - FRIDAY + 7) % 7;
  return lastDay - back * DAY;
}
