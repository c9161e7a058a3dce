/** ms. */
const REGULAR = 10 * 60_000;
const FIRST_AGAIN = 2_000;
const LONGEST_AGAIN = 30_000;
const FIRST_AFTER_FAILURE = 5_000;
const LONGEST_AFTER_FAILURE = 60_000;
const GROWTH = 1.5;
/** Of a pause: those who wait for the same moment do not all ask at once. */
const JITTER = 0.5;

/** How the latest questions for a list went. */
export interface Asked {
  /** In a row. */
  readonly failures: number;
  /** Since an expiry after which the new listing has not shown yet; 0 where none is awaited. */
  readonly inVain: number;
}

/**
 * How long to wait, ms, before the exchange is asked again what it lists: soon where a new listing is awaited or the
 * last question failed, and less and less soon.
 *
 * @param chance from 0 to 1, another one each time
 */
export function pauseBeforeList({ failures, inVain }: Asked, chance: number): number {
  return pauseOf(failures, inVain) * (1 + JITTER * chance);
}

function pauseOf(failures: number, inVain: number): number {
  if (failures > 0) return growing(FIRST_AFTER_FAILURE, failures - 1, LONGEST_AFTER_FAILURE);
  return inVain > 0 ? growing(FIRST_AGAIN, inVain - 1, LONGEST_AGAIN) : REGULAR;
}

function growing(first: number, times: number, longest: number): number {
  return Math.min(longest, first * GROWTH ** times);
}
