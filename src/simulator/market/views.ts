/** What the channels show of the market, as plain numbers and without a word about how they travel. */

import type { Right } from "../../protocol/symbols/symbols";
import type { Instrument, OptionInstrument } from "./listing/instruments";
import type { Contract } from "./listing/specifications";
import type { Market, Venue } from "./market";
import { type OptionPricing, priceOption, volatilityOfPrice } from "./pricing/pricing";

/** The figures of 24 hours; prices are `undefined` without a trade. */
export interface DayView {
  readonly open: number | undefined;
  readonly high: number | undefined;
  readonly low: number | undefined;
  /** Coins and USD. */
  readonly volume: number;
  readonly value: number;
  /** Of the last price since the open: USD, and a fraction. */
  readonly change: number;
  readonly changeRate: number;
}

export interface SpotView {
  readonly symbol: string;
  readonly contract: Contract;
  /** Of the last trade; the mark price before the first. */
  readonly price: number;
  readonly mark: number;
  readonly index: number;
  readonly day: DayView;
  readonly openInterest: number;
  readonly time: number;
}

export interface OptionView {
  readonly symbol: string;
  readonly contract: Contract;
  readonly right: Right;
  readonly pricing: OptionPricing;
  readonly last: number | undefined;
  readonly index: number;
  /** What the option is priced by: the underlying for delivery at its expiry, USD. */
  readonly forward: number;
  /** Coins, as the sockets tell it: 0 for some, of which REST knows better. */
  readonly openInterest: number;
  /** Coins, as REST tells it. */
  readonly restOpenInterest: number;
  /** Since the listing, coins and USD. */
  readonly volume: number;
  readonly value: number;
  readonly day: DayView;
  /** ms to expiry. */
  readonly timeLeft: number;
  readonly time: number;
}

/** One side of the best prices; `undefined` where nobody quotes. */
export interface QuoteView {
  readonly price: number;
  readonly size: number;
  /** A fraction a year; `undefined` when no volatility gives the price. */
  readonly volatility: number | undefined;
}

export interface ChainRowView extends OptionView {
  readonly bid: QuoteView | undefined;
  readonly ask: QuoteView | undefined;
}

export function spotView(market: Market, venue: Venue): SpotView {
  const { perpetual, underlying } = venue;
  return {
    symbol: perpetual.symbol,
    contract: perpetual.contract,
    price: perpetual.tape.recent.last?.price ?? underlying.perpetualMark,
    mark: underlying.perpetualMark,
    index: underlying.index,
    day: dayView(perpetual),
    openInterest: perpetual.tape.openInterest,
    time: market.time,
  };
}

export function optionView(market: Market, option: OptionInstrument): OptionView {
  const { tape, underlying } = option;
  return {
    symbol: option.symbol,
    contract: option.contract,
    right: option.right,
    pricing: priceOption(option, market.time),
    last: tape.recent.last?.price,
    index: underlying.index,
    forward: underlying.slice(option.expiry, market.time).forward,
    openInterest: tape.toldOpenInterest,
    restOpenInterest: tape.openInterest,
    volume: tape.volume,
    value: tape.value,
    day: dayView(option),
    timeLeft: option.expiry - market.time,
    time: market.time,
  };
}

/** @param expiry ms since 1970; all expiries without one */
export function chainView(market: Market, venue: Venue, expiry?: number): ChainRowView[] {
  const expiries = expiry === undefined ? venue.listing.expiries : [expiry];
  return expiries.flatMap((each) => venue.listing.chain(each)).map((option) => chainRowView(market, option));
}

function chainRowView(market: Market, option: OptionInstrument): ChainRowView {
  const { bids, asks } = market.book(option, 1);
  const quoteView = (level: { price: number; size: number } | undefined) =>
    level && { ...level, volatility: volatilityOfPrice(option, level.price, market.time) };
  return { ...optionView(market, option), bid: quoteView(bids[0]), ask: quoteView(asks[0]) };
}

function dayView({ tape }: Instrument): DayView {
  const figures = tape.day;
  const last = tape.recent.last?.price;
  const change = figures.open === undefined || last === undefined ? 0 : last - figures.open;
  return { ...figures, change, changeRate: figures.open === undefined ? 0 : change / figures.open };
}
