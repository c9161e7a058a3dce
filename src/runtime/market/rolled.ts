import type { Chosen, RollReason } from "../../market/rolling/standing";

/** What is told of a choice. Source: docs/contract.md, "Messages out". */
export interface Rolled {
  /** The option, or the chain, before; absent at the start. */
  readonly from?: string;
  readonly to: string;
  readonly reason: RollReason;
  /** USD; absent where the chain does not tell it, as is the delta. */
  readonly forward?: number;
  readonly delta?: number;
  /** ms since 1970: when this expiry will no longer be the one, as far as the list tells. */
  readonly rollsAt: number;
}

/** @param from what it was before, for whoever is told; nothing where that is the start */
export function rolledTo(
  { symbol, reason, forward, delta, rollsAt }: Chosen,
  from: string | undefined,
): Rolled {
  return {
    ...(from === undefined ? {} : { from }),
    to: symbol,
    reason: from === undefined ? "start" : reason,
    ...(forward === undefined ? {} : { forward }),
    ...(delta === undefined ? {} : { delta }),
    rollsAt,
  };
}
