/** What the trades of an option leave behind: they are few, so that all of them can be gone through. */

import { type Course, sequenceBefore } from "../course";
import { DAY } from "../listing/expiries";
import { sizeOf } from "../listing/specifications";
import type { OptionTerms } from "../listing/terms";
import { branch, exponential, uniform } from "../pricing/random";
import { type Bar, extend } from "./bar";
import { type DayFigures, DayWindow, dayWindowStart } from "./day-figures";
import { Lifetime } from "./lifetime";
import { openInterestOf } from "./open-interest";
import { OptionPace } from "./pace/option-pace";
import { Schedule } from "./pace/schedule";
import { Tape } from "./tape";

/** Branches of an instrument's key. */
const [SCHEDULE, INTEREST, UNTOLD] = [21, 22, 23];
/** Of all options, those whose open interest the sockets do not tell. */
const UNTOLD_SHARE = 0.25;
/** Of what is held at most, in lots of a typical order. */
const TYPICALLY_HELD = 3;
/** ms in which half of it has been opened. */
const HALF_OPENED = 1.5 * DAY;

export class OptionTape extends Tape {
  readonly #option: OptionTerms;
  readonly #lifetime: Lifetime;
  #window = new DayWindow();
  /** Number of the market up to which the window is filled. */
  #seen = 0;

  constructor(option: OptionTerms, course: Course) {
    const pace = new OptionPace(option);
    super(option, course, new Schedule(branch(option.key, SCHEDULE), pace), pace.begin);
    this.#option = option;
    this.#lifetime = new Lifetime(option, this.schedule, pace.begin);
  }

  /** Of the 24 hours until now. */
  get day(): DayFigures {
    const { time, sequence } = this.course;
    const before = sequenceBefore(dayWindowStart(time));
    if (this.#seen < before) {
      this.#window = new DayWindow();
      this.#seen = before;
    }
    for (const trade of this.latest(Number.POSITIVE_INFINITY, this.#seen, time)) this.#window.add(trade);
    this.#seen = sequence;
    return this.#window.figures(time);
  }

  /** Coins, as REST has it. */
  get openInterest(): number {
    const { key, contract, listed } = this.#option;
    const { time } = this.course;
    const held = branch(key, INTEREST);
    const most = contract.typicalLots * TYPICALLY_HELD * exponential(held);
    const lots = openInterestOf(held, most * (1 - 0.5 ** ((time - listed) / HALF_OPENED)), time);
    return sizeOf(contract, lots) + this.ordered.size;
  }

  /** Coins, as the sockets tell it: nothing of some options, of which REST knows better. */
  get toldOpenInterest(): number {
    return uniform(branch(this.#option.key, UNTOLD)) < UNTOLD_SHARE ? 0 : this.openInterest;
  }

  /** Coins, since the listing. */
  get volume(): number {
    return sizeOf(this.#option.contract, this.#lifetime.until(this.course.time).lots) + this.ordered.size;
  }

  /** USD, since the listing; of what is older than a day, near enough. */
  get value(): number {
    return Math.max(this.#lifetime.until(this.course.time).value, this.day.value);
  }

  protected ownBar(from: number, to: number): Bar | undefined {
    let bar: Bar | undefined;
    for (const plan of this.plansIn(from, to)) bar = extend(bar, this.trade(plan), this.#option.contract);
    return bar;
  }
}
