/** One underlying as it moves: its index, its perpetual's basis and its level of volatility. */

import { DAY } from "./listing/expiries";
import type { Specification } from "./listing/specifications";
import { MeanReversion, YEAR } from "./pricing/mean-reversion";
import type { Random } from "./pricing/random";
import { smile, volatilityAtTheMoney } from "./pricing/volatility";

const HOUR = 3_600_000;
/** Share of an underlying's shock that all underlyings have in common. */
const CORRELATION = 0.8;

export class Underlying {
  readonly specification: Specification;
  readonly #logPrice: MeanReversion;
  readonly #basis = new MeanReversion(0.0002, 2 * HOUR, 0.012);
  readonly #logVolatility = new MeanReversion(0, 5 * DAY, 0.9);

  constructor(specification: Specification) {
    this.specification = specification;
    this.#logPrice = new MeanReversion(
      Math.log(specification.anchorPrice),
      45 * DAY,
      specification.volatility.short,
    );
  }

  get symbol(): string {
    return this.specification.symbol;
  }

  /** USD. */
  get index(): number {
    return Math.exp(this.#logPrice.value);
  }

  /** Mark price of the perpetual, USD: the index with a basis of some hundredths of a percent. */
  get perpetualMark(): number {
    return this.index * (1 + this.#basis.value);
  }

  /** @param price of the perpetual's mark, USD; the basis stays as it is */
  setPrice(price: number): void {
    this.#logPrice.value = Math.log(price / (1 + this.#basis.value));
  }

  /** @param level of an option that expires at once, at the money, a fraction a year */
  setVolatility(level: number): void {
    this.#logVolatility.value = Math.log(level / this.specification.volatility.short);
  }

  /**
   * @param elapsed ms
   * @param commonShock a standard normal number, the same for all underlyings
   */
  step(elapsed: number, commonShock: number, random: Random): void {
    const shock = CORRELATION * commonShock + Math.sqrt(1 - CORRELATION ** 2) * random.gaussian();
    this.#logPrice.step(elapsed, shock);
    this.#basis.step(elapsed, random.gaussian());
    // Volatility rises when the price falls.
    this.#logVolatility.step(elapsed, 0.8 * random.gaussian() - 0.6 * shock);
  }

  /** Standard deviation of the price at expiry, USD. */
  deviation(expiry: number, now: number): number {
    const years = (expiry - now) / YEAR;
    return this.index * this.#atTheMoney(years) * Math.sqrt(years);
  }

  /** Implied volatility of a strike, a fraction a year. */
  impliedVolatility(strike: number, expiry: number, now: number): number {
    const years = Math.max(expiry - now, 0) / YEAR;
    return years === 0 ? 0 : smile(this.#atTheMoney(years), this.index, strike, years);
  }

  #atTheMoney(years: number): number {
    const { short, long } = this.specification.volatility;
    // A shock moves near expiries more than far ones.
    return volatilityAtTheMoney(short * Math.exp(this.#logVolatility.value), long, years);
  }
}
