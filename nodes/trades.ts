import type { NodeAPI } from "node-red";
import { symbolSubscription } from "../src/protocol/subscription";
import { keptTrades } from "../src/runtime/feed/history/series/kept-trades";
import { joinTrades, tradeIdsUnsigned, tradesPresenter } from "../src/runtime/feed/presenters/trades";
import { registerFeedNode } from "../src/runtime/feed/register-feed-node";

export = (RED: NodeAPI) =>
  registerFeedNode(RED, {
    type: "coincall-trades",
    channel: "trades",
    properties: ["endpoint", "follow", "hold", "rollBefore", "fill", "history", "tradeIds"],
    misfit: tradeIdsUnsigned,
    subscription: (symbol, { endpoint, tradeIds }) =>
      symbolSubscription(tradeIds ? "tradesWithIds" : "trades", endpoint, symbol),
    series: keptTrades,
    presenter: tradesPresenter,
    merge: joinTrades,
  });
