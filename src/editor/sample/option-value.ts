import type { Right } from "../../protocol/symbols/symbols";

const YEAR = 365 * 24 * 3_600_000;

/** Of an option on a forward without interest (Black, 1976): invented figures that agree with each other. */
export interface OptionValue {
  /** USD. */
  readonly price: number;
  readonly delta: number;
  readonly gamma: number;
  /** USD a day. */
  readonly theta: number;
  /** USD for a point of volatility, from 0.50 to 0.51. */
  readonly vega: number;
}

/**
 * @param forward USD
 * @param left ms until it expires
 * @param volatility a fraction a year
 */
export function optionValue(
  right: Right,
  strike: number,
  forward: number,
  left: number,
  volatility: number,
): OptionValue {
  const root = Math.sqrt(left / YEAR);
  const d1 = Math.log(forward / strike) / (volatility * root) + (volatility * root) / 2;
  const density = Math.exp((-d1 * d1) / 2) / Math.sqrt(2 * Math.PI);
  const call = forward * normal(d1) - strike * normal(d1 - volatility * root);
  const isCall = right === "call";
  return {
    // A call less a put is what the forward is above the strike.
    price: isCall ? call : call - (forward - strike),
    delta: isCall ? normal(d1) : normal(d1) - 1,
    gamma: density / (forward * volatility * root),
    theta: (-forward * density * volatility) / (2 * root) / 365,
    vega: (forward * density * root) / 100,
  };
}

/** The normal distribution, to seven places (Zelen and Severo, 1964). */
function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const sum =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * sum;
  return x > 0 ? 1 - tail : tail;
}
