import { answer } from "../../../src/history/candles/answer";
import { begin } from "../../../src/history/candles/begin";
import { cut } from "../../../src/history/candles/cut";
import { giveUp } from "../../../src/history/candles/joining";
import { type CandleQuestion, questionOf } from "../../../src/history/candles/question";
import type { CandleOutcome, CandleSeries, CandleWish } from "../../../src/history/candles/series";
import { take } from "../../../src/history/candles/take";
import type { Gap, Told } from "../../../src/history/told";
import { Candles } from "../../../src/link/tracking/candles";
import type { RawKline } from "../../../src/protocol/decode";
import { candleAt, MINUTE, NOON, restCandles, SYMBOL } from "./market";

/** What an exchange makes of a right answer. */
export type Answering = (rows: object[]) => unknown;

/** A symbol's candles as a node would have them, with a link, a REST and a clock that do as they are told. */
export class Player {
  readonly told: Told<RawKline>[] = [];
  readonly failed: Gap[] = [];
  /** Whoever else is told of an outage, and of what is told. */
  lost: ((heard: number) => void) | undefined;
  listener: ((told: readonly Told<RawKline>[]) => void) | undefined;
  now: number;
  series: CandleSeries;
  pending: { readonly question: CandleQuestion; readonly rows: object[] } | undefined;
  isUp = true;
  readonly wish: CandleWish;
  readonly #tracker = new Candles();
  /** ms by which the clock that the core is told is ahead. */
  readonly #ahead: number;

  constructor(wish: Partial<CandleWish> = {}, start = NOON, ahead = 0) {
    this.wish = { symbol: SYMBOL, period: "m1", past: 0, fill: true, ...wish };
    this.now = start;
    this.#ahead = ahead;
    this.series = begin(this.wish, this.clock);
  }

  get clock(): number {
    return this.now + this.#ahead;
  }

  /** Live candles come every ten seconds, and at the end of each minute. */
  passes(seconds: number): void {
    const end = this.now + seconds * 1_000;
    while (this.now < end) {
      const next = Math.floor(this.now / 10_000 + 1) * 10_000;
      this.now = Math.min(end, this.now % 10_000 === 9_999 || next - 1 > end ? next : next - 1);
      if (this.now % MINUTE === MINUTE - 1 || this.now % 10_000 === 0) this.pushes();
    }
  }

  /** A frame with the candle of now. */
  pushes(): void {
    if (!this.isUp) return;
    for (const { rows, closed = false } of this.#tracker.accept([candleAt(this.now)], () => {})) {
      this.#takes(take(this.wish, this.series, { row: rows[0] as RawKline, closed }, this.clock));
    }
  }

  loses(): void {
    if (!this.isUp) return;
    this.isUp = false;
    this.#tracker.linkLost();
    this.#takes(cut(this.wish, this.series, this.clock));
    this.lost?.(this.clock);
  }

  returns(): void {
    this.isUp = true;
  }

  asks(): boolean {
    if (this.pending || !this.isUp) return false;
    const question = questionOf(this.wish, this.series, this.clock);
    this.pending = question && { question, rows: restCandles(question.from, question.to, this.now) };
    return question !== undefined;
  }

  /** @returns whether there was a question */
  answers(as: Answering = (rows) => rows): boolean {
    if (!this.pending) return false;
    const { question, rows } = this.pending;
    this.pending = undefined;
    this.#takes(answer(this.wish, this.series, question, as(rows)));
    return true;
  }

  /** The five seconds are over. */
  waitsNoLonger(): void {
    this.#takes(giveUp(this.series));
  }

  /** All that is asked for comes, until nothing is. */
  settles(): void {
    for (let rounds = 0; this.asks() || this.pending; rounds += 1) {
      if (rounds > 100) throw new Error("it asks without end");
      this.answers();
    }
  }

  #takes({ series, told, failed }: CandleOutcome): void {
    this.series = series;
    this.told.push(...told);
    this.listener?.(told);
    if (failed) this.failed.push(failed);
  }
}
