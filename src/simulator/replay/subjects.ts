/**
 * What frames are about, and what requests ask for, in the same words: `orderBook BTCUSD`, `kline BTCUSD m1`,
 * `optionChain BTCUSD-25DEC26`, `balance`. A frame goes to those who ask for one of its subjects.
 */

import type { Endpoint } from "../../protocol/channels";
import { formatChain, parseOption } from "../../protocol/symbols/symbols";
import type { PlayedChannel, PlayedName } from "../exchange/channels";
import { type Address, checkCount, Refusal } from "../exchange/topics";
import { canonicalName } from "../market/names";

type Row = Readonly<Record<string, unknown>>;

/** One thing that a request asks for. */
export interface Wish {
  readonly key: string;
  /** A frame about any of them is meant. */
  readonly subjects: readonly string[];
}

export function subjectsOf(channel: PlayedName, endpoint: Endpoint, rows: readonly Row[]): string[] {
  if (channel === "balance") return [channel];
  const names = rows.flatMap((row) => namesIn(channel, endpoint, row));
  return [...new Set(names)].map((name) => `${channel} ${name}`);
}

export function instrumentsOf(rows: readonly Row[]): string[] {
  return rows.map(symbolIn).flatMap((symbol) => (symbol === undefined ? [] : canonicalName(symbol)));
}

/** Trades with ids spell the field out. */
function symbolIn({ s, symbol }: Row): string | undefined {
  const sent = s ?? symbol;
  return typeof sent === "string" ? sent : undefined;
}

function namesIn(channel: PlayedName, endpoint: Endpoint, row: Row): string[] {
  const symbol = symbolIn(row);
  if (symbol === undefined) return [];
  const { pe, period } = row;
  const name = canonicalName(symbol);
  const option = parseOption(symbol);
  if (channel === "kline") return [[name, pe ?? period].filter((word) => typeof word === "string").join(" ")];
  if (channel === "optionChain") {
    return option ? [formatChain(option.underlying, option.expiry), option.underlying] : [];
  }
  // On the options endpoint, an underlying brings the trades of all its options.
  const isTrade = channel === "trades" || channel === "tradesWithIds";
  if (isTrade && endpoint === "options" && option) return [name, option.underlying];
  return [name];
}

/**
 * What a request asks for, whether or not it can be had.
 *
 * @throws {Refusal} when the request is not complete
 */
export function wishesOf(endpoint: Endpoint, channel: PlayedChannel, address: Address): Wish[] {
  if (channel.addressing === "account") return [exactly(channel.name)];
  checkCount(endpoint, channel, address);
  return address.symbols.map((symbol) => {
    if (channel.addressing === "chain") return exactly(`${channel.name} ${chainOf(symbol, address)}`);
    const key = `${channel.name} ${canonicalName(symbol)}`;
    return channel.addressing === "period" ? candlesOf(key, address) : exactly(key);
  });
}

/** The futures candles of 2023 do not say their period: they are for everybody who wants candles of the symbol. */
function candlesOf(symbol: string, { period }: Address): Wish {
  if (period === undefined) throw new Refusal("period is missing");
  const key = `${symbol} ${period}`;
  return { key, subjects: [key, symbol] };
}

function chainOf(symbol: string, { expiry, chainByOption }: Address): string {
  const option = chainByOption ? parseOption(symbol) : undefined;
  const named = option?.expiry ?? expiry;
  if (named !== undefined) return formatChain(option?.underlying ?? symbol, named);
  if (!chainByOption) throw new Refusal("end is missing");
  return symbol;
}

function exactly(key: string): Wish {
  return { key, subjects: [key] };
}
