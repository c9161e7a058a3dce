import { isPast, nearest, type Rung } from "../../ladder";

/** Of the distance between two strikes: so far past their middle a price must be for the other one to be taken. */
const MARGIN = 0.1;

/**
 * The index of the strike that is nearest to a price.
 *
 * @param hasEnds whether a price can be past the ladder, where one strike more would be nearer: then it is −1 or the
 *   ladder's length
 */
export function placeByPrice(price: number, ladder: readonly Rung[], hasEnds: boolean): number {
  const index = nearest(ladder, price);
  const strike = strikeAt(ladder, index);
  const next = price > strike ? index + 1 : index - 1;
  return hasEnds && isPast(price, strike, strikeAt(ladder, next), 0) ? next : index;
}

/** The same where a strike is held: another one that is clearly nearer, or it. */
export function betterByPrice(
  price: number,
  ladder: readonly Rung[],
  hasEnds: boolean,
  held: number,
): number {
  const from = strikeAt(ladder, held);
  let index = placeByPrice(price, ladder, hasEnds);
  // Where strikes are unevenly apart, a nearer one can be the clear one.
  const back = Math.sign(held - index);
  while (index !== held && !isPast(price, from, strikeAt(ladder, index), MARGIN)) index += back;
  return index;
}

/** One past an end is as far from it as its neighbour; past the end of a single strike there is nothing. */
function strikeAt(ladder: readonly Rung[], index: number): number {
  const rung = ladder[index];
  if (rung) return rung.strike;
  const isBelow = index < 0;
  const [end, neighbour] = isBelow ? [ladder[0], ladder[1]] : [ladder.at(-1), ladder.at(-2)];
  if (!end || !neighbour) return isBelow ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return 2 * end.strike - neighbour.strike;
}
