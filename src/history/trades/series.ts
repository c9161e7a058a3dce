import type { RawTrade } from "../../protocol/decode";
import { tradeTime } from "../answers/trade-rows";
import type { Became, Gap, Told } from "../told";
import type { TradeHole } from "./hole";
import type { Known } from "./known";

/** What a node wants of the trades of a symbol. */
export interface TradeWish {
  readonly symbol: string;
  /** Whether what an outage took is to be asked for. */
  readonly fill: boolean;
}

/** Trades as the link tells them: each once, oldest first. */
export interface LiveTrades {
  readonly rows: readonly RawTrade[];
  /** Comes back with what is told of them. */
  readonly update?: object | undefined;
}

/** What REST told of late: the link may bring it once more, and does not know that it was told. */
export interface Echoes {
  readonly trades: readonly RawTrade[];
  /** When the newest was, ms since 1970. */
  readonly newest: number;
}

/** What is known of the trades of a symbol: plain data, but for what live ones bring with them. */
export interface TradeSeries {
  readonly known: Known;
  /** What is wanted before anything live is told; `null` where nothing is. */
  readonly hole: TradeHole | null;
  /** What is live and waits for that. */
  readonly waiting: readonly LiveTrades[];
  /** What did not come in time, the oldest first: told all the same when it comes. */
  readonly late: readonly TradeHole[];
  readonly echoes: Echoes;
  /** Holes so far. */
  readonly holes: number;
}

export interface TradeOutcome {
  readonly series: TradeSeries;
  /** To be sent, in this order. */
  readonly told: readonly Told<RawTrade>[];
  /** A gap of which nothing more will come although some of it may be missing. */
  readonly failed?: Gap | undefined;
  readonly became?: Became | undefined;
}

/**
 * A subscription begins.
 *
 * @param clock the exchange's, ms since 1970: what was traded before is wanted of nobody
 */
export function begin(clock: number): TradeSeries {
  return {
    known: { trades: [], from: clock },
    hole: null,
    waiting: [],
    late: [],
    echoes: NO_ECHOES,
    holes: 0,
  };
}

const NO_ECHOES: Echoes = { trades: [], newest: Number.NEGATIVE_INFINITY };
/** Trades, as many as the link remembers of a symbol. */
const MOST_ECHOES = 512;

export function echoing({ trades, newest }: Echoes, told: readonly RawTrade[]): Echoes {
  return {
    trades: [...trades, ...told].slice(-MOST_ECHOES),
    newest: told.reduce((latest, trade) => Math.max(latest, tradeTime(trade)), newest),
  };
}

const NOTHING: readonly Told<RawTrade>[] = [];

export function untold(series: TradeSeries): TradeOutcome {
  return { series, told: NOTHING };
}
