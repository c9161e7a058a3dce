/** What can be subscribed to: a channel together with the thing in the market that it is about. */

import { type Endpoint, PERIODS, type Period, SYMBOLS_PER_REQUEST } from "../../protocol/channels";
import { formatChain, parseOption } from "../../protocol/symbols/symbols";
import type { Instrument, OptionInstrument } from "../market/listing/instruments";
import type { Contract } from "../market/listing/specifications";
import type { Market, Venue } from "../market/market";
import type { RecentTrades } from "../market/tape/trades";
import type { PlayedChannel } from "./channels";

export type Topic =
  | { readonly channel: "spot" | "premiumIndex"; readonly name: string; readonly venue: Venue }
  | {
      readonly channel: "kline";
      readonly name: string;
      readonly instrument: Instrument;
      readonly period: Period;
    }
  | { readonly channel: "orderBook"; readonly name: string; readonly instrument: Instrument }
  | {
      readonly channel: "trades" | "tradesWithIds";
      readonly name: string;
      readonly trades: RecentTrades;
      readonly contract: Contract;
      readonly ofOneInstrument: boolean;
    }
  | {
      readonly channel: "optionChain";
      readonly name: string;
      readonly venue: Venue;
      readonly expiry: number | undefined;
    }
  | { readonly channel: "greeks"; readonly name: string; readonly option: OptionInstrument }
  | { readonly channel: "balance"; readonly name: string };

/** What a request names, whatever its dialect. */
export interface Address {
  readonly symbols: readonly string[];
  readonly period: string | undefined;
  /** An option chain's expiry, ms since 1970. */
  readonly expiry: number | undefined;
  /** Whether an option's name stands for its whole chain, as it did in 2023, and an underlying alone for all of its chains. */
  readonly chainByOption: boolean;
}

/** Why a request is refused, in words for the client. */
export class Refusal extends Error {}

/** `orderBook BTCUSD`, `kline BTCUSD m1`, `optionChain BTCUSD-27DEC26`, `balance`: the same for all who want the same. */
export function keyOf(topic: Topic): string {
  const words: string[] = [topic.channel, topic.name];
  if (topic.channel === "kline") words.push(topic.period);
  return words.join(" ").trim();
}

/** Whether there is nothing to tell any more, since the option or the chain has expired. */
export function hasExpired(topic: Topic, now: number): boolean {
  return expiryOf(topic) <= now;
}

/**
 * The topics of a request: all of them, or none.
 *
 * @throws {Refusal} when one of the symbols is unknown or has expired, or when the request is not complete
 */
export function topicsOf(
  market: Market,
  endpoint: Endpoint,
  channel: PlayedChannel,
  address: Address,
): Topic[] {
  if (channel.addressing === "account") return [{ channel: "balance", name: "" }];
  checkCount(endpoint, channel, address);
  return address.symbols.map((symbol) => topicOf(market, endpoint, channel, symbol, address));
}

/** @throws {Refusal} for no symbol, or for more than the channel takes in one request */
export function checkCount(
  endpoint: Endpoint,
  { addressing, oneSymbolOn }: PlayedChannel,
  { symbols }: Address,
): void {
  if (symbols.length === 0) throw new Refusal("symbol is missing");
  const takesList = addressing === "symbols" && !oneSymbolOn?.includes(endpoint);
  const most = takesList ? SYMBOLS_PER_REQUEST : 1;
  if (symbols.length > most) throw new Refusal(`too many symbols, at most ${most}`);
}

function topicOf(
  market: Market,
  endpoint: Endpoint,
  channel: PlayedChannel,
  name: string,
  address: Address,
): Topic {
  switch (channel.name) {
    case "spot":
    case "premiumIndex":
      return { channel: channel.name, name, venue: venueOf(market, name) };
    case "kline":
      return {
        channel: "kline",
        name,
        instrument: instrumentOf(market, endpoint, name),
        period: periodOf(address),
      };
    case "orderBook":
      return { channel: "orderBook", name, instrument: instrumentOf(market, endpoint, name) };
    case "trades":
    case "tradesWithIds":
      return { channel: channel.name, name, ...tradesOf(market, endpoint, name) };
    case "optionChain":
      return chainOf(market, name, address);
    case "greeks":
      return { channel: "greeks", name, option: optionOf(market, name) };
    case "balance":
      return { channel: "balance", name: "" };
  }
}

function instrumentOf(market: Market, endpoint: Endpoint, name: string): Instrument {
  return endpoint === "options" ? optionOf(market, name) : venueOf(market, name).perpetual;
}

function venueOf(market: Market, name: string): Venue {
  const venue = market.venue(name);
  if (!venue) throw new Refusal(`unknown symbol ${quoted(name)}`);
  return venue;
}

function optionOf(market: Market, name: string): OptionInstrument {
  const option = market.option(name);
  if (option) return option;
  const expiry = parseOption(name)?.expiry ?? Number.POSITIVE_INFINITY;
  throw new Refusal(expiry <= market.time ? `${quoted(name)} has expired` : `unknown symbol ${quoted(name)}`);
}

function periodOf({ period }: Address): Period {
  const known = PERIODS.find((candidate) => candidate === period);
  if (!known) throw new Refusal(`unknown period ${quoted(period ?? "")}`);
  return known;
}

/** On the options endpoint, an underlying brings the trades of all its options. */
function tradesOf(market: Market, endpoint: Endpoint, name: string) {
  const venue = market.venue(name);
  if (venue && endpoint === "options") {
    const contract = venue.underlying.specification.option;
    return { trades: venue.optionTrades, contract, ofOneInstrument: false };
  }
  const { tape, contract } = instrumentOf(market, endpoint, name);
  return { trades: tape.recent, contract, ofOneInstrument: true };
}

function chainOf(market: Market, symbol: string, { expiry, chainByOption }: Address): Topic {
  const option = chainByOption ? parseOption(symbol) : undefined;
  const venue = venueOf(market, option?.underlying ?? symbol);
  const named = option?.expiry ?? expiry;
  if (named !== undefined) return chainOfExpiry(market, venue, named);
  if (!chainByOption) throw new Refusal("end is missing");
  return { channel: "optionChain", name: symbol, venue, expiry: undefined };
}

function chainOfExpiry(market: Market, venue: Venue, expiry: number): Topic {
  const name = formatChain(venue.underlying.symbol, expiry);
  if (expiry <= market.time) throw new Refusal(`${quoted(name)} has expired`);
  if (!venue.listing.expiries.includes(expiry)) throw new Refusal(`unknown expiry ${quoted(name)}`);
  return { channel: "optionChain", name, venue, expiry };
}

function expiryOf(topic: Topic): number {
  if (topic.channel === "optionChain") return topic.expiry ?? Number.POSITIVE_INFINITY;
  return parseOption(topic.name)?.expiry ?? Number.POSITIVE_INFINITY;
}

/** Clients send anything; an answer need not repeat all of it. */
function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 40));
}
