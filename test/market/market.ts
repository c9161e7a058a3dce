import { type ListedChain, type Listing, listingOf } from "../../src/market/listing";
import { type ChainQuoteRow, type ChainQuotes, type Quotes, quotesOf } from "../../src/market/quotes";
import type { Instrument } from "../../src/protocol/symbols/instruments";
import { formatOption, parseDay, type Right } from "../../src/protocol/symbols/symbols";

/** A market to choose from: what is listed, and what the chains say, all made up here. */

const YEAR = 365 * 86_400_000;
const RIGHTS: readonly Right[] = ["call", "put"];

/** ms since 1970. */
export function at(time: string): number {
  const moment = Date.parse(`${time}Z`);
  if (Number.isNaN(moment)) throw new Error(`no time: ${time}`);
  return moment;
}

/** 08:00 UTC of a day such as `27NOV26`, in ms. */
export function day(name: string): number {
  const expiry = parseDay(name);
  if (expiry === undefined) throw new Error(`no day: ${name}`);
  return expiry;
}

export function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step);
}

/** The calls and puts of a day. */
export function options(expiry: number, strikes: readonly number[], underlying = "BTCUSD"): Instrument[] {
  return strikes.flatMap((strike) =>
    RIGHTS.map((right) => ({
      symbol: formatOption(underlying, expiry, strike, right),
      underlying,
      expiry,
      strike,
      right,
    })),
  );
}

export function listed(days: Readonly<Record<string, readonly number[]>>, underlying = "BTCUSD"): Listing {
  return listingOf(
    Object.entries(days).flatMap(([name, strikes]) => options(day(name), strikes, underlying)),
  );
}

/** What every chain of a listing says at one forward, with deltas by Black and Scholes. */
export function quotesAt(listing: Listing, forward: number, now: number, volatility = 0.5): Quotes {
  return (underlying, expiry) => {
    const chain = listing.get(underlying)?.find((each) => each.expiry === expiry);
    return chain && quotesOf(rowsOf(chain, forward, now, volatility));
  };
}

export function rowsOf(
  { expiry, ladders }: ListedChain,
  forward: number,
  now: number,
  volatility = 0.5,
): ChainQuoteRow[] {
  return RIGHTS.flatMap((right) =>
    ladders[right].map(({ strike }) => ({
      strike,
      right,
      underlyingPrice: forward,
      delta: deltaOf(right, strike, forward, (expiry - now) / YEAR, volatility),
      timestamp: now,
    })),
  );
}

/** A chain of which only this is known. */
export function quotes(rows: readonly ChainQuoteRow[]): () => ChainQuotes {
  const known = quotesOf(rows);
  return () => known;
}

function deltaOf(right: Right, strike: number, forward: number, years: number, volatility: number): number {
  const deviation = volatility * Math.sqrt(years);
  const call = normal(Math.log(forward / strike) / deviation + deviation / 2);
  return right === "call" ? call : call - 1;
}

/** The standard normal distribution: Abramowitz and Stegun, 26.2.17, with an error below 1e-7. */
function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const polynomial =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
  return x >= 0 ? 1 - tail : tail;
}
