/** The part of a long list that is drawn: the rest costs nothing until somebody goes there. */
export interface Part {
  readonly from: number;
  /** The first one after it. */
  readonly to: number;
}

/** So many are drawn at once, and again at an end that is reached. */
const STEP = 100;
/** As many as can be seen without a scroll bar, and gone through with the Tab key. */
const FEW = 10;

export function areMany(count: number): boolean {
  return count > FEW;
}

export function firstOf(count: number): Part {
  return { from: 0, to: Math.min(STEP, count) };
}

export function lastOf(count: number): Part {
  return { from: Math.max(count - STEP, 0), to: count };
}

/** The same part of a list that has become longer or shorter, and not less of it than there would be at first. */
export function keptOf({ from, to }: Part, count: number): Part {
  const size = Math.max(to - from, STEP);
  const end = Math.min(from + size, count);
  return { from: Math.max(end - size, 0), to: end };
}

/** With more before it or after it. */
export function moreOf({ from, to }: Part, count: number, where: "before" | "after"): Part {
  return where === "before"
    ? { from: Math.max(from - STEP, 0), to }
    : { from, to: Math.min(to + STEP, count) };
}

/** So that one of the list is in it. */
export function partWith(index: number, part: Part, count: number): Part {
  if (index >= part.from && index < part.to) return part;
  if (index < STEP) return firstOf(count);
  if (index >= count - STEP) return lastOf(count);
  return { from: index - STEP / 2, to: index + STEP / 2 };
}
