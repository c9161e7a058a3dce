import type { Feed } from "../../link/feed/feed";
import type { FeedFigures, SubscriptionCounts } from "../../link/feed/figures";
import type { Endpoint } from "../../protocol/channels";
import type { CoincallError } from "../../protocol/error";

/** What a status node tells of an endpoint. Source: docs/contract.md, "`coincall-status`". */
export interface StatusReport extends Partial<FeedFigures> {
  endpoint: Endpoint;
  state: "idle" | "connecting" | "open" | "waiting" | "refused" | "overdue" | "recovered";
  /** Only of a symbol that is overdue or has recovered. */
  symbol?: string;
  /** In words. */
  reason?: string;
  /** ms since 1970. */
  since: number;
  /** Failures since the link last held for long; 0 while it holds. */
  attempt: number;
  /** ms. */
  retryIn?: number;
  subscriptions: SubscriptionCounts;
}

/** @param words makes a sentence of an error, in the user's language */
export function reportOf(feed: Feed, words: (error: CoincallError) => string): StatusReport {
  const { endpoint, state, since } = feed;
  const attempt = state.name === "idle" || state.name === "open" ? 0 : state.attempt;
  const report: StatusReport = { endpoint, state: state.name, since, attempt, subscriptions: feed.counts() };
  if (state.name !== "waiting" && state.name !== "refused") return report;
  return { ...report, reason: words(state.error), retryIn: Math.max(0, state.retryAt - Date.now()) };
}
