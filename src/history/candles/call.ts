import type { Endpoint } from "../../protocol/channels";
import { type Asked, candlesOf } from "../answers/candle-rows";
import { candlesBetween } from "../periods/alignment";

/**
 * How candles are asked for: as documented, with a `limit` of 1 that nobody explains, or without it.
 *
 * Source: docs/protocol.md, "REST (public, no signature)".
 */
export type Way = "documented" | "unlimited";

/** The path of a call with its parameters. */
export function candleCall(endpoint: Endpoint, { symbol, period, from, to }: Asked, way: Way): string {
  const path =
    endpoint === "options" ? "/open/option/market/kline/history/v1" : "/open/futures/market/kline/history/v2";
  const limit = way === "documented" ? "&limit=1" : "";
  return `${path}/${encodeURIComponent(symbol)}?period=${period}&start=${Math.max(0, from)}&end=${to - 1}${limit}`;
}

/** Whether an answer to the documented call leaves anything to be asked for in the other way. */
export function isShort(answer: unknown, asked: Asked): boolean {
  const candles = candlesOf(answer, asked);
  return candles === undefined || candles.length < candlesBetween(asked.period, asked.from, asked.to);
}
