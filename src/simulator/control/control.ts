/**
 * The market to order, so that a test can see an alert fire: what is asked for happens at once, and everything else follows from
 * it, as it does when the market moves by itself. Afterwards the market goes on from there.
 */

import { formatChain } from "../../protocol/symbols/symbols";
import type { MarketSource } from "../exchange/market-source";
import type { Exchange } from "../exchange/server";
import type { Instrument } from "../market/listing/instruments";
import type { Market, Venue } from "../market/market";
import { canonicalName } from "../market/names";

/** An order that cannot be carried out, with the reason in words for whoever gave it. Nothing has changed. */
export class ControlError extends Error {}

export interface TradeOrder {
  /** Who came to trade: a buyer pays the ask, a seller gets the bid. */
  readonly side: "buy" | "sell";
  /** Coins. */
  readonly size: number;
  /** USD; the best price in the book by default. */
  readonly price?: number;
}

export interface Cut {
  /** ms for which no WebSocket is let in either; 0 by default. */
  readonly for?: number;
  /** Close code, 1000 or 3000 to 4999; the line is cut without a word by default. */
  readonly code?: number;
}

/** How far from where it began a price can be set: a market of other dimensions has no sensible strikes. */
const FARTHEST_PRICE = 100;
const VOLATILITIES = { lowest: 0.01, highest: 10 };
const LONGEST = 86_400_000;

export class Control {
  readonly #source: MarketSource;
  readonly #exchange: Exchange;
  readonly #now: () => number;

  constructor(source: MarketSource, exchange: Exchange, now: () => number) {
    this.#source = source;
    this.#exchange = exchange;
    this.#now = now;
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
    const { underlying } = this.#venue(symbol);
    between("level", level, VOLATILITIES.lowest, VOLATILITIES.highest);
    this.#market.advance(this.#now());
    underlying.setVolatility(level);
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
   * @param share a fraction: 0.9 leaves a tenth available
   * @throws {ControlError}
   */
  setMarginUse(share: number): void {
    between("share", share, 0.001, 1);
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
    this.#exchange.unreachableUntil(this.#now() + duration);
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
    if (name !== "balance" && !this.#isChain(name)) this.#instrument(name);
    this.#source.silence(canonicalName(name), this.#now() + duration);
  }

  /** At the present moment. */
  get #market(): Market {
    this.#source.advance(this.#now());
    return this.#source.market;
  }

  #venue(symbol: string): Venue {
    const venue = this.#market.venue(symbol);
    if (!venue) throw new ControlError(`no such underlying: ${quoted(symbol)}`);
    return venue;
  }

  #instrument(symbol: string): Instrument {
    const instrument = this.#market.venue(symbol)?.perpetual ?? this.#market.option(symbol);
    if (!instrument) throw new ControlError(`no such symbol: ${quoted(symbol)}`);
    return instrument;
  }

  #isChain(name: string): boolean {
    return [...this.#market.venues].some(({ underlying, listing }) =>
      listing.expiries.some((expiry) => formatChain(underlying.symbol, expiry) === name),
    );
  }
}

function between(name: string, value: number, lowest: number, highest: number): void {
  if (typeof value === "number" && value >= lowest && value <= highest) return;
  throw new ControlError(`${name} must be a number from ${lowest} to ${highest}`);
}

function quoted(text: string): string {
  return JSON.stringify(String(text).slice(0, 40));
}
