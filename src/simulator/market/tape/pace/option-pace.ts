/** How often an option trades: near expiries and strikes near the money most, and mostly out of the money. */

import { MOST_ORDINALS } from "../../course";
import { DAY } from "../../listing/expiries";
import type { OptionTerms } from "../../listing/terms";
import { YEAR } from "../../pricing/path";
import { poisson } from "../../pricing/random";
import type { Pace } from "./schedule";

const HOUR = 3_600_000;
/** ms before its expiry from which an option is traded … */
const TRADED = 180 * DAY;
/** … and in which it is not any more. */
const CLOSED = 15 * 60_000;
/** Of all trades on an underlying's options, by the days to expiry: this much of a day's, a week's, a month's … */
const expiryShare = (days: number) => 0.55 / (0.6 + days) ** 1.3;
/** … and by standard deviations from the money. */
const strikeShare = (moneyness: number) => 0.13 * Math.exp(-(moneyness ** 2) / 1.3);
/** What is out of the money is traded more than what is in it. */
const OUT_OF_THE_MONEY = 0.8;
/** Standard deviations from the money beyond which nobody trades. */
const FARTHEST = 1.7;

export class OptionPace implements Pace {
  readonly length = HOUR;
  readonly typicalLots: number;
  readonly #option: OptionTerms;
  readonly #logStrike: number;

  constructor(option: OptionTerms) {
    this.#option = option;
    this.typicalLots = option.contract.typicalLots / 10;
    this.#logStrike = Math.log(option.strike);
  }

  /** When it begins to be traded, ms since 1970. */
  get begin(): number {
    const { listed, expiry } = this.#option;
    return Math.max(listed, expiry - TRADED);
  }

  count(start: number, key: number): number {
    // The money of an hour is that of its beginning, when the option must have been listed.
    if (start < this.begin || this.span(start) <= 0) return 0;
    return Math.min(poisson(key, this.#expected(start)), MOST_ORDINALS);
  }

  span(start: number): number {
    return Math.min(HOUR, this.#option.expiry - CLOSED - start);
  }

  #expected(start: number): number {
    const { underlying, expiry, right } = this.#option;
    const { volatility, pace } = underlying.specification;
    const timeLeft = expiry - start;
    const moneyness =
      (this.#logStrike - underlying.logIndexAtHour(start)) / (volatility.short * Math.sqrt(timeLeft / YEAR));
    if (Math.abs(moneyness) > FARTHEST) return 0;
    const isOutOfTheMoney = moneyness > 0 === (right === "call");
    const share = isOutOfTheMoney ? OUT_OF_THE_MONEY : 1 - OUT_OF_THE_MONEY;
    const perHour = (pace.options * this.span(start)) / 1_000;
    return perHour * expiryShare(timeLeft / DAY) * strikeShare(moneyness) * share;
  }
}
