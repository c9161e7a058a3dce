/**
 * The surface of implied volatility: a term structure at the money, and a smile around it.
 *
 * The smile is a function of the standardised moneyness `ln(strike / forward) / (volatility × √years)`, so that it keeps its shape
 * from the next day to a year out, and grows linearly in the wings, as a surface without arbitrage must at most.
 */

const TERM_DECAY_YEARS = 60 / 365;
/** Puts cost more than calls at the same distance from the money. */
export const NATURAL_SLOPE = -0.035;
/** Beyond it, the volatility of one wing would come near zero. */
export const STEEPEST_SLOPE = 0.3;
const WINGS = 0.06;
/** Where the normal distribution leaves a quarter. */
const QUARTILE = 0.674489750196;

/** One expiry's slice of the surface, at one moment. */
export interface Slice {
  /** USD. */
  readonly forward: number;
  /** To expiry. */
  readonly years: number;
  /** Implied volatility at the money, a fraction a year. */
  readonly atTheMoney: number;
  /** How much dearer calls are than puts. */
  readonly slope: number;
}

/** Implied volatility at the money, a fraction a year: from `short` for the next day towards `long` for far expiries. */
export function volatilityAtTheMoney(short: number, long: number, years: number): number {
  return long + (short - long) * Math.exp(-years / TERM_DECAY_YEARS);
}

/** In standard deviations of the price at expiry: 0 at the money, negative below it. */
export function moneynessOf({ forward, years, atTheMoney }: Slice, strike: number): number {
  return Math.log(strike / forward) / (atTheMoney * Math.sqrt(years));
}

/** Implied volatility of a strike, a fraction a year; 0 at expiry. */
export function smile(slice: Slice, strike: number): number {
  if (slice.years <= 0) return 0;
  const moneyness = moneynessOf(slice, strike);
  return slice.atTheMoney * (1 + slice.slope * lean(moneyness) + wings(moneyness));
}

/**
 * The slope that makes a risk reversal: what a call with a delta of 0.25 implies, less what a put with −0.25 does.
 *
 * @param riskReversal a fraction a year
 */
export function slopeOf(riskReversal: number, atTheMoney: number, years: number): number {
  const deviation = Math.sqrt(years);
  // Both volatilities are known up to how much the wings lift them, which hardly depends on the slope.
  const middle = atTheMoney * (1 + wings(QUARTILE));
  const [call, put] = [1, -1].map((side) => {
    const volatility = middle + (side * riskReversal) / 2;
    return (volatility / atTheMoney) * (side * QUARTILE + (volatility * deviation) / 2);
  }) as [number, number];
  const slope = (riskReversal / atTheMoney - wings(call) + wings(put)) / (lean(call) - lean(put));
  return Math.min(Math.max(slope, -STEEPEST_SLOPE), STEEPEST_SLOPE);
}

function lean(moneyness: number): number {
  return 2 * Math.tanh(moneyness / 2);
}

function wings(moneyness: number): number {
  return WINGS * (Math.sqrt(1 + moneyness * moneyness) - 1);
}
