/** When candles open, by the calendar of the exchange: UTC, weeks from Monday. Times are ms since 1970. */

import { DAY, FIXED_LENGTHS, MONTHS } from "./lengths";
import type { AnyPeriod } from "./made-periods";

/** The epoch was a Thursday. */
const FIRST_MONDAY = 4 * DAY;

/** When the candle opened that holds a moment. */
export function startOf(period: AnyPeriod, time: number): number {
  if (isOfMonths(period)) return startOfMonth(monthsOf(time, MONTHS[period]) * MONTHS[period]);
  const length = FIXED_LENGTHS[period];
  const first = period === "w1" ? FIRST_MONDAY : 0;
  return Math.floor((time - first) / length) * length + first;
}

/** When the candle closes that opened at `start`: the next one opens then. */
export function nextStart(period: AnyPeriod, start: number): number {
  return stepped(period, start, 1);
}

/** When the candle opens that is so many after the one that opened at `start`, or before it. */
export function stepped(period: AnyPeriod, start: number, candles: number): number {
  if (!isOfMonths(period)) return start + candles * FIXED_LENGTHS[period];
  return startOfMonth((monthsOf(start, MONTHS[period]) + candles) * MONTHS[period]);
}

/** How many candles open from `from` until before `to`, both of them starts; none where `to` is before `from`. */
export function candlesBetween(period: AnyPeriod, from: number, to: number): number {
  const candles = isOfMonths(period)
    ? monthsOf(to, MONTHS[period]) - monthsOf(from, MONTHS[period])
    : (to - from) / FIXED_LENGTHS[period];
  return Math.max(0, candles);
}

function isOfMonths(period: AnyPeriod): period is keyof typeof MONTHS {
  return period in MONTHS;
}

/** Months since 1970, by so many at a time. */
function monthsOf(time: number, each: number): number {
  const date = new Date(time);
  return Math.floor(((date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()) / each);
}

function startOfMonth(month: number): number {
  return Date.UTC(1970, month);
}
