/** The ladder of strikes of an expiry, with the round spacing that traders expect: 500, 1000, 2500 … */

const STRIKES_PER_EXPIRY = 17;
/** A ladder is extended when fewer strikes than this are left above or below the money. */
const STRIKES_EACH_SIDE = 6;
/** Between neighbours, in standard deviations of the price at expiry. */
const STANDARD_DEVIATIONS_APART = 0.25;

/**
 * The round number (1, 2.5 or 5 times a power of ten) nearest to a quarter of a standard deviation.
 *
 * @param deviation of the price at expiry, USD
 */
export function strikeSpacing(deviation: number): number {
  const wanted = deviation * STANDARD_DEVIATIONS_APART;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const candidates = [1, 2.5, 5, 10].map((digit) => digit * power);
  const distance = (candidate: number) => Math.abs(Math.log(candidate / wanted));
  return candidates.reduce((best, candidate) => (distance(candidate) < distance(best) ? candidate : best));
}

/** A new ladder around `spot`, ascending; never at or below zero. */
export function strikeLadder(spot: number, spacing: number): number[] {
  const middle = Math.round(spot / spacing);
  const lowest = Math.max(1, middle - Math.floor(STRIKES_PER_EXPIRY / 2));
  return Array.from({ length: STRIKES_PER_EXPIRY }, (_, index) => (lowest + index) * spacing);
}

/** Strikes that a listed ladder (ascending) lacks now that the underlying trades at `spot`. */
export function missingStrikes(listed: readonly number[], spot: number, spacing: number): number[] {
  const middle = Math.round(spot / spacing);
  const lowest = Math.max(1, middle - STRIKES_EACH_SIDE);
  const missing: number[] = [];
  for (let step = lowest; step <= middle + STRIKES_EACH_SIDE; step++) {
    if (!listed.includes(step * spacing)) missing.push(step * spacing);
  }
  return missing;
}
