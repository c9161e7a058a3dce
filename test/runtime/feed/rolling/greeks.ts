import { greeksSubscription } from "../../../../src/protocol/subscription";
import type { FeedDefinition, Wish } from "../../../../src/runtime/feed/definition";

/** A node of Greeks, as those are that take rolling names. */
export const GREEKS: FeedDefinition = {
  type: "coincall-greeks",
  channel: "greeks",
  properties: ["follow", "hold", "rollBefore"],
  subscription: greeksSubscription,
  presenter: () => ({ payload: () => undefined }),
};

/** @param following how it follows them, where that matters */
export function wishOf(following: Partial<Wish["following"]> = {}): Wish {
  return {
    endpoint: "options",
    protocol: "signed",
    period: "m1",
    expiry: "",
    tradeIds: false,
    following: { follow: "money", hold: 0, rollBefore: 0, ...following },
    now: 0,
  };
}
