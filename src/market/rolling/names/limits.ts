import type { Limits } from "../../../protocol/limits";

/** What the numbers in rolling names may be: more than is ever listed, and no nonsense. */
export const ROLLING_LIMITS = {
  /** `W+n`: some thirteen expiries are listed at a time. */
  after: { minimum: 1, maximum: 50 },
  /** `nDTE`: the last quarterly is a year away. */
  days: { minimum: 0, maximum: 1000 },
  /** `ATM+n`: a large chain has two hundred strikes. */
  steps: { minimum: 1, maximum: 200 },
  /** `nD` */
  hundredths: { minimum: 1, maximum: 99 },
  /** `n%` */
  percent: { minimum: 1, maximum: 1000 },
} as const satisfies Readonly<Record<string, Limits>>;
