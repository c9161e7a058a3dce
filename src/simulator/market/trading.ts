/** Who trades what: how many trades happen in a step of the market, in which instrument, and at which price. */

import type { Instrument, OptionInstrument } from "./listing/instruments";
import type { Listing } from "./listing/listing";
import { priceOf, sizeOf } from "./listing/specifications";
import { quote } from "./pricing/pricing";
import type { Random } from "./pricing/random";

/** Trades a second. */
export const PACE = { perpetual: 1.2, options: 1.5 };
/** Of one underlying in one step, at most. In the long steps of history, one trade stands for many. */
const MOST_TRADES_A_STEP = 3;

export interface Burst {
  /** When each trade happens, as shares of the step, ascending. */
  readonly moments: readonly number[];
  /** How many ordinary trades one of these stands for. */
  readonly weight: number;
}

/** @param elapsed ms */
export function burst(elapsed: number, pace: number, random: Random): Burst {
  const expected = (pace * elapsed) / 1000;
  const weight = Math.max(1, expected / MOST_TRADES_A_STEP);
  const count = Math.min(random.poisson(expected / weight), MOST_TRADES_A_STEP);
  const moments = Array.from({ length: count }, () => random.uniform()).sort((a, b) => a - b);
  return { moments, weight };
}

/** What a trader wants: price in USD, size in coins. */
export interface Deal {
  readonly side: "buy" | "sell";
  readonly price: number;
  readonly size: number;
  /** What it adds to the open interest, coins. */
  readonly interest: number;
}

export function deal(instrument: Instrument, weight: number, random: Random, now: number): Deal {
  const { contract } = instrument;
  const { bid, ask } = quote(instrument, now);
  const side = bid === undefined || random.uniform() < 0.5 ? "buy" : "sell";
  const price = priceOf(contract, side === "buy" ? ask : (bid ?? ask));
  const lots = 1 + Math.floor((contract.typicalLots / 10) * weight * random.exponential());
  const size = sizeOf(contract, lots);
  return { side, price, size, interest: size * openedOrClosed(random) };
}

/**
 * @param price USD, rounded to whole ticks; the best price in the book when nobody says
 * @returns USD
 */
export function tradePrice(
  instrument: Instrument,
  side: "buy" | "sell",
  price: number | undefined,
  now: number,
): number {
  const { contract } = instrument;
  if (price !== undefined)
    return priceOf(contract, Math.max(1, Math.round(price * 10 ** contract.priceDecimals)));
  const { bid, ask } = quote(instrument, now);
  return priceOf(contract, side === "buy" ? ask : (bid ?? ask));
}

/** Two who open add to the open interest, two who close take from it, one of each changes nothing. */
function openedOrClosed(random: Random): number {
  const chance = random.uniform();
  if (chance < 0.3) return 1;
  return chance < 0.55 ? -1 : 0;
}

/** An option to trade: near expiries and strikes near the money trade most, and mostly out of the money. */
export function pickOption(listing: Listing, random: Random): OptionInstrument | undefined {
  const { expiries } = listing;
  const expiry = expiries[Math.min(Math.floor(random.exponential() * 1.8), expiries.length - 1)] ?? 0;
  const strikes = listing.strikes(expiry);
  const spot = listing.underlying.index;
  const above = strikes.filter((strike) => strike < spot).length;
  const position = Math.round(above - 0.5 + random.gaussian() * 2.5);
  const strike = strikes[Math.min(Math.max(position, 0), strikes.length - 1)] ?? 0;
  const outOfTheMoney = strike > spot ? "call" : "put";
  const inTheMoney = strike > spot ? "put" : "call";
  return listing.option(expiry, strike, random.uniform() < 0.8 ? outOfTheMoney : inTheMoney);
}
