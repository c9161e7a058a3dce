import type { Period } from "../../protocol/channels";
import type { RawKline } from "../../protocol/decode";
import type { Gap, Told } from "../told";
import type { Hole } from "./hole";

/** What a node wants of the candles of a symbol. */
export interface CandleWish {
  readonly symbol: string;
  readonly period: Period;
  /** Finished candles from before the first live one, at most a thousand. */
  readonly past: number;
  /** Whether what an outage took is to be asked for. */
  readonly fill: boolean;
}

/** A candle as the link tells it. */
export interface LiveCandle {
  readonly row: RawKline;
  readonly closed: boolean;
  /** Comes back with what is told of it. */
  readonly update?: object | undefined;
}

/** What is known of the candles of a symbol: plain data, but for what live ones bring with them. */
export interface CandleSeries {
  /** The newest that was told; `null` while none was. Its start is in ms since 1970. */
  readonly latest: { readonly start: number; readonly closed: boolean } | null;
  /** What is wanted before anything live is told; `null` where nothing is. */
  readonly hole: Hole | null;
  /** What is live and waits for that, ascending. */
  readonly waiting: readonly LiveCandle[];
  /** What did not come in time, the oldest first: told all the same when it comes. */
  readonly late: readonly Hole[];
  /** Holes so far. */
  readonly holes: number;
}

export interface CandleOutcome {
  readonly series: CandleSeries;
  /** To be sent, in this order. */
  readonly told: readonly Told<RawKline>[];
  /** A gap of which nothing more will come although some of it is missing. */
  readonly failed?: Gap | undefined;
}

export const NEW_CANDLES: CandleSeries = { latest: null, hole: null, waiting: [], late: [], holes: 0 };

const NOTHING: readonly Told<RawKline>[] = [];

export function untold(series: CandleSeries): CandleOutcome {
  return { series, told: NOTHING };
}
