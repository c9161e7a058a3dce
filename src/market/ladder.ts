/** A strike at which an option is listed. */
export interface Rung {
  readonly strike: number;
  /** As it is listed. */
  readonly symbol: string;
}

/**
 * Of the size of a distance: what is nearer to a border than this is on it. Shares of it are far below any price's
 * decimals, and far above what doubles make of 0.1.
 */
export const NOTHING = 1e-9;

/** The index of the strike that is nearest to a price, the lower of two; −1 on an empty ladder. */
export function nearest(ladder: readonly Rung[], price: number): number {
  const above = firstAbove(ladder, price);
  const [lower, upper] = [ladder[above - 1], ladder[above]];
  if (!upper || !lower) return upper ? above : above - 1;
  return isPast(price, lower.strike, upper.strike, 0) ? above : above - 1;
}

/** The index of a strike; −1 where it is not on the ladder. */
export function indexOf(ladder: readonly Rung[], strike: number): number {
  const index = firstAbove(ladder, strike) - 1;
  return ladder[index]?.strike === strike ? index : -1;
}

/** Whether an option is on the ladder, spelt as there. */
export function isOn(ladder: readonly Rung[], { strike, symbol }: Rung): boolean {
  return ladder[indexOf(ladder, strike)]?.symbol === symbol;
}

/** Whether a price is past the middle between two strikes by more than a share of their distance. */
export function isPast(price: number, from: number, to: number, share: number): boolean {
  const way = Math.abs(to - from);
  const past = (price - (from + to) / 2) * Math.sign(to - from);
  return past > (share + NOTHING) * way;
}

/** The index of the first strike above a price; the ladder's length where there is none. */
function firstAbove(ladder: readonly Rung[], price: number): number {
  let [low, high] = [0, ladder.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ladder[middle] as Rung).strike > price) high = middle;
    else low = middle + 1;
  }
  return low;
}
