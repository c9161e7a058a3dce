import { startOf, stepped } from "../periods/alignment";
import type { Hole } from "./hole";
import { type CandleSeries, type CandleWish, NEW_CANDLES } from "./series";

/**
 * A subscription begins, also that of another option for a rolling name: nothing from before it counts.
 *
 * @param clock the exchange's, ms since 1970
 */
export function begin({ period, past }: CandleWish, clock: number): CandleSeries {
  if (past === 0) return NEW_CANDLES;
  const from = stepped(period, startOf(period, clock), -past);
  return { ...NEW_CANDLES, hole: holeOf(0, "history", from, from), holes: 1 };
}

/** Whether nothing was told or missed since it began. */
export function isUntouched({ latest, hole }: CandleSeries): boolean {
  return latest === null && hole?.to === null && !hole.isOfOutage;
}

export function holeOf(id: number, mark: Hole["mark"], since: number, from: number): Hole {
  const isOfOutage = mark === "filled";
  return { id, mark, since, from, to: null, liveAt: null, told: 0, missing: 0, isAsked: false, isOfOutage };
}
