import { compare } from "../values/comparison";
import type { Value } from "../values/value";

/**
 * The lowest, or the highest, of the values of the last while, in a list that stays short: times and values by turns, oldest
 * first. It has only those values that are the extreme of all from theirs on, and of these at most one a `PARTS`-th of the
 * window, the most extreme: what is behind it in its part is forgotten.
 *
 * **What that costs.** The extreme is that of a window which is never longer than asked for, and shorter by less than one
 * part: of an hour, by less than two minutes. So a move that is told did happen within the window; one that took nearly all
 * of it may be missed. Each extreme has its own time and leaves at just its moment. Of values that are a part or more apart
 * it is exact.
 */
export type Extremes = readonly Value[];

/** −1: the lowest is looked for; 1: the highest. */
export type Direction = -1 | 1;

export interface Extreme {
  /** ms since 1970. */
  readonly at: number;
  readonly value: Value;
}

/** So many make at most 500 bytes. */
export const PARTS = 30;

export const NO_EXTREMES: Extremes = [];

/**
 * The same with one value more, which may be older than others.
 *
 * @param at ms since 1970
 * @param window ms
 */
export function extend(
  extremes: Extremes,
  direction: Direction,
  at: number,
  value: Value,
  window: number,
): Extremes {
  const newest = extremes.length > 0 ? Math.max(at, timeAt(extremes, extremes.length - 2)) : at;
  if (at < newest - window) return extremes;
  const later = firstAfter(extremes, at);
  if (later < extremes.length && !isBeyond(value, valueAt(extremes, later), direction)) return extremes;
  let end = later;
  while (end > 0 && !isBeyond(valueAt(extremes, end - 2), value, direction)) end -= 2;
  const part = window / PARTS;
  if (end > 0 && isSamePart(timeAt(extremes, end - 2), at, part)) return extremes;
  const start = Math.min(firstFrom(extremes, newest - window), end);
  const next = later < extremes.length && isSamePart(timeAt(extremes, later), at, part) ? later + 2 : later;
  // By `concat`, and not by `push`, which makes room for what will never come.
  const extended = extremes.slice(start, end).concat([at, value]);
  return next < extremes.length ? extended.concat(extremes.slice(next)) : extended;
}

/** The extreme of the values from a moment on. */
export function extremeSince(extremes: Extremes, since: number): Extreme | undefined {
  const index = firstFrom(extremes, since);
  return index < extremes.length
    ? { at: timeAt(extremes, index), value: valueAt(extremes, index) }
    : undefined;
}

/** Whether the first is more extreme than the second. */
function isBeyond(first: Value, second: Value, direction: Direction): boolean {
  return compare(first, second) === direction;
}

function isSamePart(time: number, other: number, part: number): boolean {
  return Math.floor(time / part) === Math.floor(other / part);
}

function firstFrom(extremes: Extremes, since: number): number {
  let index = 0;
  while (index < extremes.length && timeAt(extremes, index) < since) index += 2;
  return index;
}

/** Looked for from the end, where it nearly always is. */
function firstAfter(extremes: Extremes, at: number): number {
  let index = extremes.length;
  while (index > 0 && timeAt(extremes, index - 2) > at) index -= 2;
  return index;
}

function timeAt(extremes: Extremes, index: number): number {
  return extremes[index] as number;
}

function valueAt(extremes: Extremes, index: number): Value {
  return extremes[index + 1] as Value;
}
