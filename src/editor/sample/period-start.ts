import type { Period } from "../../protocol/channels";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** A Monday, ms since 1970. */
const MONDAY = Date.UTC(1970, 0, 5);

const LENGTHS: Readonly<Partial<Record<Period, number>>> = {
  m1: MINUTE,
  m5: 5 * MINUTE,
  m15: 15 * MINUTE,
  m30: 30 * MINUTE,
  h1: 60 * MINUTE,
  h4: 240 * MINUTE,
  d1: DAY,
};

/** When the candle of a moment opened. @param moment ms since 1970 */
export function periodStart(period: Period, moment: number): number {
  const length = LENGTHS[period];
  if (length !== undefined) return moment - (moment % length);
  if (period === "w1") return moment - ((moment - MONDAY) % (7 * DAY));
  const day = new Date(moment);
  const month = day.getUTCMonth();
  return Date.UTC(day.getUTCFullYear(), period === "quarter" ? month - (month % 3) : month);
}
