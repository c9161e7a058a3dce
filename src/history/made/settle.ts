import type { RawKline } from "../../protocol/decode";
import { nextStart } from "../periods/alignment";
import type { Told } from "../told";
import { isDoubtful, isUndecided } from "./doubts";
import type { Kit, Made, Making, Unfinished } from "./making";

/** Candles in doubt that are kept for what may come late, at most. */
const MOST_DOUBTFUL = 1_000;

/**
 * Closes the candles that are over and of which nothing is missing.
 *
 * @param heard the exchange's clock when something was heard on the link last, ms since 1970: after a link has fallen
 * silent nobody knows what a candle became
 */
export function settle<Row, Content>(
  kit: Kit<Row, Content>,
  making: Making<Content>,
  heard: number,
): Made<Content> {
  const { period } = kit;
  const { doubts } = making;
  const isOver = ({ start }: Unfinished<Content>): boolean => nextStart(period, start) <= heard;
  // Most messages end nothing.
  if (!making.open.some(isOver)) return { making, told: [] };
  const over = making.open.filter(isOver);
  const certain = over.filter((each) => isCertain(kit, making, each));
  const others = over.filter((each) => !certain.includes(each));
  const undecided = others.filter(({ start }) => isUndecided(doubts, nextStart(period, start)));
  const doubtful = others.filter((each) => !undecided.includes(each));
  const gone = [...certain, ...doubtful];
  return {
    making: {
      ...making,
      open: making.open.filter((each) => !gone.includes(each)),
      doubtful: [...making.doubtful, ...doubtful].slice(-MOST_DOUBTFUL),
      over: Math.max(making.over, ...gone.map(({ start }) => nextStart(period, start))),
    },
    told: certain.map((each) => closedOf(kit, each)),
  };
}

/** Closes those that were in doubt and are not any more. */
export function settleDoubtful<Row, Content>(kit: Kit<Row, Content>, making: Making<Content>): Made<Content> {
  const certain = making.doubtful.filter((each) => isCertain(kit, making, each));
  const doubtful = making.doubtful.filter((each) => !certain.includes(each));
  return { making: { ...making, doubtful }, told: certain.map((each) => closedOf(kit, each)) };
}

export function rowOf<Row, Content>(
  { symbol, material }: Kit<Row, Content>,
  { start, content }: Unfinished<Content>,
): RawKline {
  return { s: symbol, ...material.figuresOf(content), ts: start };
}

function isCertain<Row, Content>(
  { period, material }: Kit<Row, Content>,
  { doubts }: Making<Content>,
  { start, content }: Unfinished<Content>,
): boolean {
  const end = nextStart(period, start);
  return !isDoubtful(doubts, start, end) || material.isComplete(content, start, end);
}

function closedOf<Row, Content>(kit: Kit<Row, Content>, candle: Unfinished<Content>): Told<RawKline> {
  const { mark } = candle;
  return { rows: [rowOf(kit, candle)], closed: true, ...(mark ? { mark } : {}) };
}
