import { type Coverage, coverageFrom, extendedTo, withGap } from "../../../history/coverage";
import type { Feed } from "../../../link/feed/feed";
import type { CoincallError } from "../../../protocol/error";
import { Settling } from "../made/settling";
import type { Watched } from "../watched";
import type { KeptSeries, Outcome, PastQuestion } from "./series/kept-series";

/** ms for which something live waits for what was missed, at most. Source: docs/contract.md, "Past and gaps". */
const PATIENCE = 5_000;
/** ms after which a question is put once more. */
const AGAIN = 1_500;

/** Whom it wakes. */
export interface TrackedEvents {
  /** What waits has waited long enough. */
  impatient(tracked: Tracked): void;
  /** It is to be asked for again. */
  again(tracked: Tracked): void;
  /** It is time to settle something. */
  due(tracked: Tracked): void;
}

/** A series of a node with what is known of it beside. */
export class Tracked {
  readonly watched: Watched;
  readonly series: KeptSeries;
  readonly #events: TrackedEvents;
  readonly #settling: Settling | undefined;
  /** Whether a question of it is under way. */
  isAsked = false;
  /** Why the exchange did not answer last. */
  failure: CoincallError | undefined;
  /** As the exchange writes its symbol, once it has. */
  topic: string;
  #coverage: Coverage | undefined;
  #patience: NodeJS.Timeout | undefined;
  #again: NodeJS.Timeout | undefined;
  #hasAskedAgain = false;

  constructor(watched: Watched, series: KeptSeries, feed: Feed, events: TrackedEvents) {
    this.watched = watched;
    this.series = series;
    this.#events = events;
    this.topic = watched.subscription.symbol;
    if (series.settle) this.#settling = new Settling(series, feed, () => events.due(this));
  }

  /** Since when it is whole; `undefined` before anything was told. */
  get coverage(): Coverage | undefined {
    return this.#coverage;
  }

  /** A live row was told. */
  toldLive(row: object | undefined): void {
    if (row) this.#coverage ??= coverageFrom(this.series.timeOf(row));
  }

  /** Something has changed: it waits, or does not any more, and for how long. */
  changed({ told, failed, became }: Outcome): void {
    for (const { rows, mark, gap } of told) {
      const time = this.series.timeOf(rows[0]);
      this.#coverage ??= coverageFrom(time);
      if (mark === "history") this.#coverage = extendedTo(this.#coverage, time);
      if (gap) this.#coverage = withGap(this.#coverage, gap, this.series.topicOf?.(rows[0]));
    }
    // Where there are several topics, it is one for all of them, and each has told its own.
    if (failed && this.#coverage && !this.series.topicOf) this.#coverage = withGap(this.#coverage, failed);
    if (became && this.#coverage) this.#coverage = withGap(this.#coverage, became.gap, became.topic);
    this.#wait();
    this.#settling?.look();
  }

  /** Whether a question is put once more in a moment, for what the exchange may have by then; once an outage. */
  asksAgain(question: PastQuestion, data: unknown): boolean {
    if (this.#hasAskedAgain || !this.series.isWaiting || !question.isBehind?.(data)) return false;
    this.#hasAskedAgain = true;
    this.isAsked = true;
    this.#again = setTimeout(() => {
      this.isAsked = false;
      this.#events.again(this);
    }, AGAIN);
    return true;
  }

  close(): void {
    clearTimeout(this.#patience);
    clearTimeout(this.#again);
    this.#settling?.close();
  }

  #wait(): void {
    if (!this.series.isWaiting) {
      clearTimeout(this.#patience);
      this.#patience = undefined;
      this.#hasAskedAgain = false;
      return;
    }
    this.#patience ??= setTimeout(() => {
      this.#patience = undefined;
      this.#events.impatient(this);
    }, PATIENCE);
  }
}
