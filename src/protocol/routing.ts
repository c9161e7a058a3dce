import { type ChannelName, type Endpoint, PERIODS, type Period } from "./channels";
import { BALANCE_KEY, canonical, chainKey, klineKey } from "./subscription";
import { parseOption } from "./symbols/symbols";

/**
 * The keys of the subscriptions that a row of a push belongs to, in the spelling of `Subscription.key`; `undefined`
 * for a row that does not say what it is about. Source: docs/protocol.md, "Channels".
 */
export function keysOf(
  channel: ChannelName,
  endpoint: Endpoint,
  row: unknown,
): readonly string[] | undefined {
  if (typeof row !== "object" || row === null) return undefined;
  if (channel === "balance") return [BALANCE_KEY];
  const { s: symbol } = row as { s?: unknown };
  if (typeof symbol !== "string") return undefined;
  if (channel !== "kline") return keysOfSymbol(channel, endpoint, symbol);
  const period = periodSent(row);
  return period === undefined ? [] : [klineKey(canonical(symbol), period as Period)];
}

/**
 * The keys that a row of this symbol can belong to, the nearest first; of candles, one for each period. `undefined`
 * for a symbol that the channel has no rows of.
 */
export function keysOfSymbol(
  channel: ChannelName,
  endpoint: Endpoint,
  symbol: string,
): readonly string[] | undefined {
  switch (channel) {
    case "balance":
      return [BALANCE_KEY];
    case "kline":
      return PERIODS.map((period) => klineKey(canonical(symbol), period));
    case "optionChain":
      return chainKeys(symbol);
    case "trades":
      return endpoint === "options" ? tradeKeys(symbol) : [symbol];
    default:
      return [canonical(symbol)];
  }
}

/** What a candle says of its period; the futures candles of 2023 say nothing. */
export function periodSent(row: object): string | undefined {
  const { pe, period } = row as { pe?: unknown; period?: unknown };
  const sent = pe || period;
  return typeof sent === "string" && sent !== "" ? sent : undefined;
}

function chainKeys(symbol: string): readonly string[] | undefined {
  const option = parseOption(symbol);
  if (!option) return undefined;
  return [chainKey(option.underlying, option.expiry), chainKey(option.underlying, undefined)];
}

/** Subscribing to the trades of an underlying brings those of its options. */
function tradeKeys(symbol: string): readonly string[] {
  const option = parseOption(symbol);
  return option ? [canonical(symbol), option.underlying] : [symbol];
}
