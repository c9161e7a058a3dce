import type { Feed } from "../../../link/feed/feed";
import type { HistoryOptions } from "./history-options";
import type { Surroundings } from "./series/kept-series";

/** What the series of a node may know of it. */
export function surroundingsOf(
  { time, signs }: Pick<Feed, "time" | "signs">,
  { own, learnTime }: Pick<HistoryOptions, "own" | "learnTime">,
): Surroundings {
  return {
    now: () => time.now(),
    heard: () => (time.isKnown ? signs.heard : Number.NEGATIVE_INFINITY),
    at: (moment) => (time.isKnown ? time.at(moment) : undefined),
    learnTime: () => void learnTime(),
    own,
  };
}
