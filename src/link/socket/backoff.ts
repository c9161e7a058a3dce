const FIRST_STEP = 500;
const LONGEST = 30_000;

/**
 * How long to wait before the next attempt, ms: exponential with full jitter, so that a thousand clients of an
 * exchange that restarts do not come back in step.
 *
 * @param attempt 0 for the first attempt after a link that worked
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  return Math.round(random() * Math.min(LONGEST, FIRST_STEP * 2 ** attempt));
}
