/** When candles begin and end. */

import type { Period } from "../../../protocol/channels";
import { DAY } from "../listing/expiries";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const FIXED_LENGTHS: Readonly<Partial<Record<Period, number>>> = {
  m1: MINUTE,
  m5: 5 * MINUTE,
  m15: 15 * MINUTE,
  m30: 30 * MINUTE,
  h1: HOUR,
  h4: 4 * HOUR,
  d1: DAY,
};

/** The epoch was a Thursday; weeks begin on Mondays. */
const FIRST_MONDAY = 4 * DAY;

/** When the candle opened that holds `time`, both in ms since 1970, UTC. */
export function candleStart(period: Period, time: number): number {
  const length = FIXED_LENGTHS[period];
  if (length !== undefined) return Math.floor(time / length) * length;
  if (period === "w1") return Math.floor((time - FIRST_MONDAY) / (7 * DAY)) * 7 * DAY + FIRST_MONDAY;
  const date = new Date(time);
  const month = date.getUTCMonth();
  return Date.UTC(date.getUTCFullYear(), period === "quarter" ? month - (month % 3) : month);
}

/** When the candle closes that holds `time`, which is when the next one opens. */
export function candleEnd(period: Period, time: number): number {
  const start = candleStart(period, time);
  const length = period === "w1" ? 7 * DAY : FIXED_LENGTHS[period];
  if (length !== undefined) return start + length;
  const date = new Date(start);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + (period === "quarter" ? 3 : 1));
}
