/**
 * The market: its clock, and everything that happens as the clock goes on.
 *
 * It stands still until `advance` is called, and then goes through what has happened meanwhile, step by step: so it costs nothing
 * while nobody looks, and the same seed and the same times give the same market. It begins with the quarter that it is
 * started in, in long steps, so that candles of every period and the figures of 24 hours hold what they say.
 */

import type { Period } from "../../protocol/channels";
import { parseOption } from "../../protocol/symbols/symbols";
import { Account, HOLDINGS, type Holding } from "./account";
import { type Book, book } from "./book";
import type { Instrument, OptionInstrument, Perpetual } from "./listing/instruments";
import { Listing } from "./listing/listing";
import { SPECIFICATIONS, type Specification, sizeOf } from "./listing/specifications";
import { Random } from "./pricing/random";
import { candleEnd, candleStart } from "./tape/candles";
import { Tape } from "./tape/tape";
import { RecentTrades } from "./tape/trades";
import { burst, type Deal, deal, PACE, pickOption, tradePrice } from "./trading";
import { Underlying } from "./underlying";

/** Length of a step in the present, ms: the speed of the fastest book. */
export const STEP = 100;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Longer than the figures of 24 hours reach back. */
const DAY_AND_MORE = 25 * HOUR;
/**
 * What is long past is made in long steps, from one opening of a candle to the next, so that years are caught up with in no time.
 * No step is longer than the age that it is for, and every one of them meets 08:00 UTC, when options expire.
 */
const LONG_STEPS: readonly { readonly olderThan: number; readonly step: Period }[] = [
  { olderThan: DAY_AND_MORE, step: "h4" },
  { olderThan: 10 * MINUTE, step: "m5" },
  { olderThan: 2 * MINUTE, step: "m1" },
];

/** All that is traded on one underlying. */
export interface Venue {
  readonly underlying: Underlying;
  readonly perpetual: Perpetual;
  readonly listing: Listing;
  /** Of all its options. */
  readonly optionTrades: RecentTrades;
}

export class Market {
  readonly seed: number;
  readonly account: Account;
  readonly #venues: ReadonlyMap<string, Venue>;
  readonly #random: Random;
  #time: number;
  #trades = 0;

  /**
   * @param seed any integer
   * @param now ms since 1970
   */
  constructor(seed: number, now: number) {
    this.seed = seed;
    this.#random = new Random(seed);
    this.#time = Math.min(candleStart("quarter", now), candleStart("h4", now - DAY_AND_MORE));
    this.#venues = new Map(
      SPECIFICATIONS.map((specification) => [specification.symbol, openVenue(specification)]),
    );
    for (const { listing } of this.#venues.values()) listing.roll(this.#time);
    this.account = new Account((holding) => this.#instrumentOf(holding));
    this.advance(now);
    for (const holding of HOLDINGS) this.account.open(holding, this.#time);
  }

  /** ms since 1970: what has happened until then has happened. */
  get time(): number {
    return this.#time;
  }

  /** Sequence number of the last trade. */
  get sequence(): number {
    return this.#trades;
  }

  get venues(): Iterable<Venue> {
    return this.#venues.values();
  }

  /** @param symbol of an underlying, `BTCUSD` */
  venue(symbol: string): Venue | undefined {
    return this.#venues.get(symbol);
  }

  /** A listed option, by any spelling of its name. */
  option(symbol: string): OptionInstrument | undefined {
    const name = parseOption(symbol);
    return name && this.venue(name.underlying)?.listing.option(name.expiry, name.strike, name.right);
  }

  book(instrument: Instrument, depth?: number): Book {
    return book(instrument, this.seed, this.#time, depth);
  }

  /** @param to ms since 1970; a time that is over changes nothing */
  advance(to: number): void {
    for (let left = to - this.#time; left >= STEP; left = to - this.#time) {
      const long = LONG_STEPS.find(({ olderThan }) => left > olderThan);
      this.#step(long ? candleEnd(long.step, this.#time) : this.#time + STEP);
    }
  }

  /**
   * Moves a perpetual's mark price, and lets the smallest of trades happen there.
   *
   * @param price USD
   */
  setPrice(venue: Venue, price: number): void {
    venue.underlying.setPrice(price);
    const { perpetual } = venue;
    this.trade(perpetual, "buy", sizeOf(perpetual.contract, 1), price);
    // Strikes follow the money at the full hour otherwise.
    this.#roll();
  }

  /**
   * @param size coins, rounded to whole lots
   * @param price USD, rounded to whole ticks; the best price in the book by default
   */
  trade(instrument: Instrument, side: "buy" | "sell", size: number, price?: number): void {
    const { contract } = instrument;
    const lots = Math.max(1, Math.round(size * 10 ** contract.sizeDecimals));
    const traded = sizeOf(contract, lots);
    const deal = {
      side,
      price: tradePrice(instrument, side, price, this.#time),
      size: traded,
      interest: traded,
    };
    this.#add(instrument, deal, this.#time);
  }

  #step(to: number): void {
    const from = this.#time;
    this.#time = to;
    const commonShock = this.#random.gaussian();
    for (const { underlying } of this.venues) underlying.step(to - from, commonShock, this.#random);
    if (to >= candleEnd("h1", from)) this.#roll();
    for (const venue of this.venues) this.#trade(venue, from);
  }

  #roll(): void {
    const expired = [...this.venues].flatMap(({ listing }) => listing.roll(this.#time));
    this.account.settle(expired, this.#time);
  }

  #trade(venue: Venue, from: number): void {
    const elapsed = this.#time - from;
    const perpetuals = burst(elapsed, PACE.perpetual, this.#random);
    for (const moment of perpetuals.moments) {
      this.#record(venue.perpetual, from + Math.floor(moment * elapsed), perpetuals.weight);
    }
    const options = burst(elapsed, PACE.options, this.#random);
    for (const moment of options.moments) {
      const option = pickOption(venue.listing, this.#random);
      if (option) this.#record(option, from + Math.floor(moment * elapsed), options.weight);
    }
  }

  #record(instrument: Instrument, time: number, weight: number): void {
    this.#add(instrument, deal(instrument, weight, this.#random, this.#time), time);
  }

  #add(instrument: Instrument, { side, price, size, interest }: Deal, time: number): void {
    const trade = { sequence: ++this.#trades, symbol: instrument.symbol, price, size, side, time };
    instrument.tape.add(trade, interest);
    if (instrument.kind === "option") this.venue(instrument.underlying.symbol)?.optionTrades.add(trade);
  }

  #instrumentOf(holding: Holding): Instrument | undefined {
    const venue = this.venue(holding.underlying);
    if (!venue || holding.kind === "perpetual") return venue?.perpetual;
    const { underlying, listing } = venue;
    const expiry = listing.expiries[holding.expiryIndex] ?? 0;
    const strikes = listing.strikes(expiry);
    const atTheMoney = strikes.filter((strike) => strike < underlying.index).length;
    return listing.option(expiry, strikes[atTheMoney + holding.strikesAway] ?? 0, holding.right);
  }
}

function openVenue(specification: Specification): Venue {
  const underlying = new Underlying(specification);
  const contract = specification.perpetual;
  const openInterest = sizeOf(contract, 40_000 * contract.typicalLots);
  return {
    underlying,
    perpetual: {
      kind: "perpetual",
      symbol: specification.symbol,
      underlying,
      contract,
      tape: new Tape(openInterest),
    },
    listing: new Listing(underlying),
    optionTrades: new RecentTrades(),
  };
}
