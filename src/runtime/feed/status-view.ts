import type { NodeAPI } from "node-red";
import type { AnyPeriod } from "../../history/periods/made-periods";
import type { CoincallError } from "../../protocol/error";
import type { Connection } from "../connection/connection";
import { linkWords } from "../link-words";
import type { StatusView } from "../status-line";
import { text } from "../texts";
import type { NodeHistory } from "./history/node-history";
import type { NodeFeed } from "./made/node-feed";
import type { RollingList } from "./rolling/rolling-list";
import type { WatchList } from "./watch-list";

/** What a node knows of itself that its status depends on. */
export interface Watching {
  readonly watchList: WatchList;
  readonly rollingNames: RollingList;
  readonly history: NodeHistory | undefined;
  /** Of candles, as the node was saved. */
  readonly period: AnyPeriod;
  /** The variable that will hold the symbols, while it does not. */
  readonly waitsFor: string | undefined;
  /** What is wrong with the saved symbols. */
  readonly problem: CoincallError | undefined;
  /** The error in words that may be shown. */
  presentable(error: CoincallError): CoincallError;
}

export function statusView(
  RED: NodeAPI,
  connection: Connection,
  feed: Pick<NodeFeed, "state">,
  watching: Watching,
): StatusView {
  const { watchList, rollingNames, waitsFor, problem } = watching;
  return {
    problem: problem?.message ?? problemWatched(RED, watching),
    subscriptions: watchList.size,
    waitsFor,
    expired: watchList.expired,
    choosing: rollingNames.choosing,
    resolved: resolved(watching),
    watched: watchedInstead(watching),
    link: feed.state,
    words: linkWords(RED, connection, feed.state),
    clockOff: connection.secondsOff,
    hasData: watchList.hasData(),
    filling: watching.history?.filling,
    overdueFor: watchList.overdueFor(),
    simulated: connection.isSimulated,
    now: performance.now(),
  };
}

/** Why something that is on the list is not watched. */
function problemWatched(
  RED: NodeAPI,
  { watchList, rollingNames, presentable }: Watching,
): string | undefined {
  const refusal = watchList.problem();
  if (refusal) return presentable(refusal).message;
  const unchosen = rollingNames.problem;
  return unchosen && text(RED, `unchosen.${unchosen.reason}`);
}

/** Without the underlying, where the node was saved with it: there is little room below a node. */
function resolved({ watchList, rollingNames: { only } }: Watching): string | undefined {
  const option = only?.current && only.standing.choice?.symbol;
  return option
    ?.split("-")
    .slice(watchList.isAsSaved ? 1 : 0)
    .join(" ");
}

/** What is watched, where messages have made it another than what was saved: `ETHUSD`, or the first and how many more. */
function watchedInstead({ watchList, period: saved }: Watching): string | undefined {
  const { first, size } = watchList;
  if (!first || watchList.isAsSaved) return undefined;
  const { name, period = saved } = first;
  return `${name}${period === saved ? "" : ` ${period}`}${size > 1 ? ` +${size - 1}` : ""}`;
}
