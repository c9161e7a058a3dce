/**
 * The account that the balance channel shows: some dollars, perpetuals and options, whose worth moves with the market.
 *
 * An option that expires is settled in cash, and one like it is bought or sold in its place. So the account is what it has become since
 * it was opened, which is the same for whoever asks; what is paid in or out by order adds to it.
 */

import type { Right } from "../../protocol/symbols/symbols";
import type { Course } from "./course";
import { fridayAfter } from "./listing/expiries";
import type { Instrument } from "./listing/instruments";
import type { Listing } from "./listing/listing";
import { markPrice, priceOption } from "./pricing/pricing";
import type { Underlying } from "./underlying";

/** USD at the opening, before the first position is opened. */
export const STARTING_CASH = 200_000;

/** What the account always holds one of. */
export type Holding =
  | { readonly kind: "perpetual"; readonly underlying: string; readonly quantity: number }
  | {
      readonly kind: "option";
      readonly underlying: string;
      readonly right: Right;
      /** The how many-th Friday it expires on when it is opened, from 1. */
      readonly fridays: number;
      /** Strikes from the money, positive above. */
      readonly strikesAway: number;
      /** Coins; negative for an option that was sold. */
      readonly quantity: number;
    };

export const HOLDINGS: readonly Holding[] = [
  { kind: "perpetual", underlying: "BTCUSD", quantity: 0.4 },
  { kind: "perpetual", underlying: "ETHUSD", quantity: -6 },
  { kind: "option", underlying: "BTCUSD", right: "call", fridays: 2, strikesAway: 2, quantity: 1 },
  { kind: "option", underlying: "BTCUSD", right: "put", fridays: 2, strikesAway: -3, quantity: -0.5 },
  { kind: "option", underlying: "ETHUSD", right: "put", fridays: 1, strikesAway: -1, quantity: 10 },
];

export interface Position {
  readonly holding: Holding;
  readonly instrument: Instrument;
  /** Coins; negative for what was sold. */
  readonly quantity: number;
  /** USD. */
  readonly entry: number;
  /** ms since 1970. */
  readonly opened: number;
}

/** All in USD, but `delta`. */
export interface Balance {
  /** What would be left if everything were closed at its mark price. */
  readonly equity: number;
  readonly marginBalance: number;
  readonly available: number;
  readonly initialMargin: number;
  readonly maintenanceMargin: number;
  readonly unrealizedPnl: number;
  /** Bitcoins that move as much with the market as all positions together. */
  readonly delta: number;
  readonly withdrawable: number;
}

const PERPETUAL_MARGIN = { initial: 0.05, maintenance: 0.025 };
/** Of the index, for an option that was sold, on top of its mark price. */
const SOLD_OPTION_MARGIN = { initial: 0.15, maintenance: 0.075 };

/** The account is opened anew with the first of January of every so many years. */
const FIRST_YEAR = 2026;
const YEARS = 4;

type Venues = ReadonlyMap<
  string,
  { readonly underlying: Underlying; readonly perpetual: Instrument; readonly listing: Listing }
>;

export class Account {
  readonly #venues: Venues;
  readonly #course: Course;
  #opened = Number.NaN;
  #cash = STARTING_CASH;
  #positions: Position[] = [];

  constructor(venues: Venues, course: Course) {
    this.#venues = venues;
    this.#course = course;
  }

  get positions(): readonly Position[] {
    this.#settle();
    return this.#positions;
  }

  /** USD: money that is not in positions. An option is paid for when it is bought; a perpetual is not. */
  get cash(): number {
    this.#settle();
    return this.#cash;
  }

  /** @param amount USD; negative for money that is taken out */
  deposit(amount: number): void {
    this.#settle();
    this.#cash += amount;
  }

  /** @param coinPrice USD for one bitcoin */
  balance(now: number, coinPrice: number): Balance {
    const total = { optionValue: 0, futuresPnl: 0, pnl: 0, initial: 0, maintenance: 0, deltaUsd: 0 };
    for (const position of this.positions) {
      const worth = valuePosition(position, now);
      total.optionValue += worth.optionValue;
      total.futuresPnl += worth.futuresPnl;
      total.pnl += worth.pnl;
      total.initial += worth.initial;
      total.maintenance += worth.maintenance;
      total.deltaUsd += worth.deltaUsd;
    }
    const marginBalance = this.#cash + total.futuresPnl;
    const available = Math.max(0, marginBalance - total.initial);
    return {
      equity: marginBalance + total.optionValue,
      marginBalance,
      available,
      initialMargin: total.initial,
      maintenanceMargin: total.maintenance,
      unrealizedPnl: total.pnl,
      delta: total.deltaUsd / coinPrice,
      // Profit that is not realised yet can be traded with, but not taken out.
      withdrawable: Math.max(0, available - Math.max(0, total.futuresPnl)),
    };
  }

  /** Settles the positions in options that have expired, and opens new ones in their place. */
  #settle(): void {
    const { time } = this.#course;
    this.#openAt(openingOf(time));
    for (let expiry = this.#nextExpiry(); expiry <= time; expiry = this.#nextExpiry()) {
      const settled = this.#positions.filter(({ instrument }) => expiryOf(instrument) === expiry);
      this.#positions = this.#positions.filter((position) => !settled.includes(position));
      for (const { instrument, quantity } of settled) this.#cash += quantity * markPrice(instrument, expiry);
      for (const { holding } of settled) this.#hold(holding, expiry);
    }
  }

  #openAt(opening: number): void {
    if (this.#opened === opening) return;
    this.#opened = opening;
    this.#cash = STARTING_CASH;
    this.#positions = [];
    for (const holding of HOLDINGS) this.#hold(holding, opening);
  }

  #nextExpiry(): number {
    return Math.min(...this.#positions.map(({ instrument }) => expiryOf(instrument)));
  }

  #hold(holding: Holding, time: number): void {
    const instrument = this.#instrumentOf(holding, time);
    if (!instrument) return;
    const { quantity } = holding;
    const entry = markPrice(instrument, time);
    if (instrument.kind === "option") this.#cash -= quantity * entry;
    this.#positions.push({ holding, instrument, quantity, entry, opened: time });
  }

  #instrumentOf(holding: Holding, time: number): Instrument | undefined {
    const venue = this.#venues.get(holding.underlying);
    if (!venue || holding.kind === "perpetual") return venue?.perpetual;
    const { underlying, listing } = venue;
    const expiry = fridayAfter(time, holding.fridays);
    const strikes = listing.strikesAt(expiry, time);
    const below = strikes.filter((strike) => strike < underlying.indexAt(time)).length;
    const strike = strikes[Math.min(Math.max(below + holding.strikesAway, 0), strikes.length - 1)];
    return strike === undefined ? undefined : listing.formerOption(expiry, strike, holding.right);
  }
}

function openingOf(time: number): number {
  const years = new Date(time).getUTCFullYear() - FIRST_YEAR;
  return Date.UTC(FIRST_YEAR + Math.floor(years / YEARS) * YEARS, 0);
}

function expiryOf(instrument: Instrument): number {
  return instrument.kind === "option" ? instrument.expiry : Number.POSITIVE_INFINITY;
}

export interface Worth {
  readonly optionValue: number;
  readonly futuresPnl: number;
  readonly pnl: number;
  readonly initial: number;
  readonly maintenance: number;
  readonly deltaUsd: number;
}

/** What a position adds to the balance. */
export function valuePosition({ instrument, quantity, entry }: Position, now: number): Worth {
  const mark = markPrice(instrument, now);
  const pnl = quantity * (mark - entry);
  const notional = Math.abs(quantity) * instrument.underlying.indexAt(now);
  if (instrument.kind === "perpetual") {
    return {
      optionValue: 0,
      futuresPnl: pnl,
      pnl,
      initial: notional * PERPETUAL_MARGIN.initial,
      maintenance: notional * PERPETUAL_MARGIN.maintenance,
      deltaUsd: quantity * mark,
    };
  }
  const sold = quantity < 0;
  const margin = (share: number) => (sold ? notional * share - quantity * mark : 0);
  return {
    optionValue: quantity * mark,
    futuresPnl: 0,
    pnl,
    initial: margin(SOLD_OPTION_MARGIN.initial),
    maintenance: margin(SOLD_OPTION_MARGIN.maintenance),
    deltaUsd: quantity * priceOption(instrument, now).delta * instrument.underlying.indexAt(now),
  };
}
