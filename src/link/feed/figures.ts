import type { Counts } from "../subscriptions/counts";
import type { DropReason, Drops } from "./drops";
import type { Latency, Measurements } from "./measurements";

/** Source: docs/contract.md, "`coincall-status`". */
export interface SubscriptionCounts {
  /** Acknowledged, or pushed. */
  live: number;
  pending: number;
  rejected: number;
  /** Over. */
  expired: number;
}

export interface FeedFigures {
  readonly messagesPerSecond: number;
  /** Absent while no frame says when it was sent. */
  readonly latency?: Latency;
  readonly dropped: Readonly<Record<DropReason, number>>;
}

/**
 * How many of the subscriptions that somebody wants are in which state.
 *
 * @param isOpen whether there is a link: without one nothing is live, whatever was acknowledged over the last one
 */
export function countsOf(counts: Counts, isOpen: boolean): SubscriptionCounts {
  const pending = counts.of("desired", "pending");
  const confirmed = counts.of("confirmed");
  return {
    live: isOpen ? confirmed : 0,
    pending: isOpen ? pending : pending + confirmed,
    rejected: counts.of("rejected", "unusable"),
    expired: counts.of("expired"),
  };
}

/** @param now ms of the clock that only runs forward */
export function figuresOf(measurements: Measurements, drops: Drops, now: number): FeedFigures {
  const latency = measurements.latency();
  return {
    messagesPerSecond: measurements.framesPerSecond(now),
    ...(latency === undefined ? {} : { latency }),
    dropped: drops.counts(),
  };
}
