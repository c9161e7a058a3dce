import type { NodeAPI } from "node-red";
import { decodeOrderBook, type RawOrderBook } from "../src/protocol/decode";
import { symbolSubscription } from "../src/protocol/subscription";
import { registerFeedNode } from "../src/runtime/feed/register-feed-node";

export = (RED: NodeAPI) =>
  registerFeedNode(RED, {
    type: "coincall-order-book",
    channel: "orderBook",
    properties: ["endpoint", "follow", "hold", "rollBefore", "depth"],
    subscription: (symbol, { endpoint }) => symbolSubscription("orderBook", endpoint, symbol),
    presenter: ({ depth }) => ({
      payload: ({ rows: [row] }, numbers) => decodeOrderBook(row as RawOrderBook, numbers, depth),
    }),
  });
