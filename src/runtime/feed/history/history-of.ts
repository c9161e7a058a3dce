import type { Connection } from "../../connection/connection";
import type { FeedDefinition } from "../definition";
import type { Outlet } from "../outlet";
import type { FeedProperties } from "../properties";
import type { HistoryOptions } from "./history-options";
import { NodeHistory } from "./node-history";

/** What a node of candles or trades knows of the past; `undefined` for any other. */
export function historyOf(
  { series }: FeedDefinition,
  properties: FeedProperties,
  connection: Connection,
  outlet: Outlet,
  events: Pick<HistoryOptions, "missed" | "changed">,
): NodeHistory | undefined {
  if (!series) return undefined;
  const feed = connection.feed(properties.endpoint);
  const history: NodeHistory = new NodeHistory({
    feed,
    exact: properties.numbers === "string",
    raw: properties.includeRaw,
    series: ({ subscription }, around) => series(subscription, properties, around),
    own: (update) => outlet.own(update),
    asks: properties.fill || properties.past > 0,
    learnTime: () => connection.learnTime(feed),
    exchange: () => connection.past(),
    send: (update, watched) => outlet.offer(update, watched),
    waits: (update, watched) => outlet.waits(update, watched),
    closed: () => connection.coverages.leave(history),
    ...events,
  });
  connection.coverages.join(history);
  return history;
}
