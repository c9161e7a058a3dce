/** What it costs to make candles of trades. */
import { optionNames } from "../../exchange/names";
import { measure } from "../../measure";
import type { Measurement } from "../../measurement";
import { palette, type Receiver } from "../../receivers";
import { GREEKS, type Subject } from "../../subjects";

const SYMBOLS = 100;
const PERIOD = "s5";
/** Seconds in which each of the candles closes once. */
const SECONDS = 5;

const TRADES: Subject = {
  ...GREEKS,
  label: "trades",
  ring: { of: "trades", symbols: SYMBOLS },
  pace: { rate: 2_000, burst: 10, patient: true },
  node: "coincall-trades",
  symbols: SYMBOLS,
  properties: { symbols: optionNames(SYMBOLS).join() },
};

const CANDLES: Subject = {
  ...TRADES,
  label: "candles of five seconds",
  node: "coincall-kline",
  properties: { ...TRADES.properties, period: PERIOD },
};

/** Each trade is a message, and so is each candle that is final. */
const MAKING: Receiver = { ...palette(PERIOD), takes: "more" };

/** Candles of five seconds of a hundred symbols, and the trades that they are made of by themselves: µs a frame. */
export const MADE: Measurement = {
  name: "made",
  async round({ exchange, duration }) {
    const long = { ...duration, seconds: SECONDS };
    return {
      trades: (await measure(exchange, palette("trades"), TRADES, long)).cost,
      [PERIOD]: (await measure(exchange, MAKING, CANDLES, long)).cost,
    };
  },
};
