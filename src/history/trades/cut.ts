import { giveUp } from "./joining";
import type { TradeOutcome, TradeSeries } from "./series";

/**
 * The link was lost: what waits is told, and what comes next may follow a gap.
 *
 * @param heard when something was heard on the link last, by the exchange's clock, ms since 1970
 * @param isCertain whether that clock is known, by trades or otherwise: some may be of a time before `heard` if it is not
 */
export function cut(series: TradeSeries, heard: number, isCertain = true): TradeOutcome {
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
    isPart: !isCertain,
    isAnswered: false,
    isAsked: false,
  };
  return { ...outcome, series: { ...outcome.series, hole: next, holes: holes + 1 } };
}
