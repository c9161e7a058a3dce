/**
 * The calendar of expiries, in UTC. Source: docs/rolling-options.md, "Expiry".
 *
 * A quarter's end is a month's end too, and that is a week's.
 */
export type ExpiryClass = "week" | "month" | "quarter";

export const DAY = 86_400_000;
const FRIDAY = 5;
/** In months from 0: March, June, September and December are the last of a quarter. */
const QUARTER = 3;

/** Whether an expiry (ms since 1970) is on a Friday, on the last of a month, or on the last of a quarter. */
export function isOfClass(expiry: number, name: ExpiryClass): boolean {
  const date = new Date(expiry);
  if (date.getUTCDay() !== FRIDAY) return false;
  if (name === "week") return true;
  const isLastOfMonth = new Date(expiry + 7 * DAY).getUTCMonth() !== date.getUTCMonth();
  return isLastOfMonth && (name === "month" || (date.getUTCMonth() + 1) % QUARTER === 0);
}

/** The number of a moment's day since 1970, by UTC dates. */
export function dayNumber(moment: number): number {
  return Math.floor(moment / DAY);
}
