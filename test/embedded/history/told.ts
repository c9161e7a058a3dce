import assert from "node:assert/strict";
import type { Gap } from "../../../src/history/told";
import type { Simulator } from "../../../src/simulator/index";
import type { Message, NodeRed } from "../harness";
import { MINUTE } from "./rig";

export interface Candle {
  readonly symbol: string;
  readonly period: string;
  readonly timestamp: number;
  readonly open: number | string;
  readonly high: number | string;
  readonly low: number | string;
  readonly close: number | string;
  readonly volume?: number | string;
  readonly closed: boolean;
}

/** A message of a candle node. */
export type Told = Omit<Message<Candle>, "coincall"> & {
  readonly coincall: Message["coincall"] & {
    readonly gap?: Gap;
    readonly filled?: true;
    readonly history?: true;
    readonly rolled?: { readonly to: string };
  };
};

export function told(nodeRed: NodeRed, output = "kline-out", topic = "BTCUSD"): Told[] {
  return (nodeRed.messages(output) as Told[]).filter((message) => message.topic === topic);
}

/** The next message of a candle node that fits. */
export function next(
  nodeRed: NodeRed,
  fits: (message: Told) => boolean,
  { output = "kline-out", timeout = 15_000 }: { output?: string; timeout?: number } = {},
): Promise<Told> {
  return nodeRed.nextMessage((message) => fits(message as Told), { output, timeout }) as Promise<Told>;
}

export function isLive({ coincall: { filled, history } }: Told): boolean {
  return !filled && !history;
}

export function isOpenAfter(time: number): (message: Told) => boolean {
  return (message) => isLive(message) && message.payload.timestamp >= time;
}

/** What REST has of closed candles between two moments. */
export async function market(
  { url }: Simulator,
  from: number,
  to: number,
): Promise<readonly Pick<Candle, "timestamp" | "open" | "high" | "low" | "close" | "volume">[]> {
  const path = `/open/futures/market/kline/history/v2/BTCUSD?period=m1&start=${from}&end=${to - 1}`;
  const answer = await fetch(url.replace("ws:", "http:") + path);
  const { data } = (await answer.json()) as { data: ({ time: number } & Candle)[] };
  return data.map(({ time, open, high, low, close, volume }) => ({
    timestamp: time,
    open,
    high,
    low,
    close,
    volume: volume ?? 0,
  }));
}

/** That these are final, ascending by a minute each, and what the market did. */
export async function assertWhole(simulator: Simulator, closed: readonly Told[]): Promise<void> {
  const rows = closed.map(({ payload: { timestamp, open, high, low, close, volume } }) => ({
    timestamp,
    open,
    high,
    low,
    close,
    volume,
  }));
  const [first] = rows;
  assert.ok(first);
  const end = first.timestamp + rows.length * MINUTE;
  assert.deepEqual(rows, await market(simulator, first.timestamp, end));
  assert.ok(closed.every(({ payload }) => payload.closed));
}
