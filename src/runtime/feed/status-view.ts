import type { NodeAPI } from "node-red";
import type { Feed } from "../../link/feed/feed";
import type { CoincallError } from "../../protocol/error";
import type { Connection } from "../connection/connection";
import { linkWords } from "../link-words";
import type { StatusView } from "../status-line";
import { text } from "../texts";
import type { RollingList } from "./rolling/rolling-list";
import type { WatchList } from "./watch-list";

/** What a node knows of itself that its status depends on. */
export interface Watching {
  readonly watchList: WatchList;
  readonly rollingNames: RollingList;
  /** The variable that will hold the symbols, while it does not. */
  readonly waitsFor: string | undefined;
  /** What is wrong with the saved symbols. */
  readonly problem: CoincallError | undefined;
  /** The error in words that may be shown. */
  presentable(error: CoincallError): CoincallError;
}

export function statusView(RED: NodeAPI, connection: Connection, feed: Feed, watching: Watching): StatusView {
  const { watchList, rollingNames, waitsFor, problem } = watching;
  return {
    problem: problem?.message ?? problemWatched(RED, watching),
    subscriptions: watchList.size,
    waitsFor,
    expired: watchList.expired,
    choosing: rollingNames.choosing,
    resolved: resolved(rollingNames),
    link: feed.state,
    words: linkWords(RED, connection, feed.state),
    clockOff: connection.secondsOff,
    hasData: watchList.hasData(),
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

/** Without the underlying, which the user has written: there is little room below a node. */
function resolved({ only }: RollingList): string | undefined {
  return only?.current && only.standing.choice?.symbol.split("-").slice(1).join(" ");
}
