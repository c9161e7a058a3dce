/** What is past: candles, trades and settlements. */

import { PERIODS, type Period } from "../../protocol/channels";
import type { Instrument } from "../market/listing/instruments";
import type { Candle } from "../market/tape/candles";
import type { Trade } from "../market/tape/trades";
import { CallRefused } from "./answers";
import { displayName } from "./names";
import { round, text } from "./numbers";
import { timeOf } from "./parameters";
import { othersTurn } from "./turns";

/** What is asked of the market: what happened between two moments (ms since 1970, both inclusive), the latest of it, oldest first. */
export interface Past {
  /** @param limit candles, at most; the one that holds the present is open still */
  candles(symbol: string, period: Period, from: number, to: number, limit: number): readonly Candle[];
  trades(symbol: string, from: number, to: number, limit: number): readonly Trade[];
}

/** The latest of an underlying's settlements, newest first. */
export interface Settlement {
  /** ms since 1970. */
  readonly expiry: number;
  /** USD. */
  readonly price: number;
}

type Query = ReadonlyMap<string, string>;

const MOST_CANDLES = 1_000;
/** ms: what is older is not remembered. */
const REMEMBERED = 4 * 365 * 86_400_000;
/** Candles that are looked up at once: those of a quarter take a while. */
const PIECE = 2;
const TRADES = 100;
export const SETTLEMENTS = 90;

/**
 * Oldest first, at most a thousand, of the last four years.
 *
 * @param now ms since 1970
 * @throws {CallRefused}
 */
export async function candles(
  past: Past,
  { symbol, contract }: Instrument,
  query: Query,
  now: number,
): Promise<unknown[]> {
  const written = query.get("period") ?? "";
  const span = {
    symbol,
    period: periodOf(written),
    from: Math.max(timeOf(query, "start") ?? 0, now - REMEMBERED),
    to: timeOf(query, "end") ?? now,
  };
  const rows = await inPieces(past, span, limitOf(query));
  return rows.map((candle) => ({
    open: candle.open,
    close: candle.close,
    low: candle.low,
    high: candle.high,
    volume: round(candle.volume, contract.sizeDecimals),
    time: candle.start,
    period: written,
  }));
}

interface Span {
  readonly symbol: string;
  readonly period: Period;
  /** ms since 1970. */
  readonly from: number;
  readonly to: number;
}

/** A few at a time, from the newest: the exchange may live in a process that has other things to do. */
async function inPieces(past: Past, { symbol, period, from, to }: Span, limit: number): Promise<Candle[]> {
  const pieces: (readonly Candle[])[] = [];
  for (let left = limit, until = to; left > 0; ) {
    const piece = past.candles(symbol, period, from, until, Math.min(left, PIECE));
    const [first] = piece;
    if (!first) break;
    pieces.unshift(piece);
    left -= piece.length;
    until = first.start - 1;
    await othersTurn();
  }
  return pieces.flat();
}

/** Newest first, as the first push of a subscription has them. */
export function trades(past: Past, instrument: Instrument, now: number): unknown[] {
  const { symbol, contract } = instrument;
  return [...past.trades(symbol, 0, now, TRADES)].reverse().map((trade) => ({
    symbol,
    displayName: displayName(instrument),
    price: text(trade.price, contract.priceDecimals),
    qty: text(trade.size, contract.sizeDecimals),
    time: trade.time,
    tradeSide: trade.side === "buy" ? 1 : 2,
  }));
}

export function settlements(all: readonly Settlement[]): unknown[] {
  return all.map(({ expiry, price }) => ({
    date: new Date(expiry).toISOString().slice(0, 10),
    delivery_price: round(price),
  }));
}

/** The documentation writes `D1` here and `d1` on the socket. */
function periodOf(written: string): Period {
  const period = PERIODS.find((known) => known === written.toLowerCase());
  if (!period) throw new CallRefused("parameter", `period must be one of ${PERIODS.join(", ")}`);
  return period;
}

function limitOf(query: Query): number {
  const limit = query.get("limit") || String(MOST_CANDLES);
  if (!/^\d{1,9}$/.test(limit) || Number(limit) === 0) {
    throw new CallRefused("parameter", "limit must be a number from 1");
  }
  return Math.min(Number(limit), MOST_CANDLES);
}
