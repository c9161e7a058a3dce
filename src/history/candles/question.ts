import type { Asked } from "../answers/candle-rows";
import { nextStart, startOf, stepped } from "../periods/alignment";
import type { Hole, Page } from "./hole";
import type { CandleSeries, CandleWish } from "./series";

/** Candles in an answer, at most. Source: docs/protocol.md, "REST (public, no signature)". */
const PAGE = 1_000;

/** What to ask REST for. */
export interface CandleQuestion extends Asked {
  /** Of the hole that it is about. */
  readonly id: number;
  /** Whether a live message waits for the answer: such questions go first. */
  readonly isUrgent: boolean;
  /**
   * What the answer decides. It is asked for the candle before too, which shows of what period an answer is, and before
   * something live came for the one that is open.
   */
  readonly page: Page;
}

/**
 * What is to be asked now; `undefined` while nothing is.
 *
 * @param clock the exchange's, ms since 1970: a candle that ends after it may change still
 */
export function questionOf(
  wish: CandleWish,
  series: CandleSeries,
  clock: number,
): CandleQuestion | undefined {
  const { hole, late } = series;
  const wanted = hole && isToAsk(wish, hole) ? hole : late[0];
  if (!wanted) return undefined;
  const { symbol, period } = wish;
  const end = wanted.to ?? startOf(period, clock);
  const to = Math.min(end, stepped(period, wanted.from, PAGE - 2));
  if (to <= wanted.from) return undefined;
  const isOpen = wanted.to === null;
  const isLast = to === end;
  return {
    id: wanted.id,
    isUrgent: wanted === hole && wanted.to !== null,
    page: { from: wanted.from, to, isOpen, isLast },
    symbol,
    period,
    from: stepped(period, wanted.from, -1),
    to: isOpen && isLast ? nextStart(period, to) : to,
  };
}

/** Before something live came once, and then as often as it takes. */
function isToAsk({ fill }: CandleWish, { mark, to, isAsked }: Hole): boolean {
  return (fill || mark === "history") && (to !== null || !isAsked);
}
