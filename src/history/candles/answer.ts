import type { RawKline } from "../../protocol/decode";
import { candlesOf, openTime } from "../answers/candle-rows";
import type { Mark, Told } from "../told";
import { type Filling, fill, gapOf, type Hole, isDone } from "./hole";
import { join } from "./joining";
import type { CandleQuestion } from "./question";
import { type CandleOutcome, type CandleSeries, type CandleWish, untold } from "./series";

/**
 * What an answer of REST changes; there may be more to ask then.
 *
 * @param data what stands under `data` in the answer, whatever it is; `undefined` where none came
 */
export function answer(
  { period }: CandleWish,
  series: CandleSeries,
  question: CandleQuestion,
  data: unknown,
): CandleOutcome {
  const candles = candlesOf(data, question);
  const { hole, late } = series;
  if (hole?.id === question.id) {
    if (isOfAnotherTime(question, hole)) return untold(series);
    return candles
      ? before(series, fill(period, hole, question.page, candles))
      : inVain(series, hole, question);
  }
  const found = late.find(({ id }) => id === question.id);
  if (!found || isOfAnotherTime(question, found)) return untold(series);
  return candles
    ? afterwards(series, fill(period, found, question.page, candles))
    : { ...untold({ ...series, late: without(late, found) }), failed: gapOf(found) };
}

/** Something live came meanwhile, and showed that the clock is another: what is wanted begins earlier, or after all of it. */
function isOfAnotherTime({ page }: CandleQuestion, { from }: Hole): boolean {
  return page.from > from || page.to <= from;
}

/** What was missed comes before what waits for it. */
function before(series: CandleSeries, { hole, told }: Filling): CandleOutcome {
  const last = told.at(-1);
  const latest = last ? { start: openTime(last), closed: true } : series.latest;
  const filled = told.map((row) => finished(row, hole.mark));
  const next = { ...series, latest, hole };
  if (!isDone(hole)) return { series: next, told: filled };
  const joined = join(next, hole);
  return { ...joined, told: [...filled, ...joined.told] };
}

/** Something live may come yet, for which it is asked once more. */
function inVain(series: CandleSeries, hole: Hole, { isUrgent }: CandleQuestion): CandleOutcome {
  return isUrgent ? join(series, hole) : untold({ ...series, hole: { ...hole, isAsked: true } });
}

/** The last one says what became of the gap by it. */
function afterwards(series: CandleSeries, { hole, told }: Filling): CandleOutcome {
  const gap = gapOf(hole);
  const filled = told.map((row) => finished(row, hole.mark));
  const last = filled.at(-1);
  const late = series.late.map((each) => (each.id === hole.id ? hole : each));
  const isOver = isDone(hole);
  return {
    series: { ...series, late: isOver ? without(late, hole) : late },
    told: last ? [...filled.slice(0, -1), { ...last, gap }] : [],
    failed: isOver && gap.filled !== "all" ? gap : undefined,
  };
}

function finished(row: RawKline, mark: Mark): Told<RawKline> {
  return { rows: [row], closed: true, mark };
}

function without(holes: readonly Hole[], gone: Hole): readonly Hole[] {
  return holes.filter(({ id }) => id !== gone.id);
}
