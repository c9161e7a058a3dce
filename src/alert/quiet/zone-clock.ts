const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The calendar of a time zone, as the platform knows it. */
export interface ZoneClock {
  /** The local day of a moment, counted from 1 January 1970. */
  dayOf(moment: number): number;
  /**
   * The moment at which that day's clock reads so many minutes after midnight: the first, where it is put back and reads them
   * twice; where it is put forward over them, the moment at which that happens.
   */
  momentOf(day: number, minutes: number): number;
}

/** @returns `undefined` for a zone that the platform does not know */
export function zoneClock(timeZone: string): ZoneClock | undefined {
  const format = formatIn(timeZone.trim());
  if (!format) return undefined;
  /** What the local clock reads, as ms of a clock that is never put forward or back. */
  const reading = (moment: number): number => {
    const parts: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(moment)) parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
  /** To the second, as zones are. */
  const offset = (moment: number): number => reading(moment) - Math.floor(moment / 1000) * 1000;
  return {
    dayOf: (moment) => Math.floor(reading(moment) / DAY),
    momentOf(day, minutes) {
      const wanted = day * DAY + minutes * MINUTE;
      const [before, after] = [offset(wanted - DAY), offset(wanted + DAY)];
      // The earlier one counts where both do.
      const candidates = [wanted - Math.max(before, after), wanted - Math.min(before, after)] as const;
      const moment = candidates.find((candidate) => candidate + offset(candidate) === wanted);
      return moment ?? changeBetween(offset, ...candidates);
    },
  };
}

/** When, to the second, a clock is put forward that is, between these two moments. */
function changeBetween(offset: (moment: number) => number, first: number, last: number): number {
  const before = offset(first);
  let [from, until] = [first, last];
  while (until - from > 1000) {
    const middle = Math.round((from + until) / 2000) * 1000;
    if (offset(middle) === before) from = middle;
    else until = middle;
  }
  return until;
}

function formatIn(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat("en-US", {
      ...(timeZone && { timeZone }),
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return undefined;
  }
}
