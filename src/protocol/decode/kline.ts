/** Candles. Source: docs/protocol.md, "Fields" and "Channels" (the periods). */

import { PERIODS, type Period } from "../channels";
import { type Numbers, readTime, type Wire } from "../text/numbers";
import {
  MOMENT,
  NUMBER,
  type Properties,
  payloadOf,
  QUANTITY,
  type Quantity,
  required,
  SYMBOL,
  TEXT,
} from "./fields";

export interface RawKline {
  s: string;
  open: Quantity;
  high: Quantity;
  low: Quantity;
  close: Quantity;
  /** Volume. */
  v?: Wire;
  /** ms, when the candle opened. */
  ts: Quantity;
  /** Period. */
  pe?: string | null;
  /** Period, in the documentation of 2023; futures had none. */
  period?: string | null;
}

const properties: Properties<RawKline> = {
  s: SYMBOL,
  open: QUANTITY,
  high: QUANTITY,
  low: QUANTITY,
  close: QUANTITY,
  v: NUMBER,
  ts: MOMENT,
  pe: TEXT,
  period: TEXT,
};

export const KLINE_SCHEMA = {
  type: "object",
  required: ["s", "open", "high", "low", "close", "ts"],
  properties,
};

/** A candle so far; that it is closed only the next one says. */
export interface Kline<N extends number | string, P extends string = Period> {
  symbol: string;
  period: P;
  open: N;
  high: N;
  low: N;
  close: N;
  volume?: N;
  /** ms, when it opened. */
  timestamp: number;
}

/** `period` is that of the subscription, since a candle does not always say its own. */
export function decodeKline<N extends number | string, P extends string>(
  row: RawKline,
  numbers: Numbers<N>,
  period: P,
): Kline<N, P> {
  return payloadOf<Kline<N, P>>({
    symbol: row.s,
    period,
    open: required(numbers.read(row.open)),
    high: required(numbers.read(row.high)),
    low: required(numbers.read(row.low)),
    close: required(numbers.read(row.close)),
    volume: numbers.read(row.v),
    timestamp: required(readTime(row.ts)),
  });
}

/** The candle's own word on its period; `undefined` where it has none, or one that this palette does not know. */
export function periodOf(row: RawKline): Period | undefined {
  const sent = row.pe || row.period;
  return PERIODS.find((period) => period === sent);
}
