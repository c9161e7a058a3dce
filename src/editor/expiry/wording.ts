import { daysUntil } from "./days";

const HALF_A_YEAR = 182 * 86_400_000;

/** `Fri, 27 Nov 2026, in 4 days`, in the editor's language. */
export function dayAndDistance(expiry: number, now: number): string {
  return `${format(expiry, { weekday: "short", day: "numeric", month: "short", year: "numeric" })}, ${distance(expiry, now)}`;
}

/** `Fri, in 4 days`, where the day is said beside it. */
export function weekdayAndDistance(expiry: number, now: number): string {
  return `${format(expiry, { weekday: "short" })}, ${distance(expiry, now)}`;
}

/** `27 Nov`; with its year where that may be in doubt. */
export function dayInShort(expiry: number, now: number): string {
  const year = expiry - now > HALF_A_YEAR ? ({ year: "numeric" } as const) : {};
  return format(expiry, { day: "numeric", month: "short", ...year });
}

function format(expiry: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(RED.i18n.lang(), { ...options, timeZone: "UTC" }).format(expiry);
}

/** `in 4 days` */
export function distance(expiry: number, now: number): string {
  return new Intl.RelativeTimeFormat(RED.i18n.lang(), { numeric: "auto" }).format(
    daysUntil(expiry, now),
    "day",
  );
}
