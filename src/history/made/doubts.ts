import type { Gap } from "../told";

/** A time of which something may be missing: from `from` on and before `to`, ms since 1970. */
export interface Doubt {
  readonly from: number;
  /** Infinite while nobody knows what became of it. */
  readonly to: number;
  /** When the gap ends that it is about. */
  readonly gapTo: number;
}

/** Gaps that may be filled still, at most. */
const MOST_DOUBTS = 20;

/** Nothing is known yet. */
export const ALL_IN_DOUBT: readonly Doubt[] = [
  { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, gapTo: Number.NaN },
];

/** Everything is known from a moment on, ms since 1970. */
export function knownFrom(time: number): readonly Doubt[] {
  return [{ from: Number.NEGATIVE_INFINITY, to: time, gapTo: Number.NaN }];
}

/** @param heard when something was heard last, ms since 1970 */
export function lostAt(doubts: readonly Doubt[], heard: number): readonly Doubt[] {
  if (doubts.some(isOpen)) return doubts;
  return [...doubts, { from: heard, to: Number.POSITIVE_INFINITY, gapTo: Number.NaN }];
}

/**
 * Something live came, which says what became of an outage.
 *
 * @param whole from when on nothing is missing, ms since 1970
 * @param first when the first of all that was told was
 */
export function foundAt(
  doubts: readonly Doubt[],
  gap: Gap | undefined,
  whole: number,
  first: number,
): readonly Doubt[] {
  const open = doubts.find(isOpen);
  if (!open) return doubts;
  const others = doubts.filter((doubt) => doubt !== open);
  const isBeginning = !Number.isFinite(open.from);
  const begun = isBeginning ? [...others, ...knownFrom(first)] : others;
  if (!gap || gap.filled === "all") return begun;
  const from = isBeginning ? gap.from : Math.min(open.from, gap.from);
  return bounded([...begun, { from, to: whole, gapTo: gap.to }]);
}

/** The oldest of too many become one that nothing ends. */
function bounded(doubts: readonly Doubt[]): readonly Doubt[] {
  const [first, second, ...others] = doubts;
  if (!first || !second || doubts.length <= MOST_DOUBTS) return doubts;
  const both = {
    from: Math.min(first.from, second.from),
    to: Math.max(first.to, second.to),
    gapTo: Number.NaN,
  };
  return [both, ...others];
}

/** What became of a gap afterwards. */
export function filledAt(doubts: readonly Doubt[], { filled, to }: Gap): readonly Doubt[] {
  return filled === "all" ? doubts.filter(({ gapTo }) => gapTo !== to) : doubts;
}

export function isDoubtful(doubts: readonly Doubt[], from: number, to: number): boolean {
  return doubts.some((doubt) => doubt.from < to && doubt.to > from);
}

/** Whether something live will say what became of it. */
export function isUndecided(doubts: readonly Doubt[], to: number): boolean {
  return doubts.some((doubt) => isOpen(doubt) && doubt.from < to);
}

function isOpen({ to }: Doubt): boolean {
  return to === Number.POSITIVE_INFINITY;
}
