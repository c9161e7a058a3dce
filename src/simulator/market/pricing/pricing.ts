/** What an instrument is worth now, and at which prices the market's makers buy and sell it. */

import type { Instrument, OptionInstrument } from "../listing/instruments";
import { priceOf } from "../listing/specifications";
import { impliedVolatility, type OptionTerms, type OptionValue, valueOption } from "./black-scholes";
import { YEAR } from "./mean-reversion";

export interface OptionPricing extends OptionValue {
  /** Implied volatility of the mark price, a fraction a year. */
  readonly volatility: number;
}

/** Best prices in ticks, so that sums and comparisons are exact. There is no bid for what is worth less than a tick. */
export interface Quote {
  readonly bid: number | undefined;
  readonly ask: number;
}

/** Makers stay this far from the mark: a share of the underlying's price for the hedge … */
const HEDGE_COST = 0.00001;
/** … and, in options, some points of volatility. */
const VOLATILITY_MARGIN = 0.008;

export function priceOption(option: OptionInstrument, now: number): OptionPricing {
  const volatility = option.underlying.impliedVolatility(option.strike, option.expiry, now);
  return { ...valueOption({ ...termsOf(option, now), volatility }), volatility };
}

/** Mark price, USD. */
export function markPrice(instrument: Instrument, now: number): number {
  if (instrument.kind === "perpetual") return instrument.underlying.perpetualMark;
  return priceOption(instrument, now).price;
}

export function quote(instrument: Instrument, now: number): Quote {
  const tick = priceOf(instrument.contract, 1);
  const { mark, margin } = markAndMargin(instrument, now);
  const bid = Math.floor((mark - margin) / tick);
  // A margin that is small beside the tick would let the two meet.
  const ask = Math.max(Math.ceil((mark + margin) / tick), bid + 1, 1);
  return { bid: bid > 0 ? bid : undefined, ask };
}

/** The volatility that a price of an option stands for, a fraction a year; `undefined` when none does. */
export function volatilityOfPrice(option: OptionInstrument, price: number, now: number): number | undefined {
  const mark = option.underlying.impliedVolatility(option.strike, option.expiry, now);
  return impliedVolatility(termsOf(option, now), price, mark);
}

function markAndMargin(instrument: Instrument, now: number): { mark: number; margin: number } {
  const hedge = instrument.underlying.index * HEDGE_COST;
  if (instrument.kind === "perpetual") return { mark: instrument.underlying.perpetualMark, margin: hedge };
  const { price, delta, vega } = priceOption(instrument, now);
  return { mark: price, margin: Math.abs(delta) * hedge + vega * VOLATILITY_MARGIN * 100 };
}

function termsOf(option: OptionInstrument, now: number): Omit<OptionTerms, "volatility"> {
  return {
    right: option.right,
    spot: option.underlying.index,
    strike: option.strike,
    years: Math.max(option.expiry - now, 0) / YEAR,
  };
}
