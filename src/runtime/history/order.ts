import type { Asker, Asking } from "./asking";

/** Whose turn it is: first whatever something live waits for, then all in the order of the nodes. */
export function nextOf(askers: Iterable<Asker>): Asking | undefined {
  return firstOf(askers, true) ?? firstOf(askers, false);
}

function firstOf(askers: Iterable<Asker>, isUrgent: boolean): Asking | undefined {
  for (const asker of askers) {
    const asking = asker.next(isUrgent);
    if (asking) return asking;
  }
  return undefined;
}
