/**
 * The market to order, so that a test can see an alert fire: what is asked for happens at once, and everything else follows from
 * it, as it does when the market moves by itself. Afterwards the market goes on from there.
 */

import { formatChain } from "../../protocol/symbols/symbols";
import type { MarketSource } from "../exchange/market-source";
import { ALL } from "../exchange/outages";
import type { Exchange } from "../exchange/server";
import { LATEST, type MarketClock } from "../market/clock";
import type { Books } from "../market/liquidity";
import type { Instrument } from "../market/listing/instruments";
import type { Market, Venue } from "../market/market";
import { canonicalName } from "../market/names";
import { between, ControlError, isText, quoted } from "./checks";
import type { Cut, TermStructure, TradeOrder } from "./orders";

/** How far from where it began a price can be set: a market of other dimensions has no sensible strikes. */
const FARTHEST_PRICE = 100;
const VOLATILITIES = { lowest: 0.01, highest: 10 };
const STEEPEST_TERM = 3;
const MOST_SKEW = 0.25;
/** Times as usual. */
const SPREADS = { lowest: 1, highest: 1_000 };
const DEPTHS = { lowest: 0.001, highest: 1_000 };
/** The account is closed out long before so much more is needed than there is. */
const MOST_MARGIN_USE = 10;
const LONGEST = 86_400_000;
const LONGEST_WORDS = 500;

export class Control {
  readonly #source: MarketSource;
  readonly #exchange: Exchange;
  readonly #clock: MarketClock;

  constructor(source: MarketSource, exchange: Exchange, clock: MarketClock) {
    this.#source = source;
    this.#exchange = exchange;
    this.#clock = clock;
  }

  /**
   * Moves the mark price of a perpetual, and with it the index, all books and the prices and Greeks of its options. One trade happens at
   * the new price, so that the last price, the candles and the figures of 24 hours show it too.
   *
   * @param symbol of an underlying, `BTCUSD`
   * @param price USD
   * @throws {ControlError}
   */
  setPrice(symbol: string, price: number): void {
    const venue = this.#venue(symbol);
    const { anchorPrice } = venue.underlying.specification;
    between("price", price, anchorPrice / FARTHEST_PRICE, anchorPrice * FARTHEST_PRICE);
    this.#market.setPrice(venue, price);
  }

  /**
   * Sets the level of volatility: what options of the nearest expiries imply at the money. Farther ones follow less, and strikes away
   * from the money keep their smile.
   *
   * @param level a fraction a year: 0.8 is 80 %
   * @throws {ControlError}
   */
  setVolatility(symbol: string, level: number): void {
    const venue = this.#venue(symbol);
    between("level", level, VOLATILITIES.lowest, VOLATILITIES.highest);
    this.#market.setVolatility(venue, level);
  }

  /**
   * Sets what the nearest and the farthest expiries imply at the money; those between follow both.
   *
   * @param near a fraction a year, as `far`; at most three times that, or farther options would be worth less than nearer ones
   * @throws {ControlError}
   */
  setTermStructure(symbol: string, { near, far }: TermStructure): void {
    const venue = this.#venue(symbol);
    between("far", far, VOLATILITIES.lowest, VOLATILITIES.highest);
    between("near", near, VOLATILITIES.lowest, Math.min(far * STEEPEST_TERM, VOLATILITIES.highest));
    this.#market.setTermStructure(venue, near, far);
  }

  /**
   * Sets how much dearer calls are than puts, in every expiry.
   *
   * @param riskReversal what a call with a delta of 0.25 implies less what a put with −0.25 does, a fraction a year: −0.05 makes puts
   * dearer by five points; at most a quarter of what options at the money imply
   * @throws {ControlError}
   */
  setSkew(symbol: string, riskReversal: number): void {
    const venue = this.#venue(symbol);
    const most = MOST_SKEW * venue.underlying.leastVolatility;
    between("riskReversal", riskReversal, -most, most);
    this.#market.setSkew(venue, riskReversal);
  }

  /**
   * Sets how wide the spreads and how deep the books of a perpetual and its options are; what is not given stays as it is.
   *
   * @param times as usual: a spread of 10 is ten times as wide, a depth of 0.3 leaves a third of the orders' sizes
   * @throws {ControlError}
   */
  setBooks(symbol: string, { spread, depth }: Books): void {
    const venue = this.#venue(symbol);
    if (spread === undefined && depth === undefined) throw new ControlError("spread or depth must be given");
    if (spread !== undefined) between("spread", spread, SPREADS.lowest, SPREADS.highest);
    if (depth !== undefined) between("depth", depth, DEPTHS.lowest, DEPTHS.highest);
    this.#market.setBooks(venue, { spread, depth });
  }

  /**
   * Moves the market's clock forward. Everything follows: candles end, options expire, others are listed.
   *
   * @param time ms since 1970
   * @throws {ControlError}
   */
  setTime(time: number): void {
    between("time", time, Math.ceil(this.#clock.now()), LATEST);
    this.#clock.set(time);
    this.#market.advance(time);
  }

  /**
   * Lets a trade happen, which candles, last price, volumes and open interest then hold.
   *
   * @param symbol of a perpetual or an option
   * @throws {ControlError}
   */
  trade(symbol: string, { side, size, price }: TradeOrder): void {
    const instrument = this.#instrument(symbol);
    if (side !== "buy" && side !== "sell") throw new ControlError("side must be buy or sell");
    between("size", size, 10 ** -instrument.contract.sizeDecimals, 1e9);
    if (price !== undefined) between("price", price, 10 ** -instrument.contract.priceDecimals, 1e9);
    this.#market.trade(instrument, side, size, price);
  }

  /**
   * Pays money into the account, or takes it out, until its initial margin is this share of its margin balance.
   *
   * @param share a fraction: 0.9 leaves a tenth available; above 1 there is less than is needed
   * @throws {ControlError}
   */
  setMarginUse(share: number): void {
    between("share", share, 0.001, MOST_MARGIN_USE);
    const { account, time } = this.#market;
    const { initialMargin, marginBalance } = account.balance(time, 1);
    account.deposit(initialMargin / share - marginBalance);
  }

  /**
   * Ends every connection, and keeps new ones out for a while.
   *
   * @throws {ControlError}
   */
  cut(how: Cut = {}): void {
    const { for: duration = 0, code } = how;
    between("for", duration, 0, LONGEST);
    if (code !== undefined && code !== 1000) between("code", code, 3000, 4999);
    this.#exchange.outages.unreachable(duration);
    this.#exchange.drop(code);
  }

  /**
   * Sends nothing about a symbol for a while; the link lives on. Trades of that time are told after it.
   *
   * @param name a symbol, a chain (`BTCUSD-25DEC26`), or `balance`
   * @param duration ms
   * @throws {ControlError}
   */
  silence(name: string, duration: number): void {
    between("ms", duration, 0, LONGEST);
    this.#check(name);
    this.#source.silence(canonicalName(name), this.#clock.now() + duration);
  }

  /**
   * Refuses subscriptions to a symbol for a while, or all of them; those that stand go on.
   *
   * @param name a symbol, a chain (`BTCUSD-25DEC26`), `balance`, or `all`
   * @param words for whoever asks
   * @param duration ms
   * @throws {ControlError}
   */
  refuse(name: string, words: string, duration: number): void {
    between("ms", duration, 0, LONGEST);
    if (typeof words !== "string" || words === "" || words.length > LONGEST_WORDS) {
      throw new ControlError(`words must be a text of at most ${LONGEST_WORDS} characters`);
    }
    if (name !== ALL) this.#check(name);
    this.#exchange.outages.refuse(canonicalName(name), words, duration);
  }

  /**
   * Connections live on and heartbeats are answered, but subscriptions and calls are refused, and nothing is pushed; what is traded
   * meanwhile is told after it.
   *
   * @param duration ms
   * @throws {ControlError}
   */
  maintenance(duration: number): void {
    between("ms", duration, 0, LONGEST);
    this.#exchange.outages.maintenance(duration);
  }

  /** At the present moment. */
  get #market(): Market {
    this.#source.advance(this.#clock.now());
    return this.#source.market;
  }

  /** That something is listed by this name, or else is the balance. */
  #check(name: string): void {
    if (name !== "balance" && !this.#isChain(name)) this.#instrument(name);
  }

  #venue(symbol: string): Venue {
    const venue = isText(symbol) ? this.#market.venue(symbol) : undefined;
    if (!venue) throw new ControlError(`no such underlying: ${quoted(symbol)}`);
    return venue;
  }

  #instrument(symbol: string): Instrument {
    const instrument = isText(symbol)
      ? (this.#market.venue(symbol)?.perpetual ?? this.#market.option(symbol))
      : undefined;
    if (!instrument) throw new ControlError(`no such symbol: ${quoted(symbol)}`);
    return instrument;
  }

  #isChain(name: string): boolean {
    return [...this.#market.venues].some(({ underlying, listing }) =>
      listing.expiries.some((expiry) => formatChain(underlying.symbol, expiry) === name),
    );
  }
}
