import type { NodeAPI } from "node-red";
import { klineSubscription } from "../src/protocol/subscription";
import { keptCandles } from "../src/runtime/feed/history/kept-candles";
import { klinePresenter } from "../src/runtime/feed/presenters/kline";
import { registerFeedNode } from "../src/runtime/feed/register-feed-node";

export = (RED: NodeAPI) =>
  registerFeedNode(RED, {
    type: "coincall-kline",
    channel: "kline",
    properties: ["endpoint", "follow", "hold", "rollBefore", "period", "candles", "past", "fill", "value"],
    subscription: (symbol, { endpoint, period }) => klineSubscription(endpoint, symbol, period),
    series: keptCandles,
    presenter: klinePresenter,
  });
