import type { RawKline } from "../../protocol/decode";
import { nextStart, startOf } from "../periods/alignment";
import type { Gap, Told } from "../told";
import { filledAt, foundAt, isDoubtful, isUndecided, lostAt } from "./doubts";
import type { Kit, Made, Making, Unfinished } from "./making";
import { rowOf, settle, settleDoubtful } from "./settle";

/**
 * What is told of trades or shorter candles becomes candles of a made period.
 *
 * @param all that is told at once, in its order: of what waited, time has gone on
 * @param heard as for `settle`
 */
export function make<Row, Content>(
  kit: Kit<Row, Content>,
  making: Making<Content>,
  all: readonly Told<Row>[],
  heard: number,
): Made<Content> {
  const [told] = all;
  const grown = told && all.length === 1 ? grow(kit, making, told, heard) : undefined;
  if (grown) return grown;
  let made: Made<Content> = { making, told: NOTHING };
  for (const told of all) made = after(made, makeOne(kit, made.making, told));
  return after(made, settle(kit, made.making, heard));
}

const NOTHING: readonly Told<RawKline>[] = [];

/** What nearly every message does: the only candle that is open grows, and nothing else. `undefined` for all others. */
function grow<Row, Content>(
  kit: Kit<Row, Content>,
  making: Making<Content>,
  { rows, closed, mark, gap, update }: Told<Row>,
  heard: number,
): Made<Content> | undefined {
  const { period, material } = kit;
  const [candle, another] = making.open;
  if (!candle || another || closed || mark || gap || isUndecided(making.doubts, Number.POSITIVE_INFINITY))
    return undefined;
  const { start } = candle;
  const end = nextStart(period, start);
  if (heard >= end || making.first > start) return undefined;
  let { content } = candle;
  for (const row of rows) {
    const time = material.timeOf(row);
    if (!(time >= start && time < end)) return undefined;
    content = material.put(content, row, false);
  }
  const grown = { start, content, mark: undefined };
  const { doubtful, doubts, over, first } = making;
  return {
    making: { open: [grown], doubtful, doubts, over, first },
    told: [{ rows: [rowOf(kit, grown)], closed: false, update }],
  };
}

function after<Content>({ told }: Made<Content>, next: Made<Content>): Made<Content> {
  return told.length === 0 ? next : { making: next.making, told: [...told, ...next.told] };
}

function makeOne<Row, Content>(
  kit: Kit<Row, Content>,
  making: Making<Content>,
  told: Told<Row>,
): Made<Content> {
  const { material } = kit;
  const closed = told.closed ?? false;
  const filled = told.rows.reduce((before, row) => put(kit, before, told, row), making);
  const decided = { ...filled, doubts: doubtsAfter(kit, filled, told) };
  const isAnother = decided.doubts !== making.doubts || told.mark !== undefined;
  const late = isAnother ? settleDoubtful(kit, decided) : { making: decided, told: NOTHING };
  const reach = Math.max(making.over, ...told.rows.map((row) => material.reachOf(row, closed)));
  const settled = settle(kit, late.making, reach);
  const grown = told.mark || closed ? NOTHING : updatesOf(kit, settled.making, told);
  return {
    making: settled.making,
    told: withCircumstances([...late.told, ...settled.told, ...grown], told),
  };
}

/** What became of a gap, of which nothing is told. */
export function decide<Row, Content>(
  kit: Kit<Row, Content>,
  making: Making<Content>,
  gap: Gap,
): Made<Content> {
  return settleDoubtful(kit, { ...making, doubts: filledAt(making.doubts, gap) });
}

/** The link was lost, and was heard last then, by the exchange's clock, ms since 1970. */
export function cut<Content>(making: Making<Content>, heard: number): Making<Content> {
  return { ...making, doubts: lostAt(making.doubts, heard) };
}

function put<Row, Content>(
  { period, material }: Kit<Row, Content>,
  making: Making<Content>,
  { mark, closed = false }: Told<Row>,
  row: Row,
): Making<Content> {
  const time = material.timeOf(row);
  if (!Number.isFinite(time)) return making;
  const start = startOf(period, time);
  const first = Math.min(making.first, time);
  const add = (candles: readonly Unfinished<Content>[]): readonly Unfinished<Content>[] => {
    return withCandle(candles, start, (content) => ({
      start,
      content: material.put(content, row, closed),
      mark,
    }));
  };
  const end = nextStart(period, start);
  if (end > making.over || has(making.open, start)) return { ...making, first, open: add(making.open) };
  const isWanted = has(making.doubtful, start) || isDoubtful(making.doubts, start, end);
  return isWanted ? { ...making, first, doubtful: add(making.doubtful) } : making;
}

function has<Content>(candles: readonly Unfinished<Content>[], start: number): boolean {
  return candles.some((each) => each.start === start);
}

function withCandle<Content>(
  candles: readonly Unfinished<Content>[],
  start: number,
  make: (content: Content | undefined) => Unfinished<Content>,
): readonly Unfinished<Content>[] {
  const index = candles.findIndex((each) => each.start >= start);
  if (index < 0) return [...candles, make(undefined)];
  const found = candles[index];
  return found?.start === start
    ? candles.with(index, make(found.content))
    : candles.toSpliced(index, 0, make(undefined));
}

function doubtsAfter<Row, Content>(
  { material }: Kit<Row, Content>,
  { doubts, first }: Making<Content>,
  { rows: [row], mark, gap }: Told<Row>,
): Making<Content>["doubts"] {
  if (!mark) return foundAt(doubts, gap, gap ? material.wholeFrom(row, gap) : first, first);
  return gap ? filledAt(doubts, gap) : doubts;
}

/** Candles that grew by something live. */
function updatesOf<Row, Content>(
  kit: Kit<Row, Content>,
  { open }: Making<Content>,
  { rows }: Told<Row>,
): readonly Told<RawKline>[] {
  const grown = open.filter(({ start }) => {
    return rows.some((row) => startOf(kit.period, kit.material.timeOf(row)) === start);
  });
  return grown.map((each) => ({ rows: [rowOf(kit, each)], closed: false }));
}

/** The gap stands on the first live one; afterwards on the last that was filled. */
function withCircumstances<Row>(
  made: readonly Told<RawKline>[],
  { mark, gap, update }: Told<Row>,
): readonly Told<RawKline>[] {
  const told = update ? made.map((each) => ({ ...each, update })) : made;
  const index = mark ? told.length - 1 : told.findIndex((each) => !each.mark);
  return gap ? told.map((each, at) => (at === index ? { ...each, gap } : each)) : told;
}
