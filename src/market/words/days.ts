import { expiryOn } from "../../protocol/symbols/symbols";
import { DAY, dayNumber } from "../calendar";
import type { Calendar, DayParts } from "./calendar";
import { partsIn } from "./written-days";

/** Whether an expiry (ms since 1970) is on such a day. @param now ms since 1970 */
export function isOn(expiry: number, { year, month, date, weekday, inDays }: DayParts, now: number): boolean {
  const day = new Date(expiry);
  return (
    (year === undefined || year === day.getUTCFullYear()) &&
    (month === undefined || month === day.getUTCMonth() + 1) &&
    (date === undefined || date === day.getUTCDate()) &&
    (weekday === undefined || weekday === day.getUTCDay()) &&
    (inDays === undefined || inDays === dayNumber(expiry) - dayNumber(now))
  );
}

/**
 * The expiries that words mean which say one day and nothing else: `27 december 2026`, `27/12`, `tomorrow`, `monday`. Two
 * where the order of day and month is open, the likelier one first. A day without its year is the next one.
 *
 * @returns ms since 1970
 */
export function expiriesMeant(words: readonly string[], calendar: Calendar, now: number): readonly number[] {
  return [...new Set(daysSaid(words, calendar).flatMap((each) => expiryOf(each, now) ?? []))];
}

/** What words say of a day together, the likeliest first; nothing where one of them says none, or something twice. */
export function daysSaid(words: readonly string[], calendar: Calendar): readonly DayParts[] {
  let said: readonly DayParts[] = [{}];
  for (const word of words) {
    const parts = partsIn(word, calendar);
    said = said.flatMap((before) => parts.flatMap((each) => together(before, each) ?? []));
  }
  return said;
}

/** Each part once. */
function together(one: DayParts, other: DayParts): DayParts | undefined {
  return Object.keys(other).some((part) => part in one) ? undefined : { ...one, ...other };
}

function expiryOf(said: DayParts, now: number): number | undefined {
  const { year, month, date, weekday, inDays } = said;
  if (inDays !== undefined) return checked(expiryOn(now + inDays * DAY), said, now);
  if (month !== undefined && date !== undefined) {
    const expiry = expiryOn(Date.UTC(year ?? new Date(now).getUTCFullYear(), month - 1, date));
    const isOver = year === undefined && expiry <= now;
    return checked(
      isOver ? expiryOn(Date.UTC(new Date(now).getUTCFullYear() + 1, month - 1, date)) : expiry,
      said,
      now,
    );
  }
  if (weekday === undefined || year !== undefined || month !== undefined || date !== undefined)
    return undefined;
  const days = Array.from({ length: 8 }, (_, ahead) => expiryOn(now + ahead * DAY));
  return days.find((expiry) => expiry > now && isOn(expiry, said, now));
}

/** No calendar has 31 February, nor a Friday that is a Sunday. */
function checked(expiry: number, said: DayParts, now: number): number | undefined {
  return isOn(expiry, said, now) ? expiry : undefined;
}
