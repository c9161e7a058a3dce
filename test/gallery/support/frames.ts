/** Frames of a scripted exchange, for prices that move to order. Source: docs/protocol.md, "Channels" and "Fields". */

import { formatOption, type Right } from "../../../src/protocol/symbols/symbols";

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const FRIDAY = 5;

export const spot = (s: string, pr: number, more: object = {}) => ({
  c: 20,
  dt: 30,
  d: { s, pr, ts: Date.now(), ...more },
});

/** A purchase on the futures market; each has a time of its own, so that none is taken for another sent again. */
export const trade = (s: string, pr: number, q: number) => {
  const ts = Date.now();
  return { c: 20, dt: 33, ts, d: [{ s, pr, q, sd: 1, ts }] };
};

export const balance = (mb: number, im: number) => ({
  c: 20,
  dt: 7,
  d: { e: mb, mb, ab: mb - im, im, mm: im / 2 },
});

/** A candle of a minute on the futures market; what it is worth follows from its close. */
export const candle = (s: string, ts: number, close: number) => ({
  c: 20,
  dt: 31,
  d: { s, pe: "m1", ts, open: close - 1, high: close + 2, low: close - 3, close, v: 0.5 },
});

/** The Greeks of an option; gamma is not known. */
export const greeks = (s: string, ts: number, delta: number, iv = 0.5) => ({
  c: 20,
  dt: 3,
  d: { s, ts, iv, delta, gamma: "", theta: -10, vega: 20, mp: 1_000, up: 50_100 },
});

/** All that is listed, for the exchange to tell: the options of the next Friday, at these strikes. */
export const optionsAt = (...strikes: number[]) =>
  strikes.flatMap((strike) => [optionName(strike, "call"), optionName(strike, "put")]);

/** The options of the next Friday. Volatilities are fractions, the money is in USD. */
export const chain = (ts: number, volatilities: Readonly<Record<number, number>>, up = 50_100) => ({
  c: 20,
  dt: 4,
  d: Object.entries(volatilities).flatMap(([strike, miv]) =>
    (["call", "put"] as const).map((right) => ({
      s: optionName(Number(strike), right),
      up,
      miv,
      ts,
    })),
  ),
});

/**
 * The same options in the frames of 2023: without the price, which follows from the marks, and the mark's volatility.
 *
 * @param price USD
 * @param strikes some above the price
 */
export const chainOf2023 = (ts: number, price: number, strikes: readonly number[]) => ({
  c: 20,
  dt: 4,
  d: strikes.flatMap((strike) => [
    { s: optionName(strike, "call"), mp: Math.max(price - strike, 0) + 1_000, biv: 0.48, aiv: 0.52, ts },
    { s: optionName(strike, "put"), mp: Math.max(strike - price, 0) + 1_000, biv: "", aiv: 0.5, ts },
  ]),
});

export function optionName(strike: number, right: Right): string {
  return formatOption("BTCUSD", nextFriday(), strike, right);
}

/** 08:00 UTC, ms since 1970: the first that is not over. */
function nextFriday(): number {
  const today = DAY * Math.floor(Date.now() / DAY);
  const days = Array.from({ length: 8 }, (_, index) => today + index * DAY + 8 * HOUR);
  const [friday = 0] = days.filter((day) => new Date(day).getUTCDay() === FRIDAY && day > Date.now());
  return friday;
}
