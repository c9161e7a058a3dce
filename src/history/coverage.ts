import type { Gap } from "./told";

/** Since when a series is whole, but for its gaps. It changes with gaps, not with messages. */
export interface Coverage {
  /** ms since 1970. */
  readonly from: number;
  /** Ascending. */
  readonly gaps: readonly CoveredGap[];
}

interface CoveredGap extends Gap {
  /** Of a series that has several: trades of two options can be of one moment. */
  readonly topic?: string;
}

/** Gaps that are remembered of a symbol. Source: docs/contract.md, "Past and gaps". */
const MOST_GAPS = 20;

/** @param time of the first that was told, ms since 1970 */
export function coverageFrom(time: number): Coverage {
  return { from: time, gaps: [] };
}

/** Something was told from before it: a past. */
export function extendedTo(coverage: Coverage, time: number): Coverage {
  return time < coverage.from ? { ...coverage, from: time } : coverage;
}

/** A gap, or what became of one: it is of the same topic, and ends when the other does. */
export function withGap(coverage: Coverage, gap: Gap, topic?: string): Coverage {
  const { from, gaps } = coverage;
  const isSame = (known: CoveredGap) => known.to === gap.to && known.topic === topic;
  if (!gaps.some(isSame) && gap.to <= from) return coverage;
  const others = gaps.filter((known) => !isSame(known));
  const all = [...others, topic === undefined ? gap : { ...gap, topic }].sort(
    (one, other) => one.to - other.to,
  );
  const kept = all.slice(-MOST_GAPS);
  // Of what is before a gap that is forgotten nobody can say that it is whole.
  const forgotten = all.slice(0, -MOST_GAPS).filter(({ filled }) => filled !== "all");
  return { from: Math.max(from, ...forgotten.map(({ to }) => to)), gaps: kept };
}
