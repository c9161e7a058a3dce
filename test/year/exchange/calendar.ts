/** What the exchange lists when. Source: docs/protocol.md, "The market". */
export const DAY = 86_400_000;
export const HOUR = 3_600_000;
const EIGHT = 8 * HOUR;
const FRIDAY = 5;
const DAILIES = 3;
const WEEKLIES = 3;
const MONTHLIES = 3;
const QUARTERLIES = 4;
const YEARS = 500;

export type Kind = "day" | "week" | "month" | "quarter";

/** The expiries (ms since 1970) that are listed once those until a moment are over, each with the longest that it is. */
export function expiriesAfter(moment: number): ReadonlyMap<number, Kind> {
  const left = { day: DAILIES, week: WEEKLIES, month: MONTHLIES, quarter: QUARTERLIES };
  const listed = new Map<number, Kind>();
  const first = Math.floor(moment / DAY) * DAY + EIGHT;
  for (let count = 0; count < YEARS; count += 1) {
    const expiry = first + count * DAY;
    if (expiry <= moment) continue;
    for (const kind of ["day", "week", "month", "quarter"] as const) {
      if (left[kind] === 0 || !isOf(kind, expiry)) continue;
      left[kind] -= 1;
      listed.set(expiry, kind);
    }
  }
  return listed;
}

/** Expiries that were asked for, by kind. */
const KNOWN = {
  week: new Map<number, boolean>(),
  month: new Map<number, boolean>(),
  quarter: new Map<number, boolean>(),
};

/** Whether an expiry is of a kind; each quarter's end is a month's end, which is a week's end, which is a day. */
export function isOf(kind: Kind, expiry: number): boolean {
  if (kind === "day") return true;
  const known = KNOWN[kind].get(expiry);
  if (known !== undefined) return known;
  const found = isEndOf(kind, expiry);
  KNOWN[kind].set(expiry, found);
  return found;
}

function isEndOf(kind: Exclude<Kind, "day">, expiry: number): boolean {
  const date = new Date(expiry);
  if (date.getUTCDay() !== FRIDAY) return false;
  if (kind === "week") return true;
  const month = date.getUTCMonth();
  if (new Date(expiry + 7 * DAY).getUTCMonth() === month) return false;
  return kind === "month" || [2, 5, 8, 11].includes(month);
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/** `4DEC26` */
export function dayOf(expiry: number): string {
  const date = new Date(expiry);
  return `${date.getUTCDate()}${MONTHS[date.getUTCMonth()]}${String(date.getUTCFullYear()).slice(2)}`;
}
