/**
 * The price and Greeks of a European option on a forward (Black 1976), with a rate of zero, as crypto options are quoted.
 */

import type { Right } from "../../../protocol/symbols/symbols";

export interface OptionTerms {
  readonly right: Right;
  /** Price for delivery at expiry, USD. */
  readonly forward: number;
  /** USD. */
  readonly strike: number;
  /** Time to expiry, years of 365 days. */
  readonly years: number;
  /** Implied volatility, a fraction a year: 0.55 is 55 %. */
  readonly volatility: number;
}

export interface OptionValue {
  /** USD for one coin of the underlying. */
  readonly price: number;
  /** USD for a change of 1 USD in the underlying. */
  readonly delta: number;
  /** Change of delta for a change of 1 USD in the underlying. */
  readonly gamma: number;
  /** USD a day; negative, since a bought option loses value as time goes by. */
  readonly theta: number;
  /** USD for one point of volatility, from 0.55 to 0.56. */
  readonly vega: number;
}

const DAYS_A_YEAR = 365;
const POINTS_OF_VOLATILITY = 100;

export function valueOption(terms: OptionTerms): OptionValue {
  const { right, forward, strike, years, volatility } = terms;
  const deviation = volatility * Math.sqrt(years);
  if (!(deviation > 0)) return valueAtExpiry(right, forward, strike);
  const d1 = Math.log(forward / strike) / deviation + deviation / 2;
  const d2 = d1 - deviation;
  const density = Math.exp(-(d1 * d1) / 2) / Math.sqrt(2 * Math.PI);
  const sign = right === "call" ? 1 : -1;
  return {
    price: sign * (forward * normalCdf(sign * d1) - strike * normalCdf(sign * d2)),
    delta: sign * normalCdf(sign * d1),
    gamma: density / (forward * deviation),
    theta: (-forward * density * volatility) / (2 * Math.sqrt(years)) / DAYS_A_YEAR,
    vega: (forward * density * Math.sqrt(years)) / POINTS_OF_VOLATILITY,
  };
}

function valueAtExpiry(right: Right, forward: number, strike: number): OptionValue {
  const intrinsic = right === "call" ? forward - strike : strike - forward;
  const delta = intrinsic > 0 ? (right === "call" ? 1 : -1) : 0;
  return { price: Math.max(0, intrinsic), delta, gamma: 0, theta: 0, vega: 0 };
}

/**
 * The standard normal distribution function, to about 1e-15 (Graeme West, "Better approximations to cumulative normal
 * functions", after Hart). The short polynomials in common use err by 1e-7: enough to break put–call parity by a cent.
 */
export function normalCdf(x: number): number {
  const distance = Math.abs(x);
  if (distance > 37) return x > 0 ? 1 : 0;
  const tail = distance < 7.07106781186547 ? hartTail(distance) : continuedFractionTail(distance);
  return x > 0 ? 1 - tail : tail;
}

const HART_NUMERATOR = [
  0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871,
  221.213596169931, 220.206867912376,
];
const HART_DENOMINATOR = [
  0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
  793.826512519948, 440.413735824752,
];

function hartTail(x: number): number {
  return (Math.exp((-x * x) / 2) * polynomial(HART_NUMERATOR, x)) / polynomial(HART_DENOMINATOR, x);
}

function continuedFractionTail(x: number): number {
  const fraction = x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))));
  return Math.exp((-x * x) / 2) / (fraction * 2.506628274631);
}

/** Highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
}

const LOWEST_VOLATILITY = 0.01;
const HIGHEST_VOLATILITY = 10;
/** Far more than are needed: most prices take five. */
const MOST_ITERATIONS = 60;
const PRECISION = 1e-10;

/**
 * The volatility at which an option is worth `price`, a fraction a year; `undefined` for a price that no volatility gives, such as
 * a bid below the intrinsic value.
 *
 * @param guess a fraction a year: the nearer, the faster
 */
export function impliedVolatility(
  terms: Omit<OptionTerms, "volatility">,
  price: number,
  guess: number,
): number | undefined {
  const valueAt = (volatility: number) => valueOption({ ...terms, volatility });
  let low = LOWEST_VOLATILITY;
  let high = HIGHEST_VOLATILITY;
  if (terms.years <= 0 || price <= valueAt(low).price || price >= valueAt(high).price) return undefined;
  // Newton's method, and a halving of the interval wherever a step of Newton's would leave it.
  let volatility = guess;
  for (let iteration = 0; iteration < MOST_ITERATIONS && high - low > PRECISION; iteration++) {
    const value = valueAt(volatility);
    if (value.price < price) low = volatility;
    else high = volatility;
    const next = volatility + (price - value.price) / (value.vega * POINTS_OF_VOLATILITY);
    if (Math.abs(next - volatility) < PRECISION) return next;
    volatility = next > low && next < high ? next : (low + high) / 2;
  }
  return volatility;
}
