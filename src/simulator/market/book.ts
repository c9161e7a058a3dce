/**
 * The order book of an instrument: its best prices, and orders behind them.
 *
 * It is a function of the time, so that nothing is computed for a book that nobody looks at, and two who
 * look at the same moment see the same. An order stays at its price for some seconds, as in a real book.
 */

import type { Instrument } from "./listing/instruments";
import { priceOf, sizeOf } from "./listing/specifications";
import { quote } from "./pricing/pricing";
import { branch, exponential, uniform } from "./pricing/random";

export interface Level {
  /** USD. */
  readonly price: number;
  /** Coins. */
  readonly size: number;
}

export interface Book {
  /** Best first. */
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
}

export const BOOK_DEPTH = 100;
/** Between neighbouring levels, as a share of the mark price. */
const LEVEL_SPACING = { perpetual: 0.00001, option: 0.004 };
const ORDER_LIFE = 3_000;
/** Levels behind the best after which the typical size has doubled. */
const LEVELS_TO_DOUBLE = 40;

/** Branches of an instrument's key. */
const SIDES = { bid: 1, ask: 2 };

type Side = keyof typeof SIDES;

/**
 * @param time ms since 1970
 * @param depth levels a side; bids of a cheap option can be fewer, since no price is below a tick
 */
export function book(instrument: Instrument, time: number, depth = BOOK_DEPTH): Book {
  const { bid, ask } = quote(instrument, time);
  const spacing = levelSpacing(instrument, bid ?? ask ?? 1);
  const level = (side: Side) => (ticks: number, index: number) => ({
    price: priceOf(instrument.contract, ticks),
    size: sizeAt(instrument, side, ticks, index, time),
  });
  return {
    bids: (bid === undefined ? [] : bidPrices(bid, spacing, depth)).map(level("bid")),
    asks: (ask === undefined ? [] : askPrices(ask, spacing, depth)).map(level("ask")),
  };
}

/** In ticks: a power of two, so that the prices behind the best stay where they are while the mark moves a little. */
function levelSpacing(instrument: Instrument, bestTicks: number): number {
  return 2 ** Math.max(0, Math.round(Math.log2(bestTicks * LEVEL_SPACING[instrument.kind])));
}

function bidPrices(best: number, spacing: number, depth: number): number[] {
  const prices = [best];
  for (
    let price = (Math.ceil(best / spacing) - 1) * spacing;
    price > 0 && prices.length < depth;
    price -= spacing
  ) {
    prices.push(price);
  }
  return prices;
}

function askPrices(best: number, spacing: number, depth: number): number[] {
  const next = (Math.floor(best / spacing) + 1) * spacing;
  return Array.from({ length: depth }, (_, index) => (index === 0 ? best : next + (index - 1) * spacing));
}

function sizeAt(
  { key, contract, underlying }: Instrument,
  side: Side,
  ticks: number,
  index: number,
  time: number,
): number {
  const order = branch(branch(key, SIDES[side]), ticks);
  const renewal = Math.floor(time / ORDER_LIFE + uniform(order));
  const share = exponential(branch(order, renewal));
  const size = contract.typicalLots * share * (1 + index / LEVELS_TO_DOUBLE);
  const lots = 1 + Math.floor(size * underlying.liquidity.depthAt(time));
  return sizeOf(contract, lots);
}
