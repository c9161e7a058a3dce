import type { NodeAPI } from "node-red";
import { chainPresenter, joinRows } from "../src/runtime/feed/presenters/option-chain";
import { registerFeedNode } from "../src/runtime/feed/register-feed-node";
import { wishedChain } from "../src/runtime/feed/wishes/wished-chain";

export = (RED: NodeAPI) =>
  registerFeedNode(RED, {
    type: "coincall-option-chain",
    channel: "optionChain",
    properties: ["rollBefore", "expiry", "strikes", "output"],
    subscription: wishedChain,
    presenter: chainPresenter,
    merge: joinRows,
  });
