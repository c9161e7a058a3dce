import type { RawTrade } from "../../protocol/decode";
import { tradeTime } from "../answers/trade-rows";
import type { TradeHole } from "./hole";
import { countsOf, nameOf, takeFrom } from "./identity";
import { giveUp, join } from "./joining";
import { newestOf, withTold } from "./known";
import {
  type Echoes,
  type LiveTrades,
  type TradeOutcome,
  type TradeSeries,
  type TradeWish,
  untold,
} from "./series";

/** Messages that wait, at most. */
const MOST_WAITING = 1_000;
/** Overtaken trades that are remembered for an answer that is late, at most. */
const MOST_OVERTAKEN = 4_096;

/**
 * What is live: told at once, or once what was missed before it is there.
 *
 * @param clock the exchange's, ms since 1970
 */
export function take(wish: TradeWish, before: TradeSeries, live: LiveTrades, clock: number): TradeOutcome {
  const series = before.late.length > 0 ? noted(before, live.rows) : before;
  const { rows, echoes } = withoutEchoes(series.echoes, live.rows);
  const [first, ...others] = rows;
  if (!first) return untold({ ...series, echoes });
  const { known, hole, waiting, late, holes } = series;
  if (!hole) {
    return {
      series: { known: withTold(known, rows), hole, waiting, late, echoes, holes },
      told: [{ rows: [first, ...others], update: live.update }],
    };
  }
  const met = meet(hole, rows, clock);
  const waits: TradeSeries = { ...series, echoes, hole: met, waiting: [...waiting, { ...live, rows }] };
  if (!wish.fill) return join(waits, met, []);
  return waits.waiting.length > MOST_WAITING ? giveUp(waits) : untold(waits);
}

/** What comes late, and is of a time before others that are live, is none of what was missed. */
function noted(series: TradeSeries, rows: readonly RawTrade[]): TradeSeries {
  const late = series.late.map((hole) => {
    const own = rows.filter((row) => tradeTime(row) <= (hole.to ?? 0));
    return own.length > 0 ? { ...hole, live: [...hole.live, ...own].slice(-MOST_OVERTAKEN) } : hole;
  });
  return { ...series, late };
}

function withoutEchoes(
  echoes: Echoes,
  live: readonly RawTrade[],
): { readonly rows: readonly RawTrade[]; readonly echoes: Echoes } {
  if (live.every((row) => tradeTime(row) > echoes.newest)) return { rows: live, echoes };
  const left = countsOf(echoes.trades, nameOf);
  const rows = live.filter((row) => !takeFrom(left, nameOf(row)));
  return {
    rows,
    echoes: { ...echoes, trades: echoes.trades.filter((echo) => takeFrom(left, nameOf(echo))) },
  };
}

/** A hole ends where something live begins. */
function meet(hole: TradeHole, rows: readonly RawTrade[], clock: number): TradeHole {
  const live = [...hole.live, ...rows];
  if (hole.to !== null) return { ...hole, live };
  const newest = newestOf({ trades: rows, from: Number.NEGATIVE_INFINITY });
  return { ...hole, live, to: Number.isFinite(newest) ? newest : clock, liveAt: clock };
}
