/**
 * What the trades of one instrument leave behind: the latest of them, candles, 24-hour figures, open interest.
 *
 * There are trades of two kinds: those that the schedule has for all times, at the prices of their moment, and those that were ordered,
 * in this process alone.
 */

import { type Course, sequenceBefore, sequenceOf, timeOf } from "../course";
import { priceOf, sizeOf } from "../listing/specifications";
import type { Terms } from "../listing/terms";
import { dealAt } from "../pricing/pricing";
import { type Bar, extend } from "./bar";
import { Candles } from "./candles";
import type { DayFigures } from "./day-figures";
import { OrderedTrades } from "./ordered-trades";
import type { Plan, Schedule } from "./pace/schedule";
import { RecentTrades, type Trade } from "./trades";

/** Of a perpetual: each was some work. There are too many options for that, and each has few trades. */
const KEPT_CANDLES = 3_000;

export abstract class Tape {
  readonly recent: RecentTrades;
  readonly candles: Candles;
  /** Of the 24 hours until now. */
  abstract readonly day: DayFigures;
  /** Coins. */
  abstract readonly openInterest: number;
  protected readonly instrument: Terms;
  protected readonly course: Course;
  protected readonly schedule: Schedule;
  protected readonly ordered = new OrderedTrades();
  /** Before that nothing was traded, ms since 1970. */
  readonly #begin: number;

  constructor(instrument: Terms, course: Course, schedule: Schedule, begin: number) {
    this.instrument = instrument;
    this.course = course;
    this.schedule = schedule;
    this.#begin = begin;
    const latest = (limit: number, sequence: number) => this.latest(limit, sequence, course.time);
    const { contract } = instrument;
    this.recent = new RecentTrades(course, latest);
    this.candles = new Candles(
      {
        contract,
        worthKeeping: instrument.kind === "perpetual" ? KEPT_CANDLES : 0,
        latest,
        lastUntil: (time) => this.latest(1, 0, time)[0],
        bar: (from, to) => this.bar(from, to),
      },
      course,
    );
  }

  /** What the schedule has, at the price of its moment. */
  trade({ time, lots, isBuy, ordinal }: Plan): Trade {
    const { symbol, key, contract } = this.instrument;
    const { side, ticks } = dealAt(this.instrument, isBuy, time);
    return {
      sequence: sequenceOf(time, ordinal, key),
      symbol,
      price: priceOf(contract, ticks),
      size: sizeOf(contract, lots),
      side,
      time,
    };
  }

  /** What the schedule has in the stretch that begins at `start`. */
  plansAt(start: number): readonly Plan[] {
    return this.schedule.count(start) === 0 ? [] : this.schedule.plans(start);
  }

  order(trade: Trade): void {
    this.ordered.add(trade);
  }

  /** Trades between two moments, both inclusive, the latest `limit` of them, oldest first. */
  between(from: number, to: number, limit: number): Trade[] {
    return this.latest(limit, sequenceBefore(from), Math.min(to, this.course.time));
  }

  /** All trades between two moments, both inclusive. */
  protected bar(from: number, to: number): Bar | undefined {
    let bar = this.ownBar(from, to);
    for (const trade of this.ordered.between(from, to)) bar = extend(bar, trade, this.instrument.contract);
    return bar;
  }

  /** Of those that were not ordered. */
  protected abstract ownBar(from: number, to: number): Bar | undefined;

  /** What the schedule has between two moments, both inclusive, ascending. */
  protected *plansIn(from: number, to: number): Iterable<Plan> {
    const { schedule } = this;
    for (let start = schedule.startOf(Math.max(from, this.#begin)); start <= to; start += schedule.length) {
      for (const plan of this.plansAt(start)) if (plan.time >= from && plan.time <= to) yield plan;
    }
  }

  /** The latest trades with a higher number, until a moment, oldest first. */
  protected latest(limit: number, sequence: number, until: number): Trade[] {
    const own = this.latestPlans(limit, timeOf(sequence), until).map((plan) => this.trade(plan));
    const ordered = this.ordered.latest(limit, sequence, until);
    if (ordered.length === 0) return own.reverse();
    return [...own, ...ordered].sort((a, b) => a.sequence - b.sequence).slice(-limit);
  }

  /** Newest first: only a few are wanted, most of the time. */
  protected latestPlans(limit: number, after: number, until: number): Plan[] {
    const { schedule } = this;
    const found: Plan[] = [];
    const first = Math.max(after, this.#begin);
    for (let start = schedule.startOf(until); start + schedule.length > first; start -= schedule.length) {
      const plans = this.plansAt(start);
      for (let index = plans.length - 1; index >= 0; index--) {
        const plan = plans[index] as Plan;
        if (plan.time > until) continue;
        if (plan.time <= after || found.length === limit) return found;
        found.push(plan);
      }
    }
    return found;
  }
}
