import {
  type AnyPeriod,
  isMadePeriod,
  type MadePeriod,
  madeFrom,
} from "../../../history/periods/made-periods";
import { CHANNELS, type Endpoint } from "../../../protocol/channels";
import { CoincallError } from "../../../protocol/error";
import {
  canonical,
  klineSubscription,
  type Subscription,
  symbolSubscription,
} from "../../../protocol/subscription";
import { isPlainSymbol } from "../../../protocol/symbols/symbols";
import { quote } from "../../quote";
import type { FeedProperties } from "../properties";

/** Candles of a period that the exchange lacks: a node wants them like all others. */
export interface MadeSubscription extends Omit<Subscription, "period"> {
  readonly period: MadePeriod;
  /** What they are made of, as the exchange is asked for it. */
  readonly base: Subscription;
}

/** What a node has on its list. */
export type NodeSubscription = Subscription | MadeSubscription;

export function isMade(subscription: NodeSubscription): subscription is MadeSubscription {
  return "base" in subscription;
}

/** What the exchange is asked for. */
export function askedFor(subscription: NodeSubscription): Subscription {
  return isMade(subscription) ? subscription.base : subscription;
}

/** Of which market, and how long. */
interface CandleWish {
  readonly endpoint: Endpoint;
  readonly period: AnyPeriod;
}

/**
 * Candles of any period.
 *
 * @throws CoincallError COINCALL_CONFIG for what nobody can make candles of
 */
export function candleSubscription(symbol: string, { endpoint, period }: CandleWish): NodeSubscription {
  if (!isMadePeriod(period)) return klineSubscription(endpoint, symbol, period);
  const key = `${canonical(symbol)} ${period}`;
  const base = baseOf(endpoint, symbol, period);
  return { key, channel: CHANNELS.kline, endpoint, symbol, label: symbol, period, base };
}

function baseOf(endpoint: Endpoint, symbol: string, period: MadePeriod): Subscription {
  const material = madeFrom(period);
  if (material !== "trades") return klineSubscription(endpoint, symbol, material);
  // The trades of an underlying are those of its options.
  if (endpoint === "options" && isPlainSymbol(symbol)) {
    throw new CoincallError("COINCALL_CONFIG", "secondsOfOptions", { symbol: quote(symbol), period });
  }
  return symbolSubscription("trades", endpoint, symbol);
}

/** REST has none of them, and tells of a few trades only. */
export function pastOfSeconds({
  period,
  past,
}: Pick<FeedProperties, "period" | "past">): CoincallError | undefined {
  const hasNone = isMadePeriod(period) && madeFrom(period) === "trades";
  return hasNone && past > 0
    ? new CoincallError("COINCALL_CONFIG", "secondsHaveNoPast", { period })
    : undefined;
}
