import type { NodeAPI } from "node-red";
import { symbolSubscription } from "../src/protocol/subscription";
import { registerFeedNode } from "../src/runtime/feed/feed-node";
import { joinTrades, tradesPresenter } from "../src/runtime/feed/presenters/trades";

export = (RED: NodeAPI) =>
  registerFeedNode(RED, {
    type: "coincall-trades",
    channel: "trades",
    properties: ["endpoint", "follow", "hold", "rollBefore", "history"],
    subscription: (symbol, { endpoint }) => symbolSubscription("trades", endpoint, symbol),
    presenter: tradesPresenter,
    merge: joinTrades,
  });
