import { tradeTime } from "../../../history/answers/trade-rows";
import { NEW_FROM_CANDLES, ofCandles } from "../../../history/made/from-candles";
import { newFromTrades, OF_TRADES } from "../../../history/made/from-trades";
import { candlesBetween, nextStart, startOf } from "../../../history/periods/alignment";
import type { AnyPeriod } from "../../../history/periods/made-periods";
import { CHANNELS, type Period } from "../../../protocol/channels";
import type { RawTrade } from "../../../protocol/decode";
import { keptCandles } from "../history/series/kept-candles";
import type { KeptSeries, Surroundings } from "../history/series/kept-series";
import { keptTrades } from "../history/series/kept-trades";
import type { FeedProperties } from "../properties";
import { MadeSeries } from "./made-series";
import { isMade, type MadeSubscription, type NodeSubscription } from "./made-subscription";

/**
 * ms after its end for which something of a candle may be on its way: nobody documents how soon the exchange pushes what was
 * traded. The next trade, or the next candle, says that there is nothing more.
 */
const PATIENCE = { trades: 500, candles: 2_000 };

/** The candles of a node, of whatever period. */
export function candleSeries(
  subscription: NodeSubscription,
  properties: FeedProperties,
  around: Surroundings,
): KeptSeries {
  if (!isMade(subscription)) return keptCandles(subscription, properties, around);
  const { base } = subscription;
  return base.period === undefined
    ? ofTrades(subscription, properties, around)
    : ofShorter(subscription, base.period, properties, around);
}

/** What REST has of them can be filled, and has no past: it tells of a few trades only. */
function ofTrades(made: MadeSubscription, properties: FeedProperties, around: Surroundings): KeptSeries {
  const { symbol, period, base } = made;
  const recipe = {
    kit: { symbol, period, material: OF_TRADES },
    start: (since: number | undefined, first: readonly RawTrade[]) =>
      newFromTrades(period, since ?? after(first)),
    patience: PATIENCE.trades,
    made: madeOf(made),
  };
  return new MadeSeries(keptTrades(base, properties, around), recipe, around);
}

/** From when on all is told that was traded: of their last millisecond some may be missing. */
function after(trades: readonly RawTrade[]): number {
  const times = trades.map(tradeTime).filter(Number.isFinite);
  return times.reduce((one, other) => Math.max(one, other), 0) + 1;
}

function ofShorter(
  made: MadeSubscription,
  shorter: Period,
  properties: FeedProperties,
  around: Surroundings,
): KeptSeries {
  const { symbol, period, base } = made;
  const recipe = {
    kit: { symbol, period, material: ofCandles(shorter) },
    start: () => NEW_FROM_CANDLES,
    patience: PATIENCE.candles,
    made: madeOf(made),
  };
  const past = partsOf(properties.past, period, shorter);
  return new MadeSeries(keptCandles(base, { ...properties, past }, around), recipe, around);
}

/** Of so many candles, and of the one that is open. */
function partsOf(candles: number, period: AnyPeriod, shorter: Period): number {
  if (candles === 0) return 0;
  const start = startOf(period, 0);
  const each = candlesBetween(shorter, start, nextStart(period, start));
  return candles * each + each - 1;
}

function madeOf({ base, period }: MadeSubscription): NonNullable<KeptSeries["made"]> {
  return { period, subscription: { ...base, channel: CHANNELS.kline } };
}
