import type { Became, Gap, Told } from "../../../src/history/told";
import { answer } from "../../../src/history/trades/answer";
import { cut } from "../../../src/history/trades/cut";
import { giveUp } from "../../../src/history/trades/joining";
import { questionOf, type TradeQuestion } from "../../../src/history/trades/question";
import {
  begin,
  type TradeOutcome,
  type TradeSeries,
  type TradeWish,
} from "../../../src/history/trades/series";
import { take } from "../../../src/history/trades/take";
import { Trades } from "../../../src/link/tracking/trades";
import type { RawTrade } from "../../../src/protocol/decode";

export const SYMBOL = "BTCUSD";
export const NOON = Date.parse("2026-11-23T12:00:00Z");

export interface Traded {
  /** ms since 1970. */
  readonly time: number;
  readonly price: number;
  readonly size: string;
  readonly side: 1 | 2;
  readonly id?: string;
}

/** What an exchange makes of a right answer. */
export type Answering = (rows: readonly object[]) => unknown;

export interface Habits {
  /** Trades that the first push has from before, after each outage in turn. */
  readonly pushed?: readonly number[];
  /** Trades that REST has. */
  readonly rest?: number;
}

/** A symbol's trades as a node would have them, with a link and a REST that do as they are told. */
export class Player {
  readonly told: Told<RawTrade>[] = [];
  readonly failed: Gap[] = [];
  /** What of gaps was found out without a message. */
  readonly became: Became[] = [];
  /** Whoever else is told of an outage, and of what is told. */
  lost: ((heard: number) => void) | undefined;
  listener: ((told: readonly Told<RawTrade>[]) => void) | undefined;
  now = NOON;
  series: TradeSeries = begin(NOON);
  pending: { readonly question: TradeQuestion; readonly rows: readonly object[] } | undefined;
  isUp = true;
  readonly #wish: TradeWish;
  readonly #market: readonly Traded[];
  readonly #habits: Required<Habits>;
  readonly #tracker = new Trades();
  #returns = 0;

  constructor(market: readonly Traded[], habits: Habits = {}, fill = true) {
    this.#market = market;
    this.#habits = { pushed: [0], rest: 100, ...habits };
    this.#wish = { symbol: SYMBOL, fill };
  }

  /** Live trades come as they are made, those of a millisecond together. */
  passes(milliseconds: number): void {
    const end = this.now + milliseconds;
    const made = this.#market.filter(({ time }) => time > this.now && time <= end);
    for (const time of new Set(made.map((trade) => trade.time))) {
      this.now = time;
      this.#pushes(made.filter((trade) => trade.time === time));
    }
    this.now = end;
  }

  loses(): void {
    if (!this.isUp) return;
    this.isUp = false;
    this.#tracker.linkLost();
    this.#takes(cut(this.series, this.now));
    this.lost?.(this.now);
  }

  /** The first push can have what was before, newest first. */
  returns(): void {
    if (this.isUp) return;
    this.isUp = true;
    const { pushed } = this.#habits;
    const count = pushed[this.#returns % pushed.length] ?? 0;
    this.#returns += 1;
    if (count > 0) this.#pushes(this.#past().slice(-count).toReversed());
  }

  asks(): boolean {
    if (this.pending || !this.isUp) return false;
    const question = questionOf(this.#wish, this.series);
    const rows = this.#past().slice(-this.#habits.rest).toReversed().map(asAnswered);
    this.pending = question && { question, rows };
    return question !== undefined;
  }

  answers(as: Answering = (rows) => rows): void {
    if (!this.pending) return;
    const { question, rows } = this.pending;
    this.pending = undefined;
    this.#takes(answer(this.series, question, as(rows)));
  }

  waitsNoLonger(): void {
    this.#takes(giveUp(this.series));
  }

  settles(): void {
    for (let rounds = 0; this.asks() || this.pending; rounds += 1) {
      if (rounds > 100) throw new Error("it asks without end");
      this.answers();
    }
  }

  #past(): readonly Traded[] {
    return this.#market.filter(({ time }) => time <= this.now);
  }

  #pushes(trades: readonly Traded[]): void {
    if (!this.isUp || trades.length === 0) return;
    for (const { rows } of this.#tracker.accept(trades.map(asPushed), () => {})) {
      this.#takes(take(this.#wish, this.series, { rows: rows as readonly RawTrade[] }, this.now));
    }
  }

  #takes({ series, told, failed, became }: TradeOutcome): void {
    this.series = series;
    this.told.push(...told);
    this.listener?.(told);
    if (failed) this.failed.push(failed);
    if (became) this.became.push(became);
  }
}

export function asPushed({ time, price, size, side, id }: Traded): RawTrade {
  return {
    s: SYMBOL,
    pr: String(price),
    q: size,
    sd: side,
    ts: time,
    ...(id === undefined ? {} : { tradeId: id }),
  };
}

export function asAnswered({ time, price, size, side, id }: Traded): object {
  return {
    symbol: SYMBOL,
    displayName: SYMBOL,
    price,
    qty: `${size}0`,
    time: String(time),
    tradeSide: side,
    ...(id === undefined ? {} : { tradeId: id }),
  };
}
