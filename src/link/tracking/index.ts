import type { Subscription } from "../../protocol/subscription";
import { Candles } from "./candles";
import { Chains } from "./chains";
import type { Tracker } from "./part";
import { Snapshots } from "./snapshots";
import { Trades } from "./trades";

export { MOST_SYMBOLS } from "./known-options";
export type { Part, Surplus, Tracker, UnreadPart } from "./part";

/** One for all: it remembers nothing of any of them. */
const SNAPSHOTS = new Snapshots();

export function trackerFor({ channel, label }: Subscription): Tracker {
  switch (channel.name) {
    case "kline":
      return new Candles();
    case "trades":
      return new Trades();
    case "optionChain":
      return new Chains();
    case "balance":
      return new Snapshots(label);
    default:
      return SNAPSHOTS;
  }
}
