import type { RawTrade } from "../../protocol/decode";
import { tradesOf } from "../answers/trade-rows";
import type { Told } from "../told";
import { fill, gapOf, type TradeFilling, type TradeHole } from "./hole";
import { join } from "./joining";
import { withTold } from "./known";
import type { TradeQuestion } from "./question";
import { echoing, type TradeOutcome, type TradeSeries, untold } from "./series";

/**
 * What an answer of REST changes; there may be more to ask then.
 *
 * @param data what stands under `data` in the answer, whatever it is; `undefined` where none came
 */
export function answer(series: TradeSeries, question: TradeQuestion, data: unknown): TradeOutcome {
  const answered = tradesOf(data, question.symbol);
  const { hole, late } = series;
  if (hole?.id === question.id) return before(series, hole, question, answered && fill(hole, answered));
  const found = late.find(({ id }) => id === question.id);
  if (!found || question.isOpen) return untold(series);
  return afterwards(series, found, answered && fill(found, answered));
}

/** What was missed comes before what waits for it. */
function before(
  series: TradeSeries,
  hole: TradeHole,
  { isUrgent }: TradeQuestion,
  filling: TradeFilling | undefined,
): TradeOutcome {
  if (isUrgent) return join(series, filling?.hole ?? hole, filling?.told ?? []);
  // Something live may have come meanwhile, for which it is asked once more.
  if (!filling || hole.to !== null) return untold({ ...series, hole: { ...hole, isAsked: true } });
  const { told } = filling;
  const known = withTold(series.known, told);
  return {
    series: { ...series, known, hole: filling.hole, echoes: echoing(series.echoes, told) },
    told: messageOf(told),
  };
}

/** What is told says what became of the gap. */
function afterwards(series: TradeSeries, found: TradeHole, filling: TradeFilling | undefined): TradeOutcome {
  const gap = gapOf(filling?.hole ?? found);
  const told = filling?.told ?? [];
  return {
    series: {
      ...series,
      late: series.late.filter(({ id }) => id !== found.id),
      echoes: echoing(series.echoes, told),
    },
    told: messageOf(told).map((message) => ({ ...message, gap })),
    failed: gap.filled === "all" ? undefined : gap,
    became: gap.filled === "all" && told.length === 0 ? { gap } : undefined,
  };
}

function messageOf([first, ...others]: readonly RawTrade[]): readonly Told<RawTrade>[] {
  return first ? [{ rows: [first, ...others], mark: "filled" }] : [];
}
