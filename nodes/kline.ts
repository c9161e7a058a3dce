import type { NodeAPI } from "node-red";
import { candleSeries } from "../src/runtime/feed/made/candle-series";
import { candleSubscription, pastOfSeconds } from "../src/runtime/feed/made/made-subscription";
import { klinePresenter } from "../src/runtime/feed/presenters/kline";
import { registerFeedNode } from "../src/runtime/feed/register-feed-node";

export = (RED: NodeAPI) =>
  registerFeedNode(RED, {
    type: "coincall-kline",
    channel: "kline",
    properties: ["endpoint", "follow", "hold", "rollBefore", "period", "candles", "past", "fill", "value"],
    misfit: pastOfSeconds,
    subscription: candleSubscription,
    series: candleSeries,
    presenter: klinePresenter,
  });
