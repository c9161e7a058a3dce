import { CHANNELS, type Channel, type ChannelRow, type Endpoint, type Period } from "./channels";
import { formatChain, formatOption, type Option, parseOption, underlyingOf } from "./symbols/symbols";

/** One thing that the exchange can be asked to push: a symbol's book, a candle of one period, a chain, the account. */
export interface Subscription {
  /** The same for every spelling of the same thing of a channel. */
  readonly key: string;
  readonly channel: Channel;
  readonly endpoint: Endpoint;
  /** As it is asked for; empty for the account. */
  readonly symbol: string;
  /** How it is called in front of the user: the symbol, `BTCUSD-27DEC26` for a chain, `balance`. */
  readonly label: string;
  readonly period?: Period;
  /** ms since 1970; of a chain. Without it, all chains of the underlying are meant. */
  readonly expiry?: number;
  /** Of an option's Greeks: what its name says. */
  readonly option?: Option | undefined;
}

export function symbolSubscription(row: ChannelRow, endpoint: Endpoint, symbol: string): Subscription {
  return { key: canonical(symbol), channel: CHANNELS[row], endpoint, symbol, label: symbol };
}

export function klineSubscription(endpoint: Endpoint, symbol: string, period: Period): Subscription {
  return {
    key: klineKey(canonical(symbol), period),
    channel: CHANNELS.kline,
    endpoint,
    symbol,
    label: symbol,
    period,
  };
}

export function greeksSubscription(symbol: string): Subscription {
  // No `symbolSubscription` with an option added: that would lie elsewhere in memory, and each row would have to fetch it.
  return {
    key: canonical(symbol),
    channel: CHANNELS.greeks,
    endpoint: "options",
    symbol,
    label: symbol,
    option: parseOption(symbol),
  };
}

/** A chain by its underlying and expiry; an option's name stands for the chain that it belongs to. */
export function chainSubscription(symbol: string, expiry?: number): Subscription {
  const option = parseOption(symbol);
  const underlying = option?.underlying ?? underlyingOf(symbol);
  const day = option?.expiry ?? expiry;
  return {
    key: chainKey(underlying, day),
    channel: CHANNELS.optionChain,
    endpoint: "options",
    symbol: option ? symbol : underlying,
    label: day === undefined ? underlying : formatChain(underlying, day),
    ...(day === undefined ? {} : { expiry: day }),
  };
}

export function balanceSubscription(): Subscription {
  return { key: BALANCE_KEY, channel: CHANNELS.balance, endpoint: "options", symbol: "", label: "balance" };
}

type Expiring = Pick<Subscription, "channel" | "symbol" | "expiry">;

/** When a subscription is over, ms since 1970; `undefined` for one that never is. */
export function expiryOf({ channel, symbol, expiry }: Expiring): number | undefined {
  return channel.addressing === "chain" ? expiry : parseOption(symbol)?.expiry;
}

/** @param now ms since 1970, the exchange's clock */
export function isOver(subscription: Expiring, now: number): boolean {
  const expiry = expiryOf(subscription);
  return expiry !== undefined && expiry <= now;
}

export const BALANCE_KEY = "";

export function klineKey(symbol: string, period: Period): string {
  return `${symbol} ${period}`;
}

export function chainKey(underlying: string, expiry: number | undefined): string {
  return expiry === undefined ? underlying : `${underlying} ${expiry}`;
}

/** One spelling for `BTC-7FEB23-20500-P` and `BTCUSD-07FEB23-20500.0-P`: the exchange's own pages mix them. */
export function canonical(symbol: string): string {
  const option = parseOption(symbol);
  return option ? formatOption(option.underlying, option.expiry, option.strike, option.right) : symbol;
}
