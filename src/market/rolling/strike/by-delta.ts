import type { Right } from "../../../protocol/symbols/symbols";
import { NOTHING, type Rung } from "../../ladder";
import type { Quote } from "../../quotes";

/** So much nearer another delta must be for its strike to be taken. */
const MARGIN = 0.01;

type QuotesByStrike = ReadonlyMap<number, Quote>;

/** A strike with the size of its delta. */
interface Sized {
  readonly index: number;
  readonly size: number;
}

/**
 * The index of the strike whose delta is nearest in size, of two the one farther out of the money; −1 or the ladder's
 * length where one strike more would be nearer; `undefined` where deltas are missing.
 */
export function placeByDelta(
  size: number,
  right: Right,
  ladder: readonly Rung[],
  quotes: QuotesByStrike,
): number | undefined {
  return nearestIn(outwards(right, ladder, quotes), size, ladder, 0);
}

/** The same where a strike is held: another one that is clearly nearer, or it. */
export function betterByDelta(
  size: number,
  right: Right,
  ladder: readonly Rung[],
  quotes: QuotesByStrike,
  held: number,
): number | undefined {
  const standing = sizeAt(held, ladder, quotes);
  if (standing === undefined) return undefined;
  // Past the middle by half of it is nearer by all of it.
  const place = nearestIn(outwards(right, ladder, quotes), size, ladder, MARGIN / 2);
  const better = place === undefined ? undefined : sizeAt(place, ladder, quotes);
  if (better === undefined) return place;
  const gain = Math.abs(standing - size) - Math.abs(better - size);
  return gain > MARGIN + NOTHING ? place : held;
}

/** Those whose deltas are known, from deep in the money to far out of it: their deltas become less and less. */
function outwards(right: Right, ladder: readonly Rung[], quotes: QuotesByStrike): readonly Sized[] {
  const sized: Sized[] = [];
  for (let index = 0; index < ladder.length; index += 1) {
    const size = sizeAt(index, ladder, quotes);
    if (size !== undefined) sized.push({ index, size });
  }
  return right === "call" ? sized : sized.reverse();
}

/** `undefined` past the ladder too. */
function sizeAt(index: number, ladder: readonly Rung[], quotes: QuotesByStrike): number | undefined {
  const rung = ladder[index];
  const delta = rung && quotes.get(rung.strike)?.delta;
  return delta !== undefined && Math.abs(delta) <= 1 ? Math.abs(delta) : undefined;
}

function nearestIn(
  deltas: readonly Sized[],
  size: number,
  ladder: readonly Rung[],
  margin: number,
): number | undefined {
  const [first, second] = deltas;
  const [last, lastButOne] = [deltas.at(-1), deltas.at(-2)];
  if (!first || !last || (deltas.length === 1 && ladder.length > 1)) return undefined;
  const best = deltas.reduce((inner, outer) => (isBetter(outer, inner, size) ? outer : inner));
  const least = margin + NOTHING;
  const isTooDeep = second && size - first.size > halfway(first, second) + least;
  if (isTooDeep && best.size < size) return past(first, ladder);
  const isTooFar = lastButOne && last.size - size > halfway(lastButOne, last) + least;
  return isTooFar && best.size > size ? past(last, ladder) : best.index;
}

function halfway(inner: Sized, outer: Sized): number {
  return Math.max(0, inner.size - outer.size) / 2;
}

/** Beyond the last delta that is known; which says nothing where the ladder goes on. */
function past({ index }: Sized, ladder: readonly Rung[]): number | undefined {
  if (index === 0) return -1;
  return index === ladder.length - 1 ? ladder.length : undefined;
}

/** Whether a strike farther out is the better one. Of those with one delta, the one next to the size is. */
function isBetter(outer: Sized, inner: Sized, size: number): boolean {
  const gain = Math.abs(inner.size - size) - Math.abs(outer.size - size);
  if (Math.abs(gain) > NOTHING) return gain > 0;
  return inner.size - outer.size > NOTHING || outer.size > size;
}
