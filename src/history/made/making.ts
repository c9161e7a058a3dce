import type { RawKline } from "../../protocol/decode";
import type { MadePeriod } from "../periods/made-periods";
import type { Gap, Mark, Told } from "../told";
import { ALL_IN_DOUBT, type Doubt } from "./doubts";
import type { Figures } from "./figures";

/** What candles are made of: trades, or shorter candles. Times are ms since 1970. */
export interface Material<Row, Content> {
  timeOf(row: Row): number;
  /** Everything that is older than this was told before the row. */
  reachOf(row: Row, closed: boolean): number;
  /** From when on nothing is missing, of the first live row after a gap. */
  wholeFrom(row: Row, gap: Gap): number;
  put(content: Content | undefined, row: Row, closed: boolean): Content;
  figuresOf(content: Content): Figures;
  /** Whether it shows by itself that nothing of a candle is missing. */
  isComplete(content: Content, start: number, end: number): boolean;
}

/** Which candles are made, and of what. */
export interface Kit<Row, Content> {
  readonly symbol: string;
  readonly period: MadePeriod;
  readonly material: Material<Row, Content>;
}

/** A candle that is being made. */
export interface Unfinished<Content> {
  readonly start: number;
  readonly content: Content;
  /** How what came of it last was marked. */
  readonly mark: Mark | undefined;
}

/** The candles of a symbol that are being made. */
export interface Making<Content> {
  /** Ascending. */
  readonly open: readonly Unfinished<Content>[];
  /** Over, and something of them may be missing; ascending. */
  readonly doubtful: readonly Unfinished<Content>[];
  readonly doubts: readonly Doubt[];
  /** Candles that end by then are over. */
  readonly over: number;
  /** When the first was of all that was told. */
  readonly first: number;
}

export interface Made<Content> {
  readonly making: Making<Content>;
  /** To be sent, in this order. */
  readonly told: readonly Told<RawKline>[];
}

/** Nothing is known before what is told first. */
export const NEW_MAKING: Making<never> = {
  open: [],
  doubtful: [],
  doubts: ALL_IN_DOUBT,
  over: Number.NEGATIVE_INFINITY,
  first: Number.POSITIVE_INFINITY,
};
