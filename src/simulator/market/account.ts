/**
 * The account that the balance channel shows: some dollars, perpetuals and options, whose worth moves with the market.
 *
 * An option that expires is settled in cash, and one like it is bought or sold in its place.
 */

import type { Right } from "../../protocol/symbols/symbols";
import type { Instrument, OptionInstrument } from "./listing/instruments";
import { markPrice, priceOption } from "./pricing/pricing";

/** USD at the start, before the first position is opened. */
const STARTING_CASH = 200_000;

/** What the account always holds one of. */
export type Holding =
  | { readonly kind: "perpetual"; readonly underlying: string; readonly quantity: number }
  | {
      readonly kind: "option";
      readonly underlying: string;
      readonly right: Right;
      /** Which of the listed expiries, from 0. */
      readonly expiryIndex: number;
      /** Strikes from the money, positive above. */
      readonly strikesAway: number;
      /** Coins; negative for an option that was sold. */
      readonly quantity: number;
    };

export const HOLDINGS: readonly Holding[] = [
  { kind: "perpetual", underlying: "BTCUSD", quantity: 0.4 },
  { kind: "perpetual", underlying: "ETHUSD", quantity: -6 },
  { kind: "option", underlying: "BTCUSD", right: "call", expiryIndex: 3, strikesAway: 2, quantity: 1 },
  { kind: "option", underlying: "BTCUSD", right: "put", expiryIndex: 3, strikesAway: -3, quantity: -0.5 },
  { kind: "option", underlying: "ETHUSD", right: "put", expiryIndex: 2, strikesAway: -1, quantity: 10 },
];

export interface Position {
  readonly holding: Holding;
  readonly instrument: Instrument;
  /** Coins; negative for what was sold. */
  readonly quantity: number;
  /** USD. */
  readonly entry: number;
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

type Find = (holding: Holding) => Instrument | undefined;

export class Account {
  readonly #find: Find;
  #cash = STARTING_CASH;
  #positions: Position[] = [];

  /** @param find the instrument that a holding means now */
  constructor(find: Find) {
    this.#find = find;
  }

  get positions(): readonly Position[] {
    return this.#positions;
  }

  /** USD: money that is not in positions. An option is paid for when it is bought; a perpetual is not. */
  get cash(): number {
    return this.#cash;
  }

  /** @param amount USD; negative for money that is taken out */
  deposit(amount: number): void {
    this.#cash += amount;
  }

  open(holding: Holding, now: number): void {
    const instrument = this.#find(holding);
    if (!instrument) return;
    const entry = markPrice(instrument, now);
    if (instrument.kind === "option") this.#cash -= holding.quantity * entry;
    this.#positions.push({ holding, instrument, quantity: holding.quantity, entry });
  }

  /** Settles the positions in options that have expired, and opens new ones in their place. */
  settle(expired: readonly OptionInstrument[], now: number): void {
    const symbols = new Set(expired.map(({ symbol }) => symbol));
    const settled = this.#positions.filter(({ instrument }) => symbols.has(instrument.symbol));
    this.#positions = this.#positions.filter((position) => !settled.includes(position));
    for (const { instrument, quantity } of settled) this.#cash += quantity * markPrice(instrument, now);
    for (const { holding } of settled) this.open(holding, now);
  }

  /** @param coinPrice USD for one bitcoin */
  balance(now: number, coinPrice: number): Balance {
    const total = { optionValue: 0, futuresPnl: 0, pnl: 0, initial: 0, maintenance: 0, deltaUsd: 0 };
    for (const position of this.#positions) {
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
}

interface Worth {
  readonly optionValue: number;
  readonly futuresPnl: number;
  readonly pnl: number;
  readonly initial: number;
  readonly maintenance: number;
  readonly deltaUsd: number;
}

function valuePosition({ instrument, quantity, entry }: Position, now: number): Worth {
  const mark = markPrice(instrument, now);
  const pnl = quantity * (mark - entry);
  const notional = Math.abs(quantity) * instrument.underlying.index;
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
    deltaUsd: quantity * priceOption(instrument, now).delta * instrument.underlying.index,
  };
}
