/** The ladder of strikes of an expiry, with the round spacing that traders expect: 500, 1000, 2500 … */

/** `wide` is as many as the exchange really lists, about a thousand for bitcoin; `narrow` is enough to see how it works. */
export type Ladder = "narrow" | "wide";

/** How an expiry's strikes are laid while it has so many days left, or fewer. */
export interface Rung {
  readonly days: number;
  /** The spacing is that of an expiry so many days away. */
  readonly spacedFor: number;
  /** Strikes on each side of the one at the money. */
  readonly eachSide: Readonly<Record<Ladder, number>>;
}

/** As an expiry draws near, strikes between those that there are come in; the nearest ladder is both ladders'. */
export const RUNGS: readonly Rung[] = [
  { days: 4, spacedFor: 1, eachSide: { narrow: 8, wide: 8 } },
  { days: 10, spacedFor: 5, eachSide: { narrow: 7, wide: 18 } },
  { days: 35, spacedFor: 20, eachSide: { narrow: 7, wide: 20 } },
  { days: 100, spacedFor: 60, eachSide: { narrow: 7, wide: 26 } },
  { days: Number.POSITIVE_INFINITY, spacedFor: 200, eachSide: { narrow: 7, wide: 28 } },
];

/** Strikes that there are on each side of the money at least. */
const LEAST_EACH_SIDE = 3;
/** Between neighbours, in standard deviations of the price at expiry. */
const STANDARD_DEVIATIONS_APART = 0.25;
const DAYS_A_YEAR = 365;
/** Digits that keep multiples of a spacing from being 0.30000000000000004. */
const DIGITS = 12;

/**
 * The round number (1, 2.5 or 5 times a power of ten) nearest to a quarter of a standard deviation.
 *
 * @param price usual one of the underlying, USD: the spacing does not change with each of its moves
 * @param volatility a fraction a year
 */
export function strikeSpacing(price: number, volatility: number, { spacedFor }: Rung): number {
  const deviation = price * volatility * Math.sqrt(spacedFor / DAYS_A_YEAR);
  const wanted = deviation * STANDARD_DEVIATIONS_APART;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const candidates = [1, 2.5, 5, 10].map((digit) => digit * power);
  const distance = (candidate: number) => Math.abs(Math.log(candidate / wanted));
  return candidates.reduce((best, candidate) => (distance(candidate) < distance(best) ? candidate : best));
}

/** A new ladder around `price`, ascending; never at or below zero. */
export function strikeLadder(price: number, spacing: number, eachSide: number): number[] {
  const middle = Math.round(price / spacing);
  const lowest = Math.max(1, middle - eachSide);
  return Array.from({ length: 2 * eachSide + 1 }, (_, index) => multiple(lowest + index, spacing));
}

/**
 * Strikes that a listed ladder (ascending) lacks at its ends now that the underlying is at `price`. They come at twice the spacing; a
 * price that has jumped gets them around itself, and none on the way.
 */
export function missingStrikes(listed: readonly number[], price: number, spacing: number): number[] {
  const step = 2 * spacing;
  const near = Math.round(price / step);
  const missing: number[] = [];
  let below = listed.filter((strike) => strike < price).length;
  const lowest = Math.min(Math.ceil((listed[0] ?? price) / step) - 1, near + LEAST_EACH_SIDE);
  for (let next = lowest; below < LEAST_EACH_SIDE && next > 0; next--) {
    missing.push(multiple(next, step));
    if (next * step < price) below += 1;
  }
  let above = listed.filter((strike) => strike > price).length;
  const highest = Math.max(Math.floor((listed.at(-1) ?? price) / step) + 1, near - LEAST_EACH_SIDE);
  for (let next = highest; above < LEAST_EACH_SIDE; next++) {
    missing.push(multiple(next, step));
    if (next * step > price) above += 1;
  }
  return missing;
}

/** Prices between which a ladder lacks nothing. */
export function roomIn(listed: readonly number[]): { readonly low: number; readonly high: number } {
  return {
    low: listed[LEAST_EACH_SIDE - 1] ?? Number.POSITIVE_INFINITY,
    high: listed.at(-LEAST_EACH_SIDE) ?? Number.NEGATIVE_INFINITY,
  };
}

function multiple(count: number, spacing: number): number {
  return Number((count * spacing).toPrecision(DIGITS));
}
