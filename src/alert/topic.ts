import type { Hold } from "./telling/hold";
import type { Value } from "./values/value";
import { type Extremes, NO_EXTREMES } from "./window/extremes";

export type Side = "above" | "below";

/** What is remembered of a topic: plain data, the same after JSON. */
export interface Topic {
  /** The time of the value that was judged last, by the messages' own clock where they have one; ms since 1970. */
  readonly at: number | null;
  /** When that came, by this machine's clock; ms since 1970. */
  readonly heard: number | null;
  /** As it came. */
  readonly value: Value | null;
  /** By which it was judged. */
  readonly levels: readonly Value[];
  readonly lows: Extremes;
  readonly highs: Extremes;
  /** On which side of a level, or outside of which of two, the value is. */
  readonly side: Side | null;
  /** Since when the condition holds, if it does. */
  readonly hold: Hold | null;
  /** Whether there was a gap since the value that was judged last. */
  readonly isAfterGap: boolean;
  /** The time of the first value after the latest gap. */
  readonly gapAt: number | null;
  /** When the latest alert was told, by this machine's clock. */
  readonly alertedAt: number | null;
  /** Alerts so far. */
  readonly count: number;
  readonly isArmed: boolean;
  /** Values so far that are no numbers. */
  readonly unreadable: number;
}

export const NEW_TOPIC: Topic = {
  at: null,
  heard: null,
  value: null,
  levels: [],
  lows: NO_EXTREMES,
  highs: NO_EXTREMES,
  side: null,
  hold: null,
  isAfterGap: false,
  gapAt: null,
  alertedAt: null,
  count: 0,
  isArmed: true,
  unreadable: 0,
};
