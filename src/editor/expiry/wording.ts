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

/** `27 Nov`, with its year where that may be in doubt; in English as expiries are written, the day first. */
export function dayInShort(expiry: number, now: number): string {
  const year = Math.abs(expiry - now) > HALF_A_YEAR ? ({ year: "numeric" } as const) : {};
  const language = RED.i18n.lang() === "en-US" ? "en-GB" : RED.i18n.lang();
  return format(expiry, { day: "numeric", month: "short", ...year }, language);
}

function format(
  expiry: number,
  options: Intl.DateTimeFormatOptions,
  language: string = RED.i18n.lang(),
): string {
  return new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }).format(expiry);
}

/** `in 4 days` */
export function distance(expiry: number, now: number): string {
  return new Intl.RelativeTimeFormat(RED.i18n.lang(), { numeric: "auto" }).format(
    daysUntil(expiry, now),
    "day",
  );
}
