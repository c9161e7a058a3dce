import type { NodeAPI } from "node-red";
import { decodeBalance, type RawBalance } from "../src/protocol/decode";
import { balanceSubscription } from "../src/protocol/subscription";
import { registerFeedNode } from "../src/runtime/feed/register-feed-node";

export = (RED: NodeAPI) =>
  registerFeedNode(RED, {
    type: "coincall-balance",
    channel: "balance",
    properties: ["value"],
    fixedSymbols: [""],
    subscription: balanceSubscription,
    presenter: () => ({ payload: ({ rows: [row] }, numbers) => decodeBalance(row as RawBalance, numbers) }),
  });
