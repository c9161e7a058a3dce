/** Candles of the exchange's REST, as rows of its socket. Source: docs/protocol.md, "REST (public, no signature)". */

import type { Period } from "../../protocol/channels";
import type { RawKline } from "../../protocol/decode";
import { MOST_ROWS } from "../../protocol/limits";
import { readRows } from "../../protocol/rows/rows";
import { asNumbers, readTime, type Wire } from "../../protocol/text/numbers";
import { nextStart, startOf } from "../periods/alignment";

/** Which candles were asked for: those that opened from `from` until before `to`, ms since 1970. */
export interface Asked {
  readonly symbol: string;
  readonly period: Period;
  readonly from: number;
  readonly to: number;
}

/**
 * The candles that were asked for and can be read, ascending, each once: of two for one time the later counts.
 *
 * @param answer what stands under `data`, whatever it is
 * @returns `undefined` for what is no answer to the question: no list, or one with a candle that is of something else
 */
export function candlesOf(answer: unknown, asked: Asked): readonly RawKline[] | undefined {
  if (!Array.isArray(answer)) return undefined;
  const looked = answer.slice(0, MOST_ROWS).filter(isObject);
  if (looked.some((row) => isOfAnother(row, asked))) return undefined;
  const rows = readRows(
    "kline",
    looked.map((row) => asPushed(row, asked)),
  ).rows;
  const byStart = new Map(rows.filter(isPossible).map((row) => [openTime(row), row]));
  const starts = [...byStart.keys()].sort((one, other) => one - other);
  if (!(looked.every(saysItsPeriod) || areNeighbours(starts, asked))) return undefined;
  return starts
    .filter((start) => start >= asked.from && start < asked.to)
    .flatMap((start) => byStart.get(start) ?? []);
}

/** ms since 1970. */
export function openTime({ ts }: RawKline): number {
  return readTime(ts) ?? 0;
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(row: unknown): row is Fields {
  return typeof row === "object" && row !== null;
}

function isOfAnother({ symbol, period, time }: Fields, asked: Asked): boolean {
  const start = readTime(time as Wire);
  return (
    (typeof symbol === "string" && symbol !== asked.symbol) ||
    (typeof period === "string" && period !== "" && period.toLowerCase() !== asked.period) ||
    (start !== undefined && start !== startOf(asked.period, start))
  );
}

function asPushed(row: Fields, { symbol, period }: Asked): object {
  const { open, high, low, close, volume, time } = row;
  return { s: symbol, open, high, low, close, v: volume, ts: time, pe: period };
}

/** A candle whose figures contradict each other is none. */
function isPossible({ open, high, low, close }: RawKline): boolean {
  const [first, highest, lowest, last] = [open, high, low, close].map((figure) => asNumbers.read(figure));
  if (first === undefined || highest === undefined || lowest === undefined || last === undefined)
    return false;
  return lowest <= Math.min(first, last) && highest >= Math.max(first, last);
}

function saysItsPeriod({ period }: Fields): boolean {
  return typeof period === "string" && period !== "";
}

/** Candles of a longer period open at the same times, but never one after the other. */
function areNeighbours(starts: readonly number[], { period }: Asked): boolean {
  const isFollowed = starts.some((start, index) => starts[index + 1] === nextStart(period, start));
  return isFollowed || starts.length === 0;
}
