import { openTime } from "../answers/candle-rows";
import { stepped } from "../periods/alignment";
import { bounded, type Hole, isDone } from "./hole";
import { giveUp, join } from "./joining";
import { type CandleOutcome, type CandleSeries, type CandleWish, type LiveCandle, untold } from "./series";

/** Live candles that wait, at most: nobody gets as many in five seconds. */
const MOST_WAITING = 100;

/**
 * What is live: told at once, or once what was missed before it is there.
 *
 * @param clock the exchange's, ms since 1970
 */
export function take(
  wish: CandleWish,
  series: CandleSeries,
  candle: LiveCandle,
  clock: number,
): CandleOutcome {
  const start = openTime(candle.row);
  const { hole } = series;
  if (!hole) return isTold(series, start) ? untold(series) : tell(series, candle, start);
  if (hole.to !== null) return wait(series, candle, start, hole.to);
  if (isTold(series, start)) return untold(series);
  const met = meet(wish, series, hole, start, clock);
  const waits: CandleSeries = { ...series, hole: met, waiting: [candle] };
  const isWanted = wish.fill || hole.mark === "history";
  return isDone(met) || !isWanted ? join(waits, met) : untold(waits);
}

function tell(series: CandleSeries, { row, closed, update }: LiveCandle, start: number): CandleOutcome {
  const { hole, waiting, late, holes } = series;
  return {
    series: { latest: { start, closed }, hole, waiting, late, holes },
    told: [{ rows: [row], closed, update }],
  };
}

function isTold({ latest }: CandleSeries, start: number): boolean {
  return latest !== null && (start < latest.start || (start === latest.start && latest.closed));
}

/** A hole ends where something live begins. */
function meet(
  { period, past }: CandleWish,
  { latest }: CandleSeries,
  hole: Hole,
  to: number,
  clock: number,
): Hole {
  const ended = { ...hole, to, liveAt: clock, isAsked: false };
  if (!latest && hole.mark === "history") {
    const from = stepped(period, to, -past);
    return { ...ended, since: from, from };
  }
  // The clock was ahead when it began: nobody knows what is missing.
  return hole.from > to && !latest ? { ...ended, since: to, from: to, missing: 1 } : bounded(period, ended);
}

function wait(series: CandleSeries, candle: LiveCandle, start: number, to: number): CandleOutcome {
  const { waiting } = series;
  const last = waiting.at(-1);
  const lastStart = last ? openTime(last.row) : to;
  if (start < lastStart || (start === lastStart && last?.closed)) return untold(series);
  // Of a candle that is open only the newest is worth anything by then.
  const kept = start === lastStart ? waiting.slice(0, -1) : waiting;
  const next = { ...series, waiting: [...kept, candle] };
  return next.waiting.length > MOST_WAITING ? giveUp(next) : untold(next);
}
