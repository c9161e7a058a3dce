/** One underlying as it moves: its index, its perpetual, its forwards and its volatility, at any time. */

import type { Course } from "./course";
import { Liquidity } from "./liquidity";
import type { Specification } from "./listing/specifications";
import { type Factor, Path, type Wandering, YEAR } from "./pricing/path";
import { branch, hashText } from "./pricing/random";
import { NATURAL_SLOPE, type Slice, slopeOf, smile, volatilityAtTheMoney } from "./pricing/volatility";
import { Steps, type Stretch } from "./steps";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Share of an underlying's shock that all underlyings have in common. */
const CORRELATION = 0.8;
/** Volatility rises when the price falls. */
const LEVERAGE = -0.6;
/** The perpetual is a little above the index, mostly. */
const BASIS = 0.0002;
/** More than they are ever apart, in logarithms. */
const WIDEST_BASIS = 0.003;
/** An option is settled at the mean of the index in the last minutes. */
const SETTLEMENT_MINUTES = 30;

/** Kept for those who ask again at the same moment: more than expiries are ever listed. */
const MOST_SLICES = 32;
/** Hours that are kept: some of the last two years. */
const MOST_HOURS = 20_000;

/** How each quantity wanders; prices are straight for an eighth of a second, the others for longer. */
const PRICE = { halfLife: 45 * DAY, finest: 7 };
const VOLATILITY: Wandering = { halfLife: 5 * DAY, volatility: 0.9, finest: 13 };
const PREMIUM: Wandering = { halfLife: 2 * HOUR, volatility: 0.012, finest: 13 };
const CARRY: Wandering = { halfLife: 20 * DAY, volatility: 0.1, finest: 22 };

/** What stays from an order on, as the quantity goes on wandering. */
interface Ordered {
  /** Added to the logarithm of the price. */
  readonly price: Steps<number>;
  /** Added to the logarithm of the volatility of near expiries. */
  readonly volatility: Steps<number>;
  /** Volatility of far expiries, a fraction a year. */
  readonly far: Steps<number>;
  /** At a delta of 0.25, a fraction a year; `undefined` for the natural one. */
  readonly riskReversal: Steps<number | undefined>;
}

export class Underlying {
  readonly specification: Specification;
  readonly liquidity = new Liquidity();
  readonly #course: Course;
  readonly #ordered: Ordered;
  /** Logarithm of the perpetual's mark price, from that of the anchor. */
  readonly price: Path;
  readonly #volatility: Path;
  readonly #premium: Path;
  readonly #carry: Path;
  readonly #hours = new Map<number, number>();
  readonly #slices = new Map<number, { readonly time: number; readonly slice: Slice }>();

  /** @param root key of the market */
  constructor(specification: Specification, root: number, course: Course) {
    const { symbol, volatility } = specification;
    this.specification = specification;
    this.#course = course;
    this.#ordered = {
      price: new Steps(Math.log(specification.anchorPrice)),
      volatility: new Steps(Math.log(volatility.short)),
      far: new Steps(volatility.long),
      riskReversal: new Steps<number | undefined>(undefined),
    };
    const own = (name: string) => branch(branch(root, hashText(symbol)), hashText(name));
    const shocks: Factor[] = [
      { key: branch(root, hashText("all")), weight: CORRELATION },
      { key: own("price"), weight: Math.sqrt(1 - CORRELATION ** 2) },
    ];
    const alone = (name: string): Factor[] => [{ key: own(name), weight: 1 }];
    this.price = new Path(shocks, { ...PRICE, volatility: volatility.short });
    this.#volatility = new Path(
      [
        ...shocks.map(({ key, weight }) => ({ key, weight: weight * LEVERAGE })),
        { key: own("volatility"), weight: Math.sqrt(1 - LEVERAGE ** 2) },
      ],
      VOLATILITY,
    );
    this.#premium = new Path(alone("premium"), PREMIUM);
    this.#carry = new Path(alone("carry"), CARRY);
  }

  get symbol(): string {
    return this.specification.symbol;
  }

  /** USD, now. */
  get index(): number {
    return this.indexAt(this.#course.time);
  }

  /** Mark price of the perpetual, USD, now: the index with a basis of some hundredths of a percent. */
  get perpetualMark(): number {
    return this.markAt(this.#course.time);
  }

  /** Whether the index cannot have left a range (USD) between two moments: found out without looking at each of them. */
  staysWithin(from: number, to: number, low: number, high: number): boolean {
    let stays = true;
    const [lowest, highest] = [Math.log(low) + WIDEST_BASIS, Math.log(high) - WIDEST_BASIS];
    for (const { value, ...stretch } of this.shifts(from, to)) {
      this.price.walk(stretch.from, stretch.to, 1, (start, end, least, most) => {
        if (least + value > lowest && most + value < highest) return false;
        if (end - start < HOUR) stays = false;
        return stays;
      });
    }
    return stays;
  }

  /** USD. */
  indexAt(time: number): number {
    return this.markAt(time) / (1 + BASIS + this.#premium.at(time));
  }

  /** Of a full hour, or of when something was listed: those who go through an option's life ask again and again. USD. */
  indexAtHour(time: number): number {
    return Math.exp(this.logIndexAtHour(time));
  }

  logIndexAtHour(time: number): number {
    const known = this.#hours.get(time);
    if (known !== undefined) return known;
    const logarithm = Math.log(this.indexAt(time));
    if (this.#hours.size >= MOST_HOURS) this.#hours.clear();
    this.#hours.set(time, logarithm);
    return logarithm;
  }

  /** Mark price of the perpetual, USD. */
  markAt(time: number): number {
    return Math.exp(this.price.at(time) + this.#ordered.price.at(time));
  }

  /** What is added to the path for the logarithm of the mark price, between two moments, the second exclusive. */
  shifts(from: number, to: number): Stretch<number>[] {
    return this.#ordered.price.stretches(from, to);
  }

  /** @param price of the perpetual's mark from now on, USD; the basis stays as it is */
  setPrice(price: number): void {
    const { time } = this.#course;
    this.#ordered.price.set(time, Math.log(price) - this.price.at(time));
  }

  /** @param level of an option that expires at once, at the money, from now on, a fraction a year */
  setVolatility(level: number): void {
    const { time } = this.#course;
    this.#ordered.volatility.set(time, Math.log(level) - this.#volatility.at(time));
  }

  /** @param level of an option that never expires, at the money, from now on, a fraction a year */
  setFarVolatility(level: number): void {
    this.#ordered.far.set(this.#course.time, level);
  }

  /** The lowest of what its expiries imply at the money now, a fraction a year. */
  get leastVolatility(): number {
    const { time } = this.#course;
    const near = Math.exp(this.#volatility.at(time) + this.#ordered.volatility.at(time));
    return Math.min(near, this.#ordered.far.at(time));
  }

  /** @param riskReversal what a call with a delta of 0.25 implies less what a put with −0.25 does, from now on, a fraction a year */
  setRiskReversal(riskReversal: number): void {
    this.#ordered.riskReversal.set(this.#course.time, riskReversal);
  }

  /** Price for delivery at an expiry, USD: above the index by a carry that grows with the time to it. */
  forward(expiry: number, time: number): number {
    const years = (expiry - time) / YEAR;
    const carried =
      this.indexAt(time) * Math.exp((this.specification.carry + this.#carry.at(time)) * Math.max(years, 0));
    return expiry - time < SETTLEMENT_MINUTES * MINUTE ? this.#settling(expiry, time, carried) : carried;
  }

  /** What an expiry is settled at, USD; `expiry` is over. */
  settlement(expiry: number): number {
    return this.forward(expiry, expiry);
  }

  /** The volatility of an expiry, which has strikes on it. */
  slice(expiry: number, time: number): Slice {
    const known = this.#slices.get(expiry);
    if (known?.time === time) return known.slice;
    const years = Math.max(expiry - time, 0) / YEAR;
    const near = Math.exp(this.#volatility.at(time) + this.#ordered.volatility.at(time));
    const atTheMoney = volatilityAtTheMoney(near, this.#ordered.far.at(time), years);
    const riskReversal = this.#ordered.riskReversal.at(time);
    const slope = riskReversal === undefined ? NATURAL_SLOPE : slopeOf(riskReversal, atTheMoney, years);
    if (this.#slices.size >= MOST_SLICES) this.#slices.clear();
    const slice = { forward: this.forward(expiry, time), years, atTheMoney, slope };
    this.#slices.set(expiry, { time, slice });
    return slice;
  }

  /** Implied volatility of a strike, a fraction a year. */
  impliedVolatility(strike: number, expiry: number, time: number): number {
    return smile(this.slice(expiry, time), strike);
  }

  /** The mean that is being formed, as far as it is known; the index does for the minutes to come. */
  #settling(expiry: number, time: number, index: number): number {
    let [sum, known] = [0, 0];
    for (let minute = SETTLEMENT_MINUTES - 1; minute >= 0; minute--) {
      const moment = expiry - minute * MINUTE;
      if (moment > time) break;
      sum += this.indexAt(moment);
      known += 1;
    }
    return (sum + (SETTLEMENT_MINUTES - known) * index) / SETTLEMENT_MINUTES;
  }
}
