import { HOUR } from "./calendar";
import type { Chance } from "./random";

/** What becomes of the exchange at a moment. */
export interface Fault {
  /** ms since 1970. */
  readonly at: number;
  readonly what: "link cut" | "link possible" | "questions fail" | "questions answered";
}

const SECOND = 1_000;
const CUTS = 6;
const LONGEST_CUT = 90;
const FAILURES = 2;
const LONGEST_FAILURE = 300;
/** Before noon everything works again, for a look at what there is. */
const QUIET = { from: 11.5 * HOUR, to: 12.1 * HOUR };

/**
 * The faults of a day, ascending: the link is lost some times, on every other day over 08:00, and so are the answers of
 * REST.
 *
 * @param midnight ms since 1970
 */
export function faultsOf(midnight: number, chance: Chance): Fault[] {
  const faults: Fault[] = [];
  const add = (from: number, seconds: number, what: Fault["what"], after: Fault["what"]) => {
    const to = from + seconds * SECOND;
    if (to > QUIET.from && from < QUIET.to) return;
    faults.push({ at: midnight + from, what }, { at: midnight + to, what: after });
  };
  const cut = (from: number) =>
    add(from, chance.next() < 0.3 ? 0 : chance.whole(1, LONGEST_CUT), "link cut", "link possible");
  const fail = (from: number) =>
    add(from, chance.whole(10, LONGEST_FAILURE), "questions fail", "questions answered");
  for (let count = 0; count < CUTS; count += 1) cut(chance.whole(0, 23.8 * 3_600) * SECOND);
  for (let count = 0; count < FAILURES; count += 1) fail(chance.whole(0, 23.8 * 3_600) * SECOND);
  if (chance.next() < 0.5) cut(8 * HOUR - chance.whole(-20, 60) * SECOND);
  if (chance.next() < 0.5) fail(8 * HOUR - chance.whole(-20, 60) * SECOND);
  return faults.sort((one, other) => one.at - other.at);
}
