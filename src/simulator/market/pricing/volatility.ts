/**
 * The surface of implied volatility: a term structure at the money, and a smile around it.
 *
 * The smile is a function of the standardised moneyness `ln(strike / spot) / (volatility × √years)`, so that it keeps its shape
 * from the next day to two quarters out, and grows linearly in the wings, as a surface without arbitrage must at most.
 */

const TERM_DECAY_YEARS = 60 / 365;
/** Puts cost more than calls at the same distance from the money. */
const SKEW = -0.035;
const WINGS = 0.06;

/** Implied volatility at the money, a fraction a year: from `short` for the next day towards `long` for far expiries. */
export function volatilityAtTheMoney(short: number, long: number, years: number): number {
  return long + (short - long) * Math.exp(-years / TERM_DECAY_YEARS);
}

/**
 * Implied volatility of a strike, a fraction a year.
 *
 * @param atTheMoney a fraction a year, of the same expiry
 */
export function smile(atTheMoney: number, spot: number, strike: number, years: number): number {
  const moneyness = Math.log(strike / spot) / (atTheMoney * Math.sqrt(years));
  const skew = SKEW * 2 * Math.tanh(moneyness / 2);
  const wings = WINGS * (Math.sqrt(1 + moneyness * moneyness) - 1);
  return atTheMoney * (1 + skew + wings);
}
