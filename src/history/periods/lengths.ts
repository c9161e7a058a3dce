const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** ms; of the periods that are always as long. */
export const FIXED_LENGTHS = {
  s5: 5 * SECOND,
  s15: 15 * SECOND,
  s30: 30 * SECOND,
  m1: MINUTE,
  m3: 3 * MINUTE,
  m5: 5 * MINUTE,
  m10: 10 * MINUTE,
  m15: 15 * MINUTE,
  m30: 30 * MINUTE,
  h1: HOUR,
  h2: 2 * HOUR,
  h4: 4 * HOUR,
  h6: 6 * HOUR,
  h12: 12 * HOUR,
  d1: DAY,
  w1: 7 * DAY,
  mn1: undefined,
  quarter: undefined,
} as const;

/** Months of the others. */
export const MONTHS = { mn1: 1, quarter: 3 } as const;
