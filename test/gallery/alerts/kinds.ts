import type { Simulator } from "../../../src/simulator/index";
import type { Properties } from "../../embedded/harness";

export const MINUTE = 60_000;
/** Of the example's candles. */
const PERIOD = 5 * MINUTE;
/** Of a period, for its last price. */
const A_MOMENT = 0.001;
/** ms; no silence that is ordered is longer. */
const LONG = 24 * 60 * MINUTE;

/** USD: near each other, below the level and above it. */
const [LOW, NEAR, HIGH] = [99_000, 99_600, 115_000];
/** A day before a week's options expire, when the next week's are taken; the market begins some days before. */
const THURSDAY = Date.UTC(2026, 10, 19, 8);

/** A message on its way into an alert. */
export interface Value {
  readonly topic: string;
  readonly payload: Readonly<Record<string, number>>;
  readonly coincall: { readonly rolled?: { readonly reason: string }; readonly resumed?: true };
  readonly [property: string]: unknown;
}

/** What happens on the market, and how a value looks that shows it. */
export interface Step {
  order(exchange: Simulator): void;
  /** Where nothing shows it, no value comes. */
  readonly shows?: (value: Value) => boolean;
}

/** An alert of the gallery, and what makes a market for it. */
export interface Kind {
  /** Of its file. */
  readonly name: string;
  /** What is filled in, so that a test is quick and nothing but its orders does anything; by the type of the node. */
  readonly filledIn?: Readonly<Record<string, Properties>>;
  /** Far from an alert. */
  readonly calm: Step;
  /** As near as it comes without one. */
  readonly almost: Step;
  readonly beyond: Step;
  /** What it says then. */
  readonly text: RegExp;
  /** Comes about by itself with the next trade: neither a restart nor the end of quiet hours finds it still. */
  readonly isOfItsMoment?: true;
  /** What happens while the line is cut is not told of: it has to happen after it. */
  readonly needsLine?: true;
  /** What it is known for that it came about over a gap: that it is over, where the gap itself is the alert. */
  readonly acrossGap?: "clear";
  /** Over a restart the option is chosen anew, and what it is measured from begins anew. */
  readonly beginsAnew?: true;
  /** Its market is one in which others tell too. */
  readonly isLast?: true;
  /** Makes another option the one that is meant. */
  readonly rolls?: Step["order"];
}

const price = (order: Step["order"], shows: (price: number) => boolean): Step => ({
  order,
  shows: ({ payload }) => shows(Number(payload.price)),
});
const priceAt = (amount: number): Step =>
  price(
    ({ control }) => control.setPrice("BTCUSD", amount),
    (seen) => Math.abs(seen - amount) < 250,
  );
const about = (property: string, wanted: number, by: number, order: Step["order"]): Step => ({
  order,
  shows: (value) => Math.abs(Number(value[property] ?? value.payload[property]) - wanted) < by,
});
const margin =
  (share: number): Step["order"] =>
  ({ control }) =>
    control.setMarginUse(share);
const trade = (size: number): Step => ({
  order: ({ control }) => control.trade("BTCUSD", { side: "buy", size }),
  shows: ({ payload }) => payload.size === size,
});
/** A candle that ends with such a price, after it had another one. */
const candle = (close: number, meanwhile = close): Step => ({
  order: ({ control, market }) => {
    control.setPrice("BTCUSD", meanwhile);
    const end = (Math.floor(market.time / PERIOD + A_MOMENT) + 1) * PERIOD;
    control.setTime(end - A_MOMENT * PERIOD);
    control.setPrice("BTCUSD", close);
    control.setTime(end);
  },
  shows: ({ payload }) => Math.abs(Number(payload.close) - close) < 250,
});
const books =
  (symbol: string, spread: number, depth: number): Step["order"] =>
  ({ control }) =>
    control.setBooks(symbol, { spread, depth });
const volatility =
  (level: number): Step["order"] =>
  ({ control }) =>
    control.setTermStructure("BTCUSD", { near: level, far: level });

/** In the order in which they can all come about on one market. */
export const KINDS: readonly Kind[] = [
  {
    name: "01 A price reaches a level",
    calm: priceAt(LOW),
    almost: priceAt(NEAR),
    beyond: priceAt(HIGH),
    text: /^Simulator: BTCUSD .*100,000: 11\d,\d{3}/,
  },
  {
    name: "02 A price moves within an hour",
    calm: priceAt(LOW),
    almost: priceAt(NEAR),
    beyond: priceAt(HIGH),
    text: /^Simulator: BTCUSD .* 1[56](\.\d+)?% .*1 hour: 11\d,\d{3}/,
  },
  {
    name: "08 Delta leaves a band",
    calm: { ...priceAt(LOW), shows: ({ payload }) => inBand(payload.delta) },
    almost: { ...priceAt(NEAR), shows: ({ payload }) => inBand(payload.delta) },
    beyond: { ...priceAt(HIGH), shows: ({ payload }) => Number(payload.delta) > 0.7 },
    text: /^Simulator: Delta of BTCUSD-W-ATM-C .*0\.3 .* 0\.7: 0\.[789]/,
    rolls: ({ control }) => {
      control.setTime(THURSDAY);
      control.setPrice("BTCUSD", LOW);
    },
  },
  {
    name: "07 Volatility moves within an hour",
    filledIn: { "coincall-greeks": { hold: 3_600 } },
    calm: about("iv", 0.5, 0.05, volatility(0.5)),
    almost: about("iv", 0.5, 0.05, volatility(0.51)),
    beyond: { order: volatility(0.8), shows: ({ payload }) => Number(payload.iv) > 0.7 },
    text: /^Simulator: Volatility of BTCUSD-30DTE-25D-P .* \d\d(\.\d+)? points .*1 hour: [\d.]+/,
    beginsAnew: true,
  },
  {
    name: "05 A spread is too wide",
    filledIn: { "coincall-order-book": { symbols: "ETHUSD-W-ATM-C" }, "coincall-alert": { for: 1 } },
    calm: { order: books("ETHUSD", 1, 1), shows: ({ spread }) => Number(spread) < 4 },
    almost: {
      order: books("ETHUSD", 1.5, 1),
      shows: ({ spread }) => Number(spread) > 3.5 && Number(spread) < 6,
    },
    beyond: { order: books("ETHUSD", 10, 1), shows: ({ spread }) => Number(spread) > 6 },
    text: /^Simulator: Spread of ETHUSD-W-ATM-C in % .* 6: [\d.]+/,
    rolls: ({ control, market }) => {
      const { index } = market.venue("ETHUSD")?.underlying ?? { index: 0 };
      control.setPrice("ETHUSD", index * 1.05);
    },
  },
  {
    name: "06 The depth falls",
    // Over a restart two candles come to their ends, which are ten minutes apart.
    filledIn: { "coincall-alert": { window: 1200 } },
    calm: { order: books("BTCUSD", 1, 1), shows: ({ depth }) => Number(depth) > 100 },
    almost: { order: books("BTCUSD", 1, 0.8), shows: ({ depth }) => Number(depth) > 70 },
    beyond: { order: books("BTCUSD", 1, 0.2), shows: ({ depth }) => Number(depth) < 60 },
    text: /^Simulator: Depth of BTCUSD .* [5-9]\d(\.\d+)?% .*20 minutes: [\d.]+/,
  },
  {
    name: "09 Margin use",
    calm: about("use", 30, 3, margin(0.3)),
    almost: about("use", 47, 2, margin(0.47)),
    beyond: { order: margin(1), shows: ({ use }) => Number(use) > 90 },
    text: /^Simulator: Margin use in % .* 50: \d{2,3}/,
  },
  {
    name: "11 The feed is down",
    filledIn: { "coincall-spot": { symbols: "ETHUSD" }, "coincall-alert": { window: 3 } },
    calm: { order: ({ control }) => control.silence("ETHUSD", 0), shows: () => true },
    almost: { order: ({ control }) => control.silence("ETHUSD", 500), shows: () => true },
    beyond: { order: ({ control }) => control.silence("ETHUSD", LONG) },
    text: /^(Simulator: )?ETHUSD: .*3 seconds/,
    acrossGap: "clear",
  },
  {
    name: "04 A candle closes beyond a level",
    calm: candle(LOW),
    almost: candle(NEAR, HIGH),
    beyond: candle(HIGH),
    text: /^Simulator: Close of BTCUSD m5 .*100,000: 11\d,\d{3}/,
    needsLine: true,
  },
  {
    name: "03 A big trade",
    filledIn: { "coincall-alert": { level: "5000000" } },
    calm: trade(0.123),
    almost: trade(40),
    beyond: trade(77),
    text: /^Simulator: BTCUSD: buy of 77 at [\d.]+, [78]\d{6} USD$/,
    isOfItsMoment: true,
  },
  {
    name: "10 Maintenance margin comes near the balance",
    calm: { order: margin(0.3), shows: ({ share }) => Number(share) < 50 },
    almost: { order: margin(1.1), shows: ({ share }) => Number(share) > 50 && Number(share) < 80 },
    beyond: { order: margin(1.9), shows: ({ share }) => Number(share) > 80 },
    isLast: true,
    text: /^Simulator: Maintenance margin in % of the margin balance .* 80: [\d.]+/,
  },
];

function inBand(delta: number | undefined): boolean {
  return Number(delta) > 0.3 && Number(delta) < 0.7;
}
