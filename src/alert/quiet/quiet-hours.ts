import type { ZoneClock } from "./zone-clock";

const TIME_OF_DAY = /^\s{0,9}([01]?\d|2[0-3]):([0-5]\d)\s{0,9}$/;

/** Local hours in which nobody wants to be told anything. */
export interface QuietHours {
  /** The moment at which the quiet hours end that it is in; `undefined` for a moment outside them. */
  endAt(moment: number): number | undefined;
}

/** A while, from its first moment to just before its last, of which all is quiet or nothing is. */
interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly isQuiet: boolean;
}

/** Minutes after midnight of a time such as `22:00`. */
export function parseTimeOfDay(text: string): number | undefined {
  const [, hours, minutes] = TIME_OF_DAY.exec(text) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

/**
 * Quiet hours begin once a local day and end when its clock, or that of the next day, reads `to` for the first time: a night
 * in which the clock is put forward is an hour shorter, one in which it is put back an hour longer.
 *
 * @param from minutes after midnight
 * @param to minutes after midnight; before `from`, of the next day
 */
export function quietHours(from: number, to: number, clock: ZoneClock): QuietHours {
  // The calendar costs microseconds and is asked again only when a stretch is over, or the clock was put back.
  let latest: Stretch = { from: 0, until: 0, isQuiet: false };
  return {
    endAt(moment) {
      if (moment < latest.from || moment >= latest.until) latest = stretchAt(moment, from, to, clock);
      return latest.isQuiet ? latest.until : undefined;
    },
  };
}

function stretchAt(moment: number, from: number, to: number, clock: ZoneClock): Stretch {
  const today = clock.dayOf(moment);
  let ended = Number.NEGATIVE_INFINITY;
  for (let day = today - 1; day <= today + 2; day++) {
    const begins = clock.momentOf(day, from);
    const ends = clock.momentOf(from < to ? day : day + 1, to);
    if (moment < begins) return { from: ended, until: begins, isQuiet: false };
    if (moment < ends) return { from: begins, until: ends, isQuiet: true };
    ended = ends;
  }
  return { from: moment, until: moment, isQuiet: false };
}
