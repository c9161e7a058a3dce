import assert from "node:assert/strict";
import type { Gap } from "../../../../src/history/told";
import type { Period } from "../../../../src/protocol/channels";
import type { Market, Simulator } from "../../../../src/simulator/index";
import type { Message } from "../../harness";
import type { Candle } from "../told";

/** Candles in a test, at most. */
const MOST = 10_000;

type Figures = Pick<Candle, "open" | "high" | "low" | "close" | "volume">;

/**
 * What must hold of one symbol's messages whatever was missed and whatever REST answered: ascending, each candle once, equal
 * to what the market did, or within a gap that was told.
 *
 * @param exchange where those candles were traded
 */
export function assertSeries(messages: readonly Message<Candle>[], exchange: Simulator): void {
  const gaps = messages.flatMap(({ coincall }) => coincall.gap ?? []);
  assertOrder(messages, gaps);
  const closed = messages.filter(({ payload }) => payload.closed).map(({ payload }) => payload);
  const starts = closed.map(({ timestamp }) => timestamp);
  assert.equal(new Set(starts).size, starts.length, `a candle was final twice: ${times(starts)}`);
  const traded = tradedMeanwhile(messages, exchange);
  for (const candle of closed) {
    const same = traded.find(({ start }) => start === candle.timestamp);
    assert.deepEqual(
      figures(candle),
      same && figures(same),
      `${candle.symbol} at ${times([candle.timestamp])}`,
    );
  }
  const untold = missing(messages, exchange).filter((start) => !isWithin(lacking(gaps), start));
  assert.deepEqual(times(untold), [], "candles are missing, and no gap tells");
}

/** When the candles opened that the market made and that were never told as final, from the first until the newest that was told. */
export function missing(messages: readonly Message<Candle>[], exchange: Simulator): number[] {
  const told = new Set(
    messages.filter(({ payload }) => payload.closed).map(({ payload }) => payload.timestamp),
  );
  const starts = tradedMeanwhile(messages, exchange).map(({ start }) => start);
  return starts.slice(0, -1).filter((start) => !told.has(start));
}

function tradedMeanwhile(
  messages: readonly Message<Candle>[],
  { market }: Simulator,
): ReturnType<Market["candles"]> {
  const { symbol, period } = messages[0]?.payload ?? assert.fail("nothing came");
  const starts = messages.map(({ payload }) => payload.timestamp);
  return market.candles(symbol, period as Period, Math.min(...starts), Math.max(...starts), MOST);
}

/** What is late comes when what is live has gone on: told ascending in itself, within a gap that is told. */
function assertOrder(messages: readonly Message<Candle>[], gaps: readonly Gap[]): void {
  let newest = 0;
  const late = new Map<Gap, number>();
  for (const { payload, coincall } of messages) {
    const { timestamp } = payload;
    if (timestamp >= newest) {
      newest = timestamp;
      continue;
    }
    assert.ok(coincall.filled, `${times([timestamp])} after ${times([newest])}`);
    const gap = gaps.find((each) => isWithin([each], timestamp));
    assert.ok(gap, `${times([timestamp])} is late, and in no gap`);
    assert.ok(timestamp > (late.get(gap) ?? 0), `${times([timestamp])} is not ascending`);
    late.set(gap, timestamp);
  }
}

/** A gap of which something is not there. What came late of it is told by another. */
function lacking(gaps: readonly Gap[]): Gap[] {
  return gaps.filter(({ filled }) => filled !== "all");
}

function isWithin(gaps: readonly Gap[], time: number): boolean {
  return gaps.some(({ from, to }) => time >= from && time < to);
}

function figures({ open, high, low, close, volume }: Figures): readonly (number | string)[] {
  return [open, high, low, close, Number(volume).toFixed(6)];
}

function times(starts: readonly number[]): string[] {
  return starts.map((start) => new Date(start).toISOString());
}
