import { HOUR } from "./exchange/calendar";
import type { Chance } from "./exchange/random";

const SECOND = 1_000;
const MINUTE = 60_000;
const USUAL = 60 * MINUTE;
/** Windows in which the price tries choices: in which minutes of a day they can begin, and how long they are; and on what share of the days. */
const RESTLESS = [
  { first: 60, last: 300, seconds: 75, share: 0.6 },
  { first: 780, last: 1_140, seconds: 40, share: 0.5 },
];

/** When the price goes another way. */
export interface Turn {
  readonly from: number;
  readonly isOver: boolean;
}

export interface Steps {
  /** ms since 1970, ascending. */
  readonly steps: readonly number[];
  readonly windows: readonly Turn[];
}

/**
 * The moments of a day at which the market moves: every second where something can roll and in two windows at random, and
 * every hour.
 *
 * @param midnight ms since 1970
 */
export function stepsOf(midnight: number, chance: Chance): Steps {
  const moments = new Set<number>();
  const add = (from: number, to: number, apart: number) => {
    for (let at = from; at <= to; at += apart) if (at >= midnight) moments.add(at);
  };
  const around = (moment: number, before: number, after: number) =>
    add(moment - before * SECOND, moment + after * SECOND, SECOND);
  add(midnight, midnight + 24 * HOUR - 1, USUAL);
  around(midnight, 0, 8);
  for (const hour of [6, 8, 24]) {
    // The chain that comes next is looked at a minute before.
    around(midnight + hour * HOUR, 58, -56);
    around(midnight + hour * HOUR, 4, hour === 24 ? -1 : 15);
  }
  add(midnight + 8 * HOUR, midnight + 8 * HOUR + 2 * MINUTE, 10 * SECOND);
  const windows: Turn[] = [];
  for (const { first, last, seconds, share } of RESTLESS) {
    if (chance.next() > share) continue;
    const from = midnight + chance.whole(first, last) * MINUTE;
    around(from, 0, seconds);
    windows.push({ from, isOver: false }, { from: from + seconds * SECOND, isOver: true });
  }
  return { steps: [...moments].sort((one, other) => one - other), windows };
}
