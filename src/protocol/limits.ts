/** What a number may be, both ends included. */
export interface Limits {
  readonly minimum: number;
  readonly maximum: number;
}

/** The longest that a timer can wait, ms. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** The numbers among the nodes' properties. Source: docs/contract.md, "Palette nodes" and "`coincall-connection`". */
export const LIMITS = {
  /** Levels on each side of a book. */
  depth: { minimum: 1, maximum: 100 },
  /** Seconds. */
  hold: { minimum: 0, maximum: 3600 },
  /** Hours. */
  rollBefore: { minimum: 0, maximum: 720 },
  /** Listed strikes on each side of the money; 0 is all of them. */
  strikes: { minimum: 0, maximum: 200 },
  /** Candles from before the subscription. */
  past: { minimum: 0, maximum: 1_000 },
  /** Seconds; 0 is off. */
  overdue: { minimum: 0, maximum: LONGEST_WAIT / 1000 },
  /** Seconds that an endpoint must have been down before it is told; a day at most. */
  downFor: { minimum: 0, maximum: 86_400 },
  /** Seconds that an alert looks back, or waits for a message; 30 days at most. */
  window: { minimum: 0, maximum: 2_592_000 },
  /** Seconds for which an alert has to hold, or between two of them; 30 days at most. */
  alertWait: { minimum: 0, maximum: 2_592_000 },
  /** ms. */
  interval: { minimum: 1, maximum: LONGEST_WAIT },
  /** Seconds. */
  heartbeatInterval: { minimum: 1, maximum: 25 },
  /** Seconds. */
  heartbeatTimeout: { minimum: 1, maximum: 25 },
} as const satisfies Readonly<Record<string, Limits>>;

/** Characters of a symbol, an id or the name of a coin, at most; the exchange's ids have 19. What has more is none. */
export const LONGEST_NAME = 64;

/** Rows in one frame, at most: twice the options of the coin that has most of them. What is more is left out. */
export const MOST_ROWS = 2_000;
