/** What of an option was ever traded, without going through its trades. */

import { DAY } from "../listing/expiries";
import { sizeOf } from "../listing/specifications";
import type { OptionTerms } from "../listing/terms";
import { markPrice } from "../pricing/pricing";
import type { Schedule } from "./pace/schedule";

export interface Traded {
  lots: number;
  /** USD: each day's volume at the mark price of its beginning. */
  value: number;
}

export class Lifetime {
  readonly #option: OptionTerms;
  readonly #schedule: Schedule;
  readonly #begin: number;
  /** In the days before this one, which are over. */
  readonly #past: Traded = { lots: 0, value: 0 };
  #today: number;

  /** @param begin when it began to be traded, ms since 1970 */
  constructor(option: OptionTerms, schedule: Schedule, begin: number) {
    this.#option = option;
    this.#schedule = schedule;
    this.#begin = begin;
    this.#today = Math.floor(begin / DAY) * DAY;
  }

  /** @param time ms since 1970, not before the one that was last asked for */
  until(time: number): Traded {
    for (; this.#today + DAY <= time; this.#today += DAY) {
      const { lots, value } = this.#on(this.#today, this.#today + DAY - 1);
      this.#past.lots += lots;
      this.#past.value += value;
    }
    const { lots, value } = this.#on(this.#today, time);
    return { lots: this.#past.lots + lots, value: this.#past.value + value };
  }

  #on(day: number, until: number): Traded {
    let lots = 0;
    for (let start = day; start <= until; start += this.#schedule.length) lots += this.#lots(start, until);
    if (lots === 0) return { lots, value: 0 };
    return {
      lots,
      value: sizeOf(this.#option.contract, lots) * markPrice(this.#option, Math.max(day, this.#begin)),
    };
  }

  #lots(start: number, until: number): number {
    if (this.#schedule.count(start) === 0) return 0;
    if (start + this.#schedule.length <= until) return this.#schedule.lots(start);
    return this.#schedule.plans(start).reduce((sum, { time, lots }) => sum + (time <= until ? lots : 0), 0);
  }
}
