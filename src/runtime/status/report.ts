import type { Feed } from "../../link/feed/feed";
import type { FeedFigures, SubscriptionCounts } from "../../link/feed/figures";
import type { Endpoint } from "../../protocol/channels";
import type { CoincallError } from "../../protocol/error";
import type { CoveredSeries } from "../connection/coverages";
import type { Rolled } from "../market/rolled";

/** What a status node tells of an endpoint. Source: docs/contract.md, "`coincall-status`". */
export interface StatusReport extends Partial<FeedFigures> {
  /** The connection's name, or its id where it has none. */
  connection: string;
  endpoint: Endpoint;
  state:
    | "idle"
    | "connecting"
    | "open"
    | "waiting"
    | "refused"
    | "overdue"
    | "recovered"
    | "expired"
    | "rolled";
  /** Only of a symbol that is overdue, has recovered, is over, or has rolled. */
  symbol?: string;
  /** What became of a rolling name. */
  rolled?: Rolled;
  /** In words. */
  reason?: string;
  /** ms since 1970. */
  since: number;
  /** Failures since the link last held for long; 0 while it holds. */
  attempt: number;
  /** ms. */
  retryIn?: number;
  /** Only where outages are told: whether it is down, or back. */
  down?: boolean;
  /** With `down`: for how long it has been, or was, in whole seconds. */
  downFor?: number;
  subscriptions: SubscriptionCounts;
  /** Only where it is asked for: since when the candles and trades of its nodes are whole. */
  coverage?: readonly CoveredSeries[];
}

/** The same of a whole connection, for a health check. */
export interface HealthReport {
  /** That every endpoint that is wanted is open, and no symbol is overdue. */
  ok: boolean;
  connection: string;
  endpoints: Readonly<Record<Endpoint, StatusReport>>;
  coverage: readonly CoveredSeries[];
}

/**
 * @param words makes a sentence of an error, in the user's language
 * @param clockOff what is to be said of this machine's clock
 */
export function reportOf(
  connection: string,
  feed: Feed,
  words: (error: CoincallError) => string,
  clockOff: string | undefined,
): StatusReport {
  const { endpoint, state, since } = feed;
  const attempt = state.name === "idle" || state.name === "open" ? 0 : state.attempt;
  const subscriptions = feed.counts();
  const report: StatusReport = { connection, endpoint, state: state.name, since, attempt, subscriptions };
  // Nothing is asked for any more, perhaps because all of it was refused.
  if (state.name === "idle" && feed.refusal) return { ...report, reason: words(feed.refusal) };
  if (state.name === "open" && clockOff !== undefined) return { ...report, reason: clockOff };
  if (state.name !== "waiting" && state.name !== "refused") return report;
  const reason = state.name === "refused" ? (clockOff ?? words(state.error)) : words(state.error);
  return { ...report, reason, retryIn: Math.max(0, Math.round(state.retryAt - performance.now())) };
}

/** @param areOverdue whether a symbol is */
export function healthOf(
  options: StatusReport,
  futures: StatusReport,
  areOverdue: boolean,
  coverage: readonly CoveredSeries[],
): HealthReport {
  const isWell = ({ state, subscriptions }: StatusReport) => state === "open" || !isWanted(subscriptions);
  const ok = isWell(options) && isWell(futures) && !areOverdue;
  return { ok, connection: options.connection, endpoints: { options, futures }, coverage };
}

function isWanted({ live, pending, rejected }: SubscriptionCounts): boolean {
  return live + pending + rejected > 0;
}
