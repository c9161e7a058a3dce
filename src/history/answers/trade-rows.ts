/** Trades of the exchange's REST, as rows of its socket. Source: docs/protocol.md, "REST (public, no signature)". */

import type { RawTrade } from "../../protocol/decode";
import { MOST_ROWS } from "../../protocol/limits";
import { readRows } from "../../protocol/rows/rows";
import { readTime, type Wire } from "../../protocol/text/numbers";
import { nameOf } from "../trades/identity";

export interface AnsweredTrades {
  /** Oldest first; each has a time. */
  readonly trades: readonly RawTrade[];
  /** Whether all of them could be read. */
  readonly isWhole: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The latest trades.
 *
 * @param answer what stands under `data`, whatever it is
 * @returns `undefined` for what is no answer: no list, an empty one, or one with a trade of another symbol
 */
export function tradesOf(answer: unknown, symbol: string): AnsweredTrades | undefined {
  if (!Array.isArray(answer)) return undefined;
  const looked = newestOf(answer);
  const rows = looked.filter(isObject);
  if (rows.some((row) => isOfAnother(row, symbol))) return undefined;
  const read = readRows(
    "trades",
    rows.map((row) => asPushed(row, symbol)),
  ).rows;
  const trades = oldestFirst(read.filter(({ ts }) => readTime(ts) !== undefined));
  if (trades.length === 0) return undefined;
  return { trades, isWhole: trades.length === looked.length };
}

/**
 * What the answer has for trades that were read of it, as it stands there.
 *
 * @param trades as `tradesOf` gave them
 */
export function sourcesOf(answer: unknown, trades: readonly RawTrade[]): readonly unknown[] {
  if (!Array.isArray(answer)) return [];
  const names = new Set(trades.map(nameOf));
  return newestOf(answer).filter((row) => isObject(row) && names.has(nameOf(asPushed(row, "") as RawTrade)));
}

/** ms since 1970; of a live trade without a time, that of one which is newer than all. */
export function tradeTime({ ts }: RawTrade): number {
  return readTime(ts) ?? Number.POSITIVE_INFINITY;
}

/** Of more than can be looked at, those at the end where the newest stand. */
function newestOf(answer: readonly unknown[]): readonly unknown[] {
  if (answer.length <= MOST_ROWS) return answer;
  return isNewestFirst(answer.filter(isObject).map(({ time }) => readTime(time as Wire) ?? Number.NaN))
    ? answer.slice(0, MOST_ROWS)
    : answer.slice(-MOST_ROWS);
}

function isObject(row: unknown): row is Fields {
  return typeof row === "object" && row !== null;
}

function isOfAnother({ symbol: said }: Fields, symbol: string): boolean {
  return typeof said === "string" && said.toUpperCase() !== symbol.toUpperCase();
}

function asPushed({ price, qty, tradeSide, time, tradeId }: Fields, symbol: string): object {
  return { s: symbol, pr: price, q: qty, sd: tradeSide, ts: time, tradeId };
}

function oldestFirst(trades: readonly RawTrade[]): readonly RawTrade[] {
  // Reversed before a stable sort: trades of one millisecond stand newest first in a list that begins with the newest.
  const turned = isNewestFirst(trades.map(tradeTime)) ? trades.toReversed() : trades;
  return turned.toSorted((one, other) => tradeTime(one) - tradeTime(other));
}

function isNewestFirst(times: readonly number[]): boolean {
  return (times[0] ?? 0) > (times.at(-1) ?? 0);
}
