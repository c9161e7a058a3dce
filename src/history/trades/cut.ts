import { giveUp } from "./joining";
import type { TradeOutcome, TradeSeries } from "./series";

/**
 * The link was lost: what waits is told, and what comes next may follow a gap.
 *
 * @param heard when something was heard on the link last, by the exchange's clock, ms since 1970
 */
export function cut(series: TradeSeries, heard: number): TradeOutcome {
  const outcome = giveUp(series);
  const { hole, known, holes } = outcome.series;
  if (hole) return { ...outcome, series: { ...outcome.series, hole: { ...hole, isAsked: false } } };
  const next = {
    id: holes,
    since: heard,
    known,
    live: [],
    to: null,
    liveAt: null,
    told: 0,
    isPart: false,
    isAnswered: false,
    isAsked: false,
  };
  return { ...outcome, series: { ...outcome.series, hole: next, holes: holes + 1 } };
}
