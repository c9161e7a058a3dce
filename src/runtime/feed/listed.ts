import type { Coverage } from "../../history/coverage";
import type { NodeSubscription } from "./made/made-subscription";
import type { NodeFeed } from "./made/node-feed";
import type { RollingWish } from "./rolling/rolling-wish";
import type { Watched } from "./watched";

/** Something on a node's list: what it wants, and what is watched of it now. */
export interface OnList {
  /** A rolling name; `undefined` for what is watched for itself. */
  readonly wish?: RollingWish;
  /** `undefined` for a rolling name that is nothing now. */
  readonly watched: Watched | undefined;
}

/** One row of the answer to `list`. Source: docs/contract.md, "Messages in". */
export interface ListedSubscription {
  symbol: string;
  period?: string;
  /** `live`: over the present link, the exchange acknowledged it or pushes it. */
  state: "pending" | "live" | "rejected" | "expired" | "choosing";
  /** ms since 1970, this machine's clock. */
  lastReceived?: number;
  /** Of a rolling name: what it is now, as are the others. */
  resolved?: string;
  /** ms since 1970, the exchange's clock. */
  since?: number;
  /** ms since 1970: when its expiry will no longer be the one, as far as the list tells. */
  rollsAt?: number;
  /** Of candles and trades: since when they are whole, and until when; ms since 1970. */
  coverage?: ListedCoverage;
}

export type ListedCoverage = Coverage & { readonly to: number };

/** What became of something that is watched. */
export function stateOf(feed: NodeFeed, subscription: NodeSubscription): ListedSubscription["state"] {
  switch (feed.entryOf(subscription)?.state) {
    case "confirmed":
      return feed.state.name === "open" ? "live" : "pending";
    case "rejected":
      return "rejected";
    case "expired":
      return "expired";
    default:
      return "pending";
  }
}

/**
 * The rows with what is known of their series.
 *
 * @param entries of the rows, in their order
 */
export function withCoverage(
  rows: readonly ListedSubscription[],
  entries: readonly OnList[],
  coverageOf: (watched: Watched) => ListedCoverage | undefined,
): ListedSubscription[] {
  return rows.map((row, index) => {
    const watched = entries[index]?.watched;
    const coverage = watched && coverageOf(watched);
    return coverage ? { ...row, coverage } : row;
  });
}
