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
}
