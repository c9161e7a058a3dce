import { parseExpiry } from "../../protocol/symbols/expiry";
import { expiryOn, formatDay } from "../../protocol/symbols/symbols";

const DAY = 86_400_000;
const FRIDAY = 5;

/** The first Friday's expiry that is at least a week away: one that the exchange surely lists. */
export function exampleExpiry(now: number): number {
  let expiry = expiryOn(now + 7 * DAY);
  while (new Date(expiry).getUTCDay() !== FRIDAY) expiry += DAY;
  return expiry;
}

/** `27DEC26` for the `2026-12-27` of a date picker. */
export function fromDatePicker(date: string): string {
  const expiry = parseExpiry(date);
  return expiry === undefined ? "" : formatDay(expiry);
}

/** `2026-12-27` for a date picker. */
export function toDatePicker(expiry: number): string {
  return new Date(expiry).toISOString().slice(0, 10);
}

/** Days of the calendar, in UTC, until the expiry; negative once it is past. */
export function daysUntil(expiry: number, now: number): number {
  return (expiryOn(expiry) - expiryOn(now)) / DAY;
}
