/**
 * What the trades of a perpetual leave behind. There are a hundred thousand a day, so that sums over long times are made without going
 * through them: volumes are known by the minute, and the highest and the lowest price are looked for only where the path can have them.
 */

import type { Course } from "../course";
import { sizeOf } from "../listing/specifications";
import type { PerpetualTerms } from "../listing/terms";
import { branch } from "../pricing/random";
import { type Bar, barOf, extend } from "./bar";
import { type DayFigures, dayWindowStart, MINUTE } from "./day-figures";
import { highestPrice, lowestPrice } from "./extremes";
import { openInterestOf } from "./open-interest";
import { PerpetualPace } from "./pace/perpetual-pace";
import { Schedule } from "./pace/schedule";
import { Tape } from "./tape";

/** Branches of an instrument's key. */
const [SCHEDULE, INTEREST] = [31, 32];
/** Of what is held, in lots of a typical order. */
const TYPICALLY_HELD = 40_000;

/** The window of 24 hours, which begins with another minute each minute. */
interface Window {
  readonly start: number;
  /** USD, of the minutes that are over but for what was ordered, and how many lots those were. */
  readonly value: number;
  readonly lots: number;
  readonly bar: Bar | undefined;
  /** Number of the market up to which the bar holds all trades. */
  seen: number;
}

export class PerpetualTape extends Tape {
  readonly #perpetual: PerpetualTerms;
  #window: Window | undefined;

  constructor(perpetual: PerpetualTerms, course: Course) {
    const { key, contract, underlying } = perpetual;
    const pace = new PerpetualPace(contract, underlying.specification.pace.perpetual);
    super(perpetual, course, new Schedule(branch(key, SCHEDULE), pace), Number.NEGATIVE_INFINITY);
    this.#perpetual = perpetual;
  }

  /** Of the 24 hours until now; the value is each minute's volume at the mark price of its beginning. */
  get day(): DayFigures {
    const { underlying, contract } = this.#perpetual;
    const { start, value, lots, bar } = this.#windowNow();
    if (!bar) return { open: undefined, high: undefined, low: undefined, volume: 0, value: 0 };
    const { time } = this.course;
    const ordered = this.ordered.between(start, time);
    const ownVolume = sizeOf(contract, bar.lots - lots) - ordered.reduce((sum, { size }) => sum + size, 0);
    return {
      open: bar.open,
      high: bar.high,
      low: bar.low,
      volume: sizeOf(contract, bar.lots),
      value:
        ordered.reduce((sum, { price, size }) => sum + price * size, value) +
        ownVolume * underlying.markAt(minuteOf(time)),
    };
  }

  /** Coins. */
  get openInterest(): number {
    const { key, contract } = this.#perpetual;
    const lots = openInterestOf(
      branch(key, INTEREST),
      TYPICALLY_HELD * contract.typicalLots,
      this.course.time,
    );
    return sizeOf(contract, lots) + this.ordered.size;
  }

  protected ownBar(from: number, to: number): Bar | undefined {
    const first = this.plansIn(from, to)[Symbol.iterator]().next();
    const [last] = this.latestPlans(1, from - 1, to);
    if (first.done || !last) return undefined;
    const { contract } = this.#perpetual;
    const bar = extend(barOf(this.trade(first.value), contract), this.trade(last), contract);
    bar.high = highestPrice(this.#perpetual, this.schedule, from, to, bar.high);
    bar.low = lowestPrice(this.#perpetual, this.schedule, from, to, bar.low);
    bar.lots = this.#lots(from, to);
    return bar;
  }

  #lots(from: number, to: number): number {
    const { schedule } = this;
    let lots = 0;
    for (let start = schedule.startOf(from); start <= to; start += MINUTE) {
      if (start >= from && start + MINUTE - 1 <= to) lots += schedule.lots(start);
      else
        for (const plan of this.plansIn(Math.max(start, from), Math.min(start + MINUTE - 1, to)))
          lots += plan.lots;
    }
    return lots;
  }

  #windowNow(): Window {
    const { time, sequence } = this.course;
    const start = dayWindowStart(time);
    if (this.#window?.start !== start) {
      const bar = this.bar(start, time);
      this.#window = { start, ...this.#minutesUntil(start, minuteOf(time)), bar, seen: sequence };
    }
    const window = this.#window;
    if (window.bar) {
      for (const trade of this.latest(Number.POSITIVE_INFINITY, window.seen, time)) {
        extend(window.bar, trade, this.#perpetual.contract);
      }
    }
    window.seen = sequence;
    return window;
  }

  #minutesUntil(start: number, end: number): { value: number; lots: number } {
    const { underlying, contract } = this.#perpetual;
    let [value, lots] = [0, 0];
    for (let minute = start; minute < end; minute += MINUTE) {
      const traded = this.schedule.lots(minute);
      lots += traded;
      value += sizeOf(contract, traded) * underlying.markAt(minute);
    }
    return { value, lots };
  }
}

function minuteOf(time: number): number {
  return Math.floor(time / MINUTE) * MINUTE;
}
