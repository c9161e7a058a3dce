import type { NodeAPI } from "node-red";
import { decodeGreeks, type RawGreeks } from "../src/protocol/decode";
import { greeksSubscription } from "../src/protocol/subscription";
import { registerFeedNode } from "../src/runtime/feed/register-feed-node";

export = (RED: NodeAPI) =>
  registerFeedNode(RED, {
    type: "coincall-greeks",
    channel: "greeks",
    properties: ["follow", "hold", "rollBefore", "value"],
    subscription: greeksSubscription,
    presenter: () => ({
      payload: ({ rows: [row], subscription }, numbers) =>
        decodeGreeks(row as RawGreeks, numbers, subscription.option),
    }),
  });
