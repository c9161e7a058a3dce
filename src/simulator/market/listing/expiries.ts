/**
 * Which expiries are listed at a moment: the next two days, the next two Fridays, the ends of this month and the next, and
 * of this quarter and the next, each on its last Friday. All at 08:00 UTC.
 *
 * Source: docs/protocol.md, "Fields" (options expire at 08:00 UTC).
 */

import { expiryOn } from "../../../protocol/symbols/symbols";

export const DAY = 86_400_000;
const FRIDAY = 5;

/**
 * @param now ms since 1970
 * @returns ms since 1970, ascending, all after `now`
 */
export function expiriesAt(now: number): number[] {
  const first = expiryOn(now) > now ? expiryOn(now) : expiryOn(now + DAY);
  const friday = nextFriday(first);
  const listed = new Set([first, first + DAY, friday, friday + 7 * DAY]);
  for (const expiry of nextMonthEnds(now, 1, 2)) listed.add(expiry);
  for (const expiry of nextMonthEnds(now, 3, 2)) listed.add(expiry);
  return [...listed].sort((a, b) => a - b);
}

function nextFriday(expiry: number): number {
  const days = (FRIDAY - new Date(expiry).getUTCDay() + 7) % 7;
  return expiry + days * DAY;
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

/** @param month from 0; 12 and more are months of the years after, as `Date.UTC` has it */
function lastFriday(year: number, month: number): number {
  const lastDay = expiryOn(Date.UTC(year, month + 1, 0));
  const back = (new Date(lastDay).getUTCDay() - FRIDAY + 7) % 7;
  return lastDay - back * DAY;
}
