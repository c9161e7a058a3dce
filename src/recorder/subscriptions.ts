import { type Endpoint, PERIODS } from "../protocol/channels";
import {
  balanceSubscription,
  chainSubscription,
  greeksSubscription,
  klineSubscription,
  type Subscription,
  symbolSubscription,
} from "../protocol/subscription";
import { parseExpiry } from "../protocol/symbols/expiry";
import { symbolsIn } from "../protocol/symbols/symbol-list";
import { isSymbol, parseOption } from "../protocol/symbols/symbols";
import { UsageError } from "./usage-error";

/** The lists on the command line, by channel. */
export interface Wanted {
  readonly spot?: readonly string[] | undefined;
  readonly book?: readonly string[] | undefined;
  readonly trades?: readonly string[] | undefined;
  readonly greeks?: readonly string[] | undefined;
  readonly kline?: readonly string[] | undefined;
  readonly chain?: readonly string[] | undefined;
  readonly balance?: boolean | undefined;
}

/**
 * @param endpoint of the channels that both have; by default options for names of options, futures for the rest
 * @throws {UsageError}
 */
export function subscriptionsOf(wanted: Wanted, endpoint: Endpoint | undefined): Subscription[] {
  const on = (symbol: string) => endpoint ?? (parseOption(symbol) ? "options" : "futures");
  const subscriptions = [
    ...symbols(wanted.spot).map((symbol) => symbolSubscription("spot", on(symbol), symbol)),
    ...symbols(wanted.book).map((symbol) => symbolSubscription("orderBook", on(symbol), symbol)),
    ...symbols(wanted.trades).map((symbol) => symbolSubscription("trades", on(symbol), symbol)),
    ...symbols(wanted.greeks).map((symbol) => greeksSubscription(symbol)),
    ...symbolsIn(wanted.kline ?? []).map((item) => candles(item, on)),
    ...symbolsIn(wanted.chain ?? []).map(chain),
    ...(wanted.balance ? [balanceSubscription()] : []),
  ];
  if (subscriptions.length === 0) throw new UsageError("nothing to record: name something, as --spot BTCUSD");
  return subscriptions;
}

function symbols(lists: readonly string[] | undefined): string[] {
  return symbolsIn(lists ?? []).map(checked);
}

function checked(symbol: string): string {
  if (isSymbol(symbol)) return symbol;
  throw new UsageError(`no such symbol: ${JSON.stringify(symbol)}`);
}

function candles(item: string, on: (symbol: string) => Endpoint): Subscription {
  const [symbol = "", name = ""] = item.split(":");
  const period = PERIODS.find((known) => known === name.toLowerCase());
  if (!period) throw new UsageError(`--kline needs a period, as BTCUSD:m1, one of ${PERIODS.join(" ")}`);
  return klineSubscription(on(symbol), checked(symbol), period);
}

/** The `apikey` dialect takes an underlying alone for all its chains, and either takes an option's name for its chain. */
function chain(item: string): Subscription {
  const [symbol = "", day] = item.split(":");
  const expiry = day === undefined ? undefined : parseExpiry(day);
  if (day !== undefined && expiry === undefined) {
    throw new UsageError("--chain needs a day as its expiry, as BTCUSD:25DEC26");
  }
  return chainSubscription(checked(symbol), expiry);
}
