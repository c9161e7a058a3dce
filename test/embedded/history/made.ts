import assert from "node:assert/strict";
import { nextStart } from "../../../src/history/periods/alignment";
import type { Period } from "../../../src/protocol/channels";
import type { Simulator } from "../../../src/simulator/index";
import type { Candle, Told } from "./told";

export function isMade({ coincall }: Told): boolean {
  return (coincall as { readonly made?: boolean }).made === true;
}

type Row = Pick<Candle, "open" | "high" | "low" | "close" | "volume"> & { readonly time: number };

/** What REST has of the exchange's own candles, ms since 1970. */
export async function candlesOf(
  { url }: Simulator,
  period: Period,
  from: number,
  to: number,
): Promise<readonly Row[]> {
  const path = `/open/futures/market/kline/history/v2/BTCUSD?period=${period}&start=${from}&end=${to - 1}`;
  const answer = await fetch(url.replace("ws:", "http:") + path);
  return ((await answer.json()) as { data: Row[] }).data;
}

/** That each says what shorter candles of the exchange's say together. */
export async function assertMade(
  simulator: Simulator,
  closed: readonly Told[],
  shorter: Period,
): Promise<void> {
  for (const { payload } of closed) {
    const { timestamp, open, high, low, close, volume, period } = payload;
    const end = nextStart(period as Parameters<typeof nextStart>[0], timestamp);
    const parts = await candlesOf(simulator, shorter, timestamp, end);
    const highest = Math.max(...parts.map((part) => Number(part.high)));
    const lowest = Math.min(...parts.map((part) => Number(part.low)));
    assert.deepEqual([open, high, low, close], [parts[0]?.open, highest, lowest, parts.at(-1)?.close]);
    const total = parts.reduce((sum, part) => sum + Number(part.volume), 0);
    assert.ok(Math.abs(Number(volume) - total) < 1e-9, `${volume} and not ${total}`);
  }
}
