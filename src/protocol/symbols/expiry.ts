import { expiryOn, parseDay } from "./symbols";

const ISO_DATE = /^(\d{4}-\d{2}-\d{2})(?:[T ](.+))?$/;
const TIME_ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/;
const MILLISECONDS = /^\d{12,14}$/;

/**
 * The ms at which the options of a day expire, 08:00 UTC, for `27DEC26`, an ISO date, or ms since 1970 as a number or
 * its digits; `undefined` for anything else. A time without a zone is in UTC, wherever this computer stands.
 */
export function parseExpiry(written: string | number): number | undefined {
  const text = String(written).trim().toUpperCase();
  if (MILLISECONDS.test(text)) return expiryOn(Number(text));
  const [, date, time] = ISO_DATE.exec(text) ?? [];
  if (date === undefined) return parseDay(text);
  if (!isInCalendar(date)) return undefined;
  const moment = Date.parse(time === undefined || TIME_ZONE.test(time) ? text : `${text}Z`);
  return Number.isNaN(moment) ? undefined : expiryOn(moment);
}

/** The engine reads 31 February as 3 March. */
function isInCalendar(date: string): boolean {
  const midnight = Date.parse(date);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(date);
}
