import type { SubscriptionState } from "../subscriptions/entry";
import type { DropReason } from "./drops";
import type { Latency } from "./measurements";
import { isWanted, type Watch } from "./watches";

/** Source: docs/contract.md, "`coincall-status`". */
export interface SubscriptionCounts {
  /** Acknowledged, or pushed. */
  live: number;
  pending: number;
  rejected: number;
}

export interface FeedFigures {
  readonly messagesPerSecond: number;
  /** Absent while no frame says when it was sent. */
  readonly latency?: Latency;
  readonly dropped: Readonly<Record<DropReason, number>>;
}

const COUNTED_AS: Readonly<Record<SubscriptionState, keyof SubscriptionCounts>> = {
  desired: "pending",
  pending: "pending",
  confirmed: "live",
  rejected: "rejected",
};

/**
 * How many of the subscriptions that somebody wants are in which state.
 *
 * @param isOpen whether there is a link: without one nothing is live, whatever was acknowledged over the last one
 */
export function countsOf(watches: Iterable<Watch>, isOpen: boolean): SubscriptionCounts {
  const counts = { live: 0, pending: 0, rejected: 0 };
  for (const watch of watches) {
    if (!isWanted(watch)) continue;
    const counted = COUNTED_AS[watch.entry.state];
    counts[counted === "live" && !isOpen ? "pending" : counted] += 1;
  }
  return counts;
}
