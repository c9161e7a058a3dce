import { HOUR } from "./exchange/calendar";
import { type Fault, faultsOf } from "./exchange/faults";
import type { Chance } from "./exchange/random";
import type { Manner } from "./exchange/walk";

const SECOND = 1_000;
const MINUTE = 60_000;
const USUAL = 60 * MINUTE;
/**
 * Windows in which the price tries choices: in which minutes of a day they can begin, how long they are, and on what share
 * of the days.
 */
const RESTLESS = [
  { first: 60, last: 300, seconds: 75, share: 0.6 },
  { first: 780, last: 1_140, seconds: 40, share: 0.5 },
];
/** ms after an expiry until when the new listing shows. */
const [SOON, LATE] = [60_000, 300_000];
/** Of the days, on which what is over goes off the list at once. */
const CLEARED = 0.3;
const NEVER = Number.POSITIVE_INFINITY;

/** What the script says of a day; moments in ms since 1970, lists ascending, from which is taken what is done. */
export interface Day {
  /** When the market moves. */
  readonly steps: number[];
  /** When the price goes another way; any where none is said. */
  readonly turns: { readonly at: number; readonly manner: Manner | undefined }[];
  readonly faults: Fault[];
  /** When what is over goes off the list, and when what is new is on it. */
  readonly clears: number;
  readonly shows: number;
  readonly noon: number;
  /** When somebody asks for new choices, and when a strike between two others is listed. */
  readonly asks: number;
  readonly adds: number;
}

/**
 * The market moves every second where something can roll and in two windows at random, and every hour.
 *
 * @param midnight ms since 1970
 */
export function dayFrom(midnight: number, chance: Chance, isFaulty: boolean): Day {
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
  const expiry = midnight + 8 * HOUR;
  add(expiry, expiry + 2 * MINUTE, 10 * SECOND);
  const turns: Day["turns"] = [];
  for (const { first, last, seconds, share } of RESTLESS) {
    if (chance.next() > share) continue;
    const from = midnight + chance.whole(first, last) * MINUTE;
    around(from, 0, seconds);
    turns.push({ at: from, manner: undefined }, { at: from + seconds * SECOND, manner: "calm" });
  }
  const [restless] = turns;
  const within = () => (restless ? restless.at + chance.whole(5, 35) * SECOND : NEVER);
  return {
    steps: [...moments].sort((one, other) => one - other),
    turns,
    faults: isFaulty ? faultsOf(midnight, chance) : [],
    clears: chance.next() < CLEARED ? expiry : NEVER,
    shows: expiry + chance.whole(1, isFaulty ? LATE : SOON),
    noon: midnight + 12 * HOUR,
    asks: within(),
    adds: within(),
  };
}
