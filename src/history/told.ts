/** How much could be had of what was missed. Source: docs/contract.md, "Past and gaps". */
export type Filled = "all" | "part" | "none";

/** What may be missing: nothing is uncertain before `from`, nor from `to` on. Both are ms since 1970, the exchange's clock. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly filled: Filled;
}

/** What became of a gap, where nothing is told that could say so: nothing of it was missing. */
export interface Became {
  readonly gap: Gap;
  /** Of a series with several topics. */
  readonly topic?: string;
}

/** Of what REST told: missed in an outage, or from before the subscription. */
export type Mark = "filled" | "history";

/** What is to be sent, and becomes one message. */
export interface Told<Row> {
  readonly rows: readonly [Row, ...Row[]];
  /** Of a candle: whether it is final. */
  readonly closed?: boolean;
  /** Absent of what is live. */
  readonly mark?: Mark;
  /** On what came first after an outage, and on the last that is told of it afterwards. */
  readonly gap?: Gap;
  /** What was given with a live row, such as its frame. */
  readonly update?: object | undefined;
}
