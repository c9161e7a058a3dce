import type { Period } from "../../protocol/channels";
import { nextStart, startOf } from "../periods/alignment";
import { holeOf } from "./begin";
import type { Hole } from "./hole";
import { giveUp } from "./joining";
import type { CandleOutcome, CandleSeries, CandleWish } from "./series";

/**
 * The link was lost: what waits is told, and what comes next may follow a gap.
 *
 * @param heard when something was heard on the link last, by the exchange's clock, ms since 1970
 */
export function cut({ period }: CandleWish, series: CandleSeries, heard: number): CandleOutcome {
  const outcome = giveUp(series);
  const { hole, holes } = outcome.series;
  if (hole) return { ...outcome, series: { ...outcome.series, hole: lost(hole, heard) } };
  const from = wantedFrom(period, outcome.series, heard);
  const next = holeOf(holes, "filled", Math.min(heard, from), from);
  return { ...outcome, series: { ...outcome.series, hole: next, holes: holes + 1 } };
}

/** What was wanted is wanted still; of a past that was told already, nothing is uncertain before its end. */
function lost(hole: Hole, heard: number): Hole {
  const isToldPast = !hole.isOfOutage && hole.told > 0 && hole.missing === 0;
  const since = isToldPast ? Math.min(heard, hole.from) : hole.since;
  return { ...hole, since, isAsked: false, isOfOutage: true };
}

/** Where nothing was told, nothing had come until then: it is wanted of what is open then. */
function wantedFrom(period: Period, { latest }: CandleSeries, heard: number): number {
  if (!latest) return startOf(period, heard);
  return latest.closed ? nextStart(period, latest.start) : latest.start;
}
