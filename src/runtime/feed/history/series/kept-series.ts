import type { MadePeriod } from "../../../../history/periods/made-periods";
import type { Became, Gap, Told } from "../../../../history/told";
import type { Update } from "../../../../link/feed/update";
import type { Subscription } from "../../../../protocol/subscription";
import type { PastCall } from "../../../history/asking";

/** What something changed in a series. */
export interface Outcome {
  /** To be sent, in this order: all that one event led to. */
  readonly told: readonly Told<object>[];
  /** A gap of which nothing more will come although some of it is missing. */
  readonly failed?: Gap | undefined;
  readonly became?: Became | undefined;
}

/** What to ask REST for, of one series. */
export interface PastQuestion extends PastCall {
  /** Whether a live message waits for the answer. */
  readonly isUrgent: boolean;
  /** Whether the exchange seems to be behind its own socket: it may have in a moment what it does not have yet. */
  isBehind?(data: unknown): boolean;
}

/** What a series may know of its node. Times are ms since 1970, by the exchange's clock. */
export interface Surroundings {
  now(): number;
  /**
   * When something was heard on the link last: after a link has fallen silent nobody knows what happened. Never while nobody
   * has told the exchange's clock.
   */
  heard(): number;
  /** What time it was at a moment of the clock that only runs forward, ms; `undefined` while nobody has told. */
  at(moment: number): number | undefined;
  /** Asks for the exchange's time, in vain perhaps. */
  learnTime(): void;
  /** An update as it may wait: it holds on to nothing that it is not worth. */
  own(update: Update): Update;
}

/**
 * What was told of one subscription of a node, what of it is missing, and what is live and waits for that: the core of a
 * kind of series with its state. It is made when the subscription begins, anew for each option of a rolling name. Times
 * are ms since 1970, by the exchange's clock.
 */
export interface KeptSeries {
  /** Something live came; `undefined` where it is to be sent as it is. */
  take(update: Update): Outcome | undefined;
  /**
   * The link was lost.
   *
   * @param heard when something was heard on it last
   */
  cut(heard: number): Outcome;
  /** The exchange's clock is another than was thought: where nothing was told or missed yet, it begins by that. */
  clockChanged?(): void;
  /** What waits has waited long enough. */
  giveUp(): Outcome;
  /** Whether something live waits. */
  readonly isWaiting: boolean;
  /** Whether there is something to ask for. It is looked at for each message, and costs next to nothing while all is well. */
  readonly isMissing: boolean;
  /** What is to be asked now; `undefined` where nothing is. */
  question(): PastQuestion | undefined;
  /** @param data what stands under `data`, whatever it is; `undefined` where there was no answer */
  answer(question: PastQuestion, data: unknown): Outcome;
  /** What REST had for rows that were told of its answer, as it stood there: for `includeRaw`. */
  sourceOf(rows: readonly object[], data: unknown): unknown;
  /** The topic of a row; absent where all that the exchange pushes of it has one. */
  topicOf?(row: object): string;
  /** When that was of which a row tells. */
  timeOf(row: object): number;
  /** Since when something may be missing that nobody was told of; `undefined` where nothing is. */
  readonly untoldSince: number | undefined;
  /** The time of the newest that was told; `undefined` while nothing was. */
  readonly newest: number | undefined;
  /** Of candles that the exchange lacks: their period, and what updates of them say that they are of. */
  readonly made?: { readonly period: MadePeriod; readonly subscription: Subscription };
  /** When `settle` is to be called, or as soon after it as something is heard on the link. */
  readonly settlesAt?: number | undefined;
  /** Time has passed without a message. */
  settle?(): Outcome;
}
