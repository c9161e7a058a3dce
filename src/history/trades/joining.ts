import type { RawTrade } from "../../protocol/decode";
import { tradeTime } from "../answers/trade-rows";
import type { Told } from "../told";
import { gapOf, type TradeHole } from "./hole";
import { withTold } from "./known";
import { echoing, type LiveTrades, type TradeOutcome, type TradeSeries, untold } from "./series";

/** Holes of a symbol that are filled afterwards, at most; the oldest are given up. */
const MOST_LATE = 20;

/** What waits is told among what was missed, by time, and says what became of the hole. */
export function join(series: TradeSeries, hole: TradeHole, filled: readonly RawTrade[]): TradeOutcome {
  const gap = gapOf(hole);
  const told = merged(series, filled);
  const first = told.findIndex(({ mark }) => mark === undefined);
  const live = series.waiting.flatMap(({ rows }) => rows);
  return {
    series: {
      ...series,
      known: withTold(series.known, [...filled, ...live]),
      hole: null,
      waiting: [],
      echoes: echoing(series.echoes, filled),
    },
    told: told.map((each, index) => (index === first ? { ...each, gap } : each)),
    failed: gap.filled === "all" ? undefined : gap,
  };
}

/** What waits is told without what it waited for, which is told late if it comes. */
export function giveUp(series: TradeSeries): TradeOutcome {
  const { hole, late } = series;
  if (!hole || series.waiting.length === 0) return untold(series);
  const all = [...late, hole];
  const dropped = all.length > MOST_LATE ? all[0] : undefined;
  const { told, series: joined } = join(series, hole, []);
  return {
    series: { ...joined, late: all.slice(-MOST_LATE) },
    told,
    failed: dropped && gapOf(dropped),
  };
}

interface Item {
  readonly row: RawTrade;
  /** The live message that it is of; absent of what was missed. */
  readonly message?: LiveTrades;
}

/** What is live keeps its order, whatever its times are; what was missed comes before what is not older. */
function merged({ waiting }: TradeSeries, filled: readonly RawTrade[]): readonly Told<RawTrade>[] {
  const missed = [...filled];
  const items = waiting.flatMap((message) =>
    message.rows.flatMap((row): readonly Item[] => {
      const later = missed.findIndex((other) => tradeTime(other) > tradeTime(row));
      const earlier = missed.splice(0, later < 0 ? missed.length : later);
      return [...earlier.map((other) => ({ row: other })), { row, message }];
    }),
  );
  return groupedOf([...items, ...missed.map((row) => ({ row }))]);
}

/** As few messages as the order allows. */
function groupedOf(items: readonly Item[]): readonly Told<RawTrade>[] {
  const groups: { message: LiveTrades | undefined; rows: [RawTrade, ...RawTrade[]] }[] = [];
  for (const { row, message } of items) {
    const last = groups.at(-1);
    if (last && last.message === message) last.rows.push(row);
    else groups.push({ message, rows: [row] });
  }
  return groups.map(({ message, rows }) =>
    message ? { rows, update: message.update } : { rows, mark: "filled" },
  );
}
