import type { NodeAPI } from "node-red";
import { klineSubscription } from "../src/protocol/subscription";
import { registerFeedNode } from "../src/runtime/feed/feed-node";
import { klinePresenter } from "../src/runtime/feed/presenters/kline";

export = (RED: NodeAPI) =>
  registerFeedNode(RED, {
    type: "coincall-kline",
    channel: "kline",
    properties: ["endpoint", "follow", "hold", "rollBefore", "period", "candles", "value"],
    subscription: (symbol, { endpoint, period }) => klineSubscription(endpoint, symbol, period),
    presenter: klinePresenter,
  });
