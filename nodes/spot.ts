import type { NodeAPI } from "node-red";
import { decodeSpot, type RawSpot } from "../src/protocol/decode";
import { symbolSubscription } from "../src/protocol/subscription";
import { registerFeedNode } from "../src/runtime/feed/register-feed-node";

export = (RED: NodeAPI) =>
  registerFeedNode(RED, {
    type: "coincall-spot",
    channel: "spot",
    properties: ["endpoint", "value"],
    defaults: { endpoint: "futures" },
    subscription: (symbol, { endpoint }) => symbolSubscription("spot", endpoint, symbol),
    presenter: () => ({
      payload: ({ rows: [row], subscription }, numbers) =>
        decodeSpot(row as RawSpot, numbers, subscription.endpoint),
    }),
  });
