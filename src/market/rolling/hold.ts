import { indexOf, type Rung } from "../ladder";
import type { Pending, Place } from "./standing";

/**
 * What waits to be taken, now that another place is the better one. It began to wait when there first was a better one on
 * that side; what waits is the one that was good enough all the time, which is the nearest of them.
 *
 * @param held the place that is held, as an index of the ladder
 * @param better the one that is better now; −1 and the ladder's length are past its ends
 */
export function waiting(
  before: Pending | undefined,
  ladder: readonly Rung[],
  held: number,
  better: number,
  now: number,
): Pending {
  const place = placeAt(ladder, better);
  const waited = before && placeIndex(ladder, before.place);
  // A clock that was put back must not hold anything up.
  if (waited === undefined || !before || before.since > now) return { place, since: now };
  const isSameSide = Math.sign(waited - held) === Math.sign(better - held);
  if (!isSameSide) return { place, since: now };
  return Math.abs(waited - held) < Math.abs(better - held) ? before : { place, since: before.since };
}

/** The index of a place; `undefined` for a strike that is no longer listed. */
export function placeIndex(ladder: readonly Rung[], place: Place): number | undefined {
  if (place === "below") return -1;
  if (place === "above") return ladder.length;
  const index = indexOf(ladder, place);
  return index < 0 ? undefined : index;
}

function placeAt(ladder: readonly Rung[], index: number): Place {
  return ladder[index]?.strike ?? (index < 0 ? "below" : "above");
}
