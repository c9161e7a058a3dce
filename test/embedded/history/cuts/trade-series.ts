import assert from "node:assert/strict";
import type { Gap } from "../../../../src/history/told";
import type { Simulator } from "../../../../src/simulator/index";
import type { Message } from "../../harness";

export interface Trade {
  readonly symbol: string;
  readonly price: number;
  readonly size: number;
  readonly side: string;
  /** ms since 1970. */
  readonly timestamp: number;
}

/** Trades in a test, at most. */
const MOST = 100_000;

/**
 * What must hold of one symbol's trades whatever was missed and whatever REST answered: in the order of their times, each
 * once, those that the market made, or within a gap that was told.
 *
 * @param exchange where they were made
 */
export function assertTrades(messages: readonly Message<readonly Trade[]>[], exchange: Simulator): void {
  const told = messages.flatMap(({ payload }) => payload);
  const gaps = messages.flatMap(({ coincall }) => coincall.gap ?? []);
  assertOrder(messages, gaps);
  const times = told.map(({ timestamp }) => timestamp);
  // Of the first ms the first push may have some only.
  const [from, to] = [Math.min(...times) + 1, Math.max(...times)];
  const [{ symbol } = assert.fail("nothing came")] = told;
  const made = exchange.market
    .trades(symbol, from, to, MOST)
    .map((trade) => ({ ...trade, timestamp: trade.time }));
  const left = countsOf(made);
  for (const trade of told.filter(({ timestamp }) => timestamp >= from)) {
    const count = left.get(nameOf(trade)) ?? 0;
    assert.ok(count > 0, `${nameOf(trade)} was told once too often, or never made`);
    left.set(nameOf(trade), count - 1);
  }
  const lacking = gaps.filter(({ filled }) => filled !== "all");
  const untold = made.filter(
    (trade) => (left.get(nameOf(trade)) ?? 0) > 0 && !isWithin(lacking, trade.timestamp),
  );
  assert.deepEqual(untold.map(nameOf), [], "trades are missing, and no gap tells");
}

/** What is late comes when what is live has gone on, within a gap that is told. */
function assertOrder(messages: readonly Message<readonly Trade[]>[], gaps: readonly Gap[]): void {
  let newest = 0;
  for (const { payload, coincall } of messages) {
    for (const { timestamp } of payload) {
      const isLate = coincall.filled && isWithin(gaps, timestamp);
      assert.ok(timestamp >= newest || isLate, `${timestamp} after ${newest}`);
      newest = Math.max(newest, timestamp);
    }
  }
}

/** A gap is told by the times of trades: one at its end may be of it. */
function isWithin(gaps: readonly Gap[], time: number): boolean {
  return gaps.some(({ from, to }) => time >= from && time <= to);
}

function countsOf(trades: readonly Trade[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const trade of trades) counts.set(nameOf(trade), (counts.get(nameOf(trade)) ?? 0) + 1);
  return counts;
}

function nameOf({ timestamp, price, size, side }: Omit<Trade, "symbol">): string {
  return [timestamp, price, size, side].join(" ");
}
