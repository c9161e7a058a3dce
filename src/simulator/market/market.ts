/**
 * The market: a function of its seed and of the time.
 *
 * Prices, listing, past and 24-hour figures at a moment are the same whoever asks and whenever it was started, and nothing is computed that
 * nobody asks for. What is ordered adds to it, in this process.
 */

import type { Period } from "../../protocol/channels";
import { expiryOn, parseOption } from "../../protocol/symbols/symbols";
import { Account } from "./account";
import { type Book, book } from "./book";
import { Course } from "./course";
import type { Books } from "./liquidity";
import { DAY } from "./listing/expiries";
import type { Instrument, OptionInstrument, Perpetual } from "./listing/instruments";
import { ListedPerpetual } from "./listing/listed-perpetual";
import { Listing } from "./listing/listing";
import { priceOf, SPECIFICATIONS, type Specification, sizeOf } from "./listing/specifications";
import type { Ladder } from "./listing/strikes";
import { dealAt } from "./pricing/pricing";
import { rootOf } from "./pricing/random";
import type { Candle } from "./tape/candles";
import { OptionFlow } from "./tape/option-flow";
import type { RecentTrades, Trade } from "./tape/trades";
import { Underlying } from "./underlying";

/** ms between two moments that somebody may want to see: the speed of the fastest book. */
export const STEP = 100;

/** All that is traded on one underlying. */
export interface Venue {
  readonly underlying: Underlying;
  readonly perpetual: Perpetual;
  readonly listing: Listing;
  /** Of all its options. */
  readonly optionTrades: RecentTrades;
}

/** What the options of an expiry were settled at. */
export interface Settlement {
  /** ms since 1970. */
  readonly expiry: number;
  /** USD. */
  readonly price: number;
}

export interface MarketOptions {
  /** `narrow` by default. */
  readonly ladder?: Ladder;
}

export class Market {
  readonly seed: number;
  readonly account: Account;
  readonly #course: Course;
  readonly #venues = new Map<string, Venue>();
  readonly #flows = new Map<string, OptionFlow>();

  /**
   * @param seed any integer
   * @param now ms since 1970
   */
  constructor(seed: number, now: number, { ladder = "narrow" }: MarketOptions = {}) {
    this.seed = seed;
    this.#course = new Course(now);
    for (const specification of SPECIFICATIONS) this.#open(specification, ladder);
    this.account = new Account(this.#venues, this.#course);
  }

  /** ms since 1970: what has happened until then has happened. */
  get time(): number {
    return this.#course.time;
  }

  /** No trade that has happened has a higher number. */
  get sequence(): number {
    return this.#course.sequence;
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

  /** A perpetual or a listed option. */
  instrument(symbol: string): Instrument | undefined {
    return this.venue(symbol)?.perpetual ?? this.option(symbol);
  }

  book(instrument: Instrument, depth?: number): Book {
    return book(instrument, this.time, depth);
  }

  /**
   * Candles of a perpetual or a listed option that open between two moments (ms since 1970, both inclusive), the latest `limit` of them,
   * oldest first. There is none for a time without a trade. The one that holds the present is open still.
   */
  candles(symbol: string, period: Period, from: number, to: number, limit: number): Candle[] {
    return this.instrument(symbol)?.tape.candles.between(period, from, to, limit) ?? [];
  }

  /** Trades of a perpetual or a listed option between two moments, as `candles`. */
  trades(symbol: string, from: number, to: number, limit: number): Trade[] {
    return this.instrument(symbol)?.tape.between(from, to, limit) ?? [];
  }

  /** The latest settlements of an underlying's options, newest first: there is one a day. */
  settlements({ underlying }: Venue, count: number): Settlement[] {
    const today = expiryOn(this.time);
    const last = today <= this.time ? today : today - DAY;
    return Array.from({ length: count }, (_, index) => {
      const expiry = last - index * DAY;
      return { expiry, price: underlying.settlement(expiry) };
    });
  }

  /** @param to ms since 1970; a time that is over changes nothing */
  advance(to: number): void {
    this.#course.advance(to);
  }

  /**
   * Moves a perpetual's mark price, and lets the smallest of trades happen there.
   *
   * @param price USD
   */
  setPrice({ underlying, perpetual, listing }: Venue, price: number): void {
    this.#course.change();
    underlying.setPrice(price);
    this.trade(perpetual, "buy", sizeOf(perpetual.contract, 1), price);
    // Strikes follow the money at the full hour otherwise.
    listing.surround();
  }

  /** @param level what the nearest options imply at the money, a fraction a year */
  setVolatility({ underlying }: Venue, level: number): void {
    this.#course.change();
    underlying.setVolatility(level);
  }

  /** What the nearest and the farthest options imply at the money, fractions a year. */
  setTermStructure({ underlying }: Venue, near: number, far: number): void {
    this.#course.change();
    underlying.setVolatility(near);
    underlying.setFarVolatility(far);
  }

  /** @param riskReversal what a call with a delta of 0.25 implies less what a put with −0.25 does, a fraction a year */
  setSkew({ underlying }: Venue, riskReversal: number): void {
    this.#course.change();
    underlying.setRiskReversal(riskReversal);
  }

  /** @param books how wide the spreads and how deep the books are, times as usual; what is not given stays as it is */
  setBooks({ underlying }: Venue, books: Books): void {
    this.#course.change();
    underlying.liquidity.set(this.time, books);
  }

  /**
   * @param size coins, rounded to whole lots
   * @param price USD, rounded to whole ticks; the best price in the book by default
   */
  trade(instrument: Instrument, side: "buy" | "sell", size: number, price?: number): void {
    this.#course.trade();
    const { symbol, contract } = instrument;
    const { time, sequence } = this;
    const lots = Math.max(1, Math.round(size * 10 ** contract.sizeDecimals));
    const ticks =
      price === undefined
        ? dealAt(instrument, side === "buy", time).ticks
        : Math.max(1, Math.round(price * 10 ** contract.priceDecimals));
    const trade = {
      sequence,
      symbol,
      price: priceOf(contract, ticks),
      size: sizeOf(contract, lots),
      side,
      time,
    };
    instrument.tape.order(trade);
    if (instrument.kind === "option") this.#flows.get(instrument.underlying.symbol)?.order(trade);
  }

  #open(specification: Specification, ladder: Ladder): void {
    const root = rootOf(this.seed);
    const underlying = new Underlying(specification, root, this.#course);
    const listing = new Listing(underlying, root, this.#course, ladder);
    const flow = new OptionFlow(listing, this.#course);
    const perpetual = new ListedPerpetual(underlying, root, this.#course);
    this.#flows.set(specification.symbol, flow);
    this.#venues.set(specification.symbol, { underlying, perpetual, listing, optionTrades: flow.recent });
  }
}
