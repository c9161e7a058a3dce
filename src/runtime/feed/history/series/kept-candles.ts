import { candlesOf, openTime } from "../../../../history/answers/candle-rows";
import { answer } from "../../../../history/candles/answer";
import { begin, isUntouched } from "../../../../history/candles/begin";
import { candleCall, isShort, type Way } from "../../../../history/candles/call";
import { cut } from "../../../../history/candles/cut";
import { giveUp } from "../../../../history/candles/joining";
import { type CandleQuestion, questionOf } from "../../../../history/candles/question";
import type { CandleOutcome, CandleWish } from "../../../../history/candles/series";
import { take } from "../../../../history/candles/take";
import { nextStart } from "../../../../history/periods/alignment";
import type { Update } from "../../../../link/feed/update";
import type { Endpoint } from "../../../../protocol/channels";
import type { RawKline } from "../../../../protocol/decode";
import type { Subscription } from "../../../../protocol/subscription";
import { readTime, type Wire } from "../../../../protocol/text/numbers";
import type { FeedProperties } from "../../properties";
import type { KeptSeries, Outcome, PastQuestion, Surroundings } from "./kept-series";

/** ms; nobody says how far REST may be behind the socket. */
const JUST_NOW = 5_000;

/** The candles of a subscription to a period of the exchange's. */
export function keptCandles(
  { symbol, endpoint, period = "m1" }: Subscription,
  { past, fill }: Pick<FeedProperties, "past" | "fill">,
  around: Surroundings,
): KeptSeries {
  return new KeptCandles({ symbol, period, past, fill }, endpoint, around);
}

interface CandlesAsked extends PastQuestion {
  readonly of: CandleQuestion;
}

class KeptCandles implements KeptSeries {
  readonly #wish: CandleWish;
  readonly #endpoint: Endpoint;
  readonly #around: Surroundings;
  #series: CandleOutcome["series"];

  constructor(wish: CandleWish, endpoint: Endpoint, around: Surroundings) {
    this.#wish = wish;
    this.#endpoint = endpoint;
    this.#around = around;
    this.#series = begin(wish, around.now());
  }

  take(update: Update): Outcome | undefined {
    const { hole } = this.#series;
    const taken = hole ? this.#around.own(update) : update;
    const [row] = taken.rows as readonly RawKline[];
    if (!row) return undefined;
    const candle = { row, closed: taken.closed ?? false, update: taken };
    const outcome = take(this.#wish, this.#series, candle, hole ? this.#around.now() : 0);
    this.#series = outcome.series;
    if (!hole) return outcome.told.length === 1 ? undefined : outcome;
    // What nobody asks for does not fail.
    return this.#wish.fill || hole.mark === "history" ? outcome : { told: outcome.told };
  }

  cut(heard: number): Outcome {
    return this.#become(cut(this.#wish, this.#series, heard));
  }

  clockChanged(): void {
    if (isUntouched(this.#series)) this.#series = begin(this.#wish, this.#around.now());
  }

  giveUp(): Outcome {
    return this.#become(giveUp(this.#series));
  }

  get isWaiting(): boolean {
    return this.#series.waiting.length > 0;
  }

  get isMissing(): boolean {
    const { hole, late } = this.#series;
    return (hole !== null || late.length > 0) && this.question() !== undefined;
  }

  question(): CandlesAsked | undefined {
    const question = questionOf(this.#wish, this.#series, this.#around.now());
    return (
      question && {
        of: question,
        isUrgent: question.isUrgent,
        endpoint: this.#endpoint,
        path: (way: Way) => candleCall(this.#endpoint, question, way),
        isShort: (data: unknown) => isShort(data, question),
        isBehind: (data: unknown) => this.#isBehind(question, data),
      }
    );
  }

  answer(question: PastQuestion, data: unknown): Outcome {
    return this.#become(answer(this.#wish, this.#series, (question as CandlesAsked).of, data));
  }

  sourceOf([row]: readonly object[], data: unknown): unknown {
    const time = row && this.timeOf(row);
    const rows: readonly unknown[] = Array.isArray(data) ? data : [];
    return rows.findLast((each) => readTime(Object(each).time as Wire) === time);
  }

  timeOf(row: object): number {
    return openTime(row as RawKline);
  }

  get untoldSince(): number | undefined {
    const { hole, latest } = this.#series;
    return hole && (latest || hole.mark === "filled") ? hole.since : undefined;
  }

  get newest(): number | undefined {
    return this.#series.latest?.start;
  }

  /** The last candle before the live one has only just ended, and is not there. */
  #isBehind(question: CandleQuestion, data: unknown): boolean {
    const { to } = question.page;
    if (this.#around.now() - to > JUST_NOW) return false;
    const last = candlesOf(data, question)?.at(-1);
    return last !== undefined && nextStart(question.period, openTime(last)) < to;
  }

  #become(outcome: CandleOutcome): Outcome {
    this.#series = outcome.series;
    return outcome;
  }
}
