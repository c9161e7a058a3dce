import { sourcesOf, tradesOf, tradeTime } from "../../../../history/answers/trade-rows";
import { answer } from "../../../../history/trades/answer";
import { tradeCall } from "../../../../history/trades/call";
import { cut } from "../../../../history/trades/cut";
import { giveUp } from "../../../../history/trades/joining";
import { forgotten } from "../../../../history/trades/known";
import { questionOf, type TradeQuestion } from "../../../../history/trades/question";
import { begin, type TradeOutcome, type TradeSeries } from "../../../../history/trades/series";
import { take } from "../../../../history/trades/take";
import type { Update } from "../../../../link/feed/update";
import type { Endpoint } from "../../../../protocol/channels";
import type { RawTrade } from "../../../../protocol/decode";
import { ownRow } from "../../../../protocol/rows/own-row";
import type { KeptSeries, Outcome, PastQuestion, Surroundings } from "./kept-series";

/** ms; nobody says how far REST may be behind the socket. */
const JUST_NOW = 5_000;

interface TradesAsked extends PastQuestion {
  readonly of: TradeQuestion;
}

/** The trades of one instrument, where somebody wants what outages took. */
export class TradesOfOne implements KeptSeries {
  readonly #endpoint: Endpoint;
  readonly #around: Surroundings;
  /** As the exchange writes it, once it has. */
  #symbol: string;
  #series: TradeSeries;
  /** Since when trades are wanted, by a clock that can be wrong as long as nothing came. */
  #since: number | undefined;
  #newest: number | undefined;

  /** @param since trades from before are wanted of nobody */
  constructor(symbol: string, endpoint: Endpoint, around: Surroundings, since: number) {
    this.#symbol = symbol;
    this.#endpoint = endpoint;
    this.#around = around;
    this.#since = since;
    this.#series = begin(since);
  }

  take(update: Update): Outcome | undefined {
    const { hole } = this.#series;
    this.#symbol = update.topic;
    const kept = hole ? this.#around.own(update) : update;
    const rows = kept.rows.map((row) => (kept.isOwn ? (row as RawTrade) : ownRow("trades", row as RawTrade)));
    this.#beginBefore(Math.max(...rows.map(tradeTime)));
    const live = { rows, update: kept };
    const outcome = take(this.#wish, this.#series, live, hole ? this.#around.now() : 0);
    this.#become(outcome);
    const isAsItCame = !hole && outcome.told[0]?.rows.length === rows.length;
    return isAsItCame ? undefined : outcome;
  }

  cut(heard: number): Outcome {
    this.#beginBefore(heard + 1);
    const isCertain = this.#newest !== undefined || Number.isFinite(this.#around.heard());
    return this.#become(cut(this.#series, heard, isCertain));
  }

  clockChanged(): void {
    if (this.#newest !== undefined || this.#series.hole) return;
    this.#since = this.#around.now();
    this.#series = begin(this.#since);
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

  question(): TradesAsked | undefined {
    const question = questionOf(this.#wish, this.#series);
    if (!question) return undefined;
    const endpoint = this.#endpoint;
    return {
      of: question,
      isUrgent: question.isUrgent,
      endpoint,
      path: () => tradeCall(endpoint, question),
      isBehind: (data) => this.#isBehind(question, data),
    };
  }

  answer(question: PastQuestion, data: unknown): Outcome {
    return this.#become(answer(this.#series, (question as TradesAsked).of, data));
  }

  sourceOf(rows: readonly object[], data: unknown): unknown {
    return sourceOfTrades(rows, data);
  }

  timeOf(row: object): number {
    return timeOfTrade(row, this.#around);
  }

  get untoldSince(): number | undefined {
    return this.#series.hole?.since;
  }

  get newest(): number | undefined {
    return this.#newest;
  }

  /** Trades that are remembered. */
  get remembered(): number {
    return this.#series.known.trades.length;
  }

  /** Those that come again are taken for known ones by their times. */
  forget(): void {
    this.#series = { ...this.#series, known: forgotten(this.#series.known) };
  }

  get #wish() {
    return { symbol: this.#symbol, fill: true };
  }

  /** What comes first is the newest there was: whatever comes after it is wanted. */
  #beginBefore(time: number): void {
    if (this.#since !== undefined && time <= this.#since) this.#series = begin(time - 1);
    this.#since = undefined;
  }

  /** What came live a moment ago is not there yet. */
  #isBehind({ symbol }: TradeQuestion, data: unknown): boolean {
    const { to = null } = this.#series.hole ?? {};
    if (to === null || this.#around.now() - to > JUST_NOW) return false;
    const last = tradesOf(data, symbol)?.trades.at(-1);
    return last !== undefined && tradeTime(last) < to;
  }

  #become(outcome: TradeOutcome): Outcome {
    this.#series = outcome.series;
    const newest = outcome.told.at(-1)?.rows.at(-1);
    if (newest) this.#newest = Math.max(this.#newest ?? Number.NEGATIVE_INFINITY, this.timeOf(newest));
    return outcome;
  }
}

/** When a trade was, ms since 1970 by the exchange's clock; of one that does not say it, now. */
export function timeOfTrade(row: object, { now }: Surroundings): number {
  const time = tradeTime(row as RawTrade);
  return Number.isFinite(time) ? time : now();
}

/** What REST had for these trades, as it stood there. */
export function sourceOfTrades(rows: readonly object[], data: unknown): unknown {
  return sourcesOf(data, rows as readonly RawTrade[]);
}
