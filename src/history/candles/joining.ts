import type { RawKline } from "../../protocol/decode";
import { openTime } from "../answers/candle-rows";
import type { Told } from "../told";
import { gapOf, type Hole } from "./hole";
import { type CandleOutcome, type CandleSeries, type LiveCandle, untold } from "./series";

/** Holes of a symbol that are filled afterwards, at most; the oldest are given up. */
const MOST_LATE = 20;

/** What waits is told, and says what became of the hole before it. */
export function join(series: CandleSeries, hole: Hole): CandleOutcome {
  const gap = gapOf(hole);
  // A past that is there is no gap: nothing was interrupted.
  const isNoGap = !hole.isOfOutage && gap.filled === "all";
  const told = series.waiting.map((candle, index) => {
    return { ...liveOf(candle), ...(index === 0 && !isNoGap ? { gap } : {}) };
  });
  return {
    series: { ...series, latest: latestOf(series), hole: null, waiting: [] },
    told,
    failed: gap.filled === "all" ? undefined : gap,
  };
}

/** What waits is told without what it waited for, which is told late if it comes. */
export function giveUp(series: CandleSeries): CandleOutcome {
  const { hole, late } = series;
  if (!hole || series.waiting.length === 0) return untold(series);
  const all = [...late, hole];
  const dropped = all.length > MOST_LATE ? all[0] : undefined;
  const { told, series: joined } = join(series, hole);
  return {
    series: { ...joined, late: all.slice(-MOST_LATE) },
    told,
    failed: dropped && gapOf(dropped),
  };
}

function liveOf({ row, closed, update }: LiveCandle): Told<RawKline> {
  return { rows: [row], closed, update };
}

function latestOf({ waiting, latest }: CandleSeries): CandleSeries["latest"] {
  const last = waiting.at(-1);
  return last ? { start: openTime(last.row), closed: last.closed } : latest;
}
