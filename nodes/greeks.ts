import type { NodeAPI } from "node-red";
import { decodeGreeks, type RawGreeks } from "../src/protocol/decode";
import { symbolSubscription } from "../src/protocol/subscription";
import { registerFeedNode } from "../src/runtime/feed/feed-node";

export = (RED: NodeAPI) =>
  registerFeedNode(RED, {
    type: "coincall-greeks",
    channel: "greeks",
    properties: [],
    subscription: (symbol) => symbolSubscription("greeks", "options", symbol),
    presenter: () => ({ payload: ({ rows: [row] }, numbers) => decodeGreeks(row as RawGreeks, numbers) }),
  });
