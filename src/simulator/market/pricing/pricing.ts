/** What an instrument is worth at a moment, and at which prices the market's makers buy and sell it. */

import { priceOf } from "../listing/specifications";
import type { OptionTerms, PerpetualTerms, Terms } from "../listing/terms";
import { impliedVolatility, type OptionValue, valueOption } from "./black-scholes";
import { branch, uniform } from "./random";
import { moneynessOf, type Slice, smile } from "./volatility";

export interface OptionPricing extends OptionValue {
  /** Implied volatility of the mark price, a fraction a year. */
  readonly volatility: number;
}

/** Best prices in ticks, so that sums and comparisons are exact; `undefined` where nobody quotes. */
export interface Quote {
  readonly bid: number | undefined;
  readonly ask: number | undefined;
}

/** Makers stay this far from the mark: a share of the underlying's price for the hedge … */
export const HEDGE_COST = 0.00001;
/** … and, in options, some points of volatility. */
const VOLATILITY_MARGIN = 0.008;
/** Standard deviations from the money beyond which nobody quotes an option at all, or nobody bids for what is out of the money. */
const QUOTED = { least: 2.2, most: 6 };
const BID_FOR = { least: 1.2, most: 2.8 };
/** Branches of an instrument's key. */
const [QUOTED_KEY, BID_FOR_KEY] = [11, 12];

export function priceOption(option: OptionTerms, time: number): OptionPricing {
  return priceIn(option.underlying.slice(option.expiry, time), option);
}

/** Mark price, USD. */
export function markPrice(instrument: Terms, time: number): number {
  if (instrument.kind === "perpetual") return instrument.underlying.markAt(time);
  return priceOption(instrument, time).price;
}

export function quote(instrument: Terms, time: number): Quote {
  return instrument.kind === "perpetual" ? quotePerpetual(instrument, time) : quoteOption(instrument, time);
}

export interface Deal {
  readonly side: "buy" | "sell";
  readonly ticks: number;
}

/** Who comes to trade pays the ask or gets the bid, and what can be had where one is missing: the other, or else the mark price. */
export function dealAt(instrument: Terms, isBuy: boolean, time: number): Deal {
  const { bid, ask } = quote(instrument, time);
  const ticks = isBuy ? (ask ?? bid) : (bid ?? ask);
  if (ticks === undefined) return { side: isBuy ? "buy" : "sell", ticks: markTicks(instrument, time) };
  return { side: ticks === ask ? "buy" : "sell", ticks };
}

function markTicks(instrument: Terms, time: number): number {
  return Math.max(1, Math.round(markPrice(instrument, time) / priceOf(instrument.contract, 1)));
}

/** The volatility that a price of an option stands for, a fraction a year; `undefined` when none does. */
export function volatilityOfPrice(option: OptionTerms, price: number, time: number): number | undefined {
  const { right, strike } = option;
  const slice = option.underlying.slice(option.expiry, time);
  const { forward, years } = slice;
  return impliedVolatility({ right, forward, strike, years }, price, smile(slice, strike));
}

function quotePerpetual({ underlying, contract }: PerpetualTerms, time: number): Quote {
  const mark = underlying.markAt(time);
  const { bid, ask } = ticksAround(
    mark,
    mark * HEDGE_COST * underlying.liquidity.spreadAt(time),
    priceOf(contract, 1),
  );
  return { bid, ask };
}

function quoteOption(option: OptionTerms, time: number): Quote {
  const slice = option.underlying.slice(option.expiry, time);
  const moneyness = moneynessOf(slice, option.strike);
  const distance = Math.abs(moneyness);
  if (distance > limit(option, QUOTED_KEY, QUOTED)) return { bid: undefined, ask: undefined };
  const { price, delta, vega } = priceIn(slice, option);
  const usual = Math.abs(delta) * slice.forward * HEDGE_COST + vega * VOLATILITY_MARGIN * 100;
  const margin = usual * option.underlying.liquidity.spreadAt(time);
  const { bid, ask } = ticksAround(price, margin, priceOf(option.contract, 1));
  const isOutOfTheMoney = moneyness > 0 === (option.right === "call");
  const isUnwanted = isOutOfTheMoney && distance > limit(option, BID_FOR_KEY, BID_FOR);
  return { bid: isUnwanted ? undefined : bid, ask };
}

/** Each option has its own. */
function limit({ key }: OptionTerms, which: number, { least, most }: typeof QUOTED): number {
  return least + (most - least) * uniform(branch(key, which));
}

/** There is no bid for what is worth less than a tick. */
function ticksAround(mark: number, margin: number, tick: number): { bid: number | undefined; ask: number } {
  const bid = Math.floor((mark - margin) / tick);
  // A margin that is small beside the tick would let the two meet.
  return { bid: bid > 0 ? bid : undefined, ask: Math.max(Math.ceil((mark + margin) / tick), bid + 1, 1) };
}

function priceIn(slice: Slice, { right, strike }: OptionTerms): OptionPricing {
  const { forward, years } = slice;
  const volatility = smile(slice, strike);
  const { price, delta, gamma, theta, vega } = valueOption({ right, forward, strike, years, volatility });
  return { price, delta, gamma, theta, vega, volatility };
}
