import type { RawKline } from "../../../src/protocol/decode";

export const MINUTE = 60_000;
export const NOON = Date.parse("2026-11-23T12:00:00Z");
export const SYMBOL = "BTCUSD";

/** A market of minutes: what happens in each is known, and so is how much of it has happened at any moment. */
export function candleAt(time: number): RawKline {
  const start = Math.floor(time / MINUTE) * MINUTE;
  const done = Math.floor((time - start) / 1_000) + 1;
  const minute = (start - NOON) / MINUTE;
  const open = 100 + (minute % 7);
  return {
    s: SYMBOL,
    open,
    high: open + done,
    low: open - done,
    close: open + (done % 5),
    v: done,
    ts: start,
    pe: "m1",
  };
}

export function finalCandle(start: number): RawKline {
  return candleAt(start + MINUTE - 1);
}

/** What REST says at a moment: the newest may be open. */
export function restCandles(from: number, to: number, now: number): object[] {
  const starts: number[] = [];
  const first = Math.ceil(from / MINUTE) * MINUTE;
  for (let start = first; start < to && start <= now; start += MINUTE) starts.push(start);
  return starts.map((start) => {
    const { s: _, v, ts, pe, ...figures } = candleAt(Math.min(now, start + MINUTE - 1));
    return { ...figures, volume: v, time: ts, period: pe };
  });
}
