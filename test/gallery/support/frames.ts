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
export const greeks = (s: string, ts: number, delta: number) => ({
  c: 20,
  dt: 3,
  d: { s, ts, iv: 0.5, delta, gamma: "", theta: -10, vega: 20, mp: 1_000, up: 50_100 },
});

/** Options that expire on the Friday of next week, as the examples watch them. Volatilities are fractions. */
export const chain = (ts: number, volatilities: Readonly<Record<number, number>>) => ({
  c: 20,
  dt: 4,
  d: Object.entries(volatilities).flatMap(([strike, miv]) =>
    (["call", "put"] as const).map((right) => ({
      s: optionName(Number(strike), right),
      up: 50_100,
      miv,
      ts,
    })),
  ),
});

/**
 * The same options in the frames of 2023: without the price and the mark's volatility.
 *
 * @param deltas of the calls, by strike
 */
export const chainOf2023 = (ts: number, deltas: Readonly<Record<number, number>>, volatility = 0.5) => ({
  c: 20,
  dt: 4,
  d: Object.entries(deltas).flatMap(([strike, delta]) => [
    { s: optionName(Number(strike), "call"), delta, biv: volatility - 0.02, aiv: volatility + 0.02, ts },
    { s: optionName(Number(strike), "put"), delta: delta - 1, biv: "", aiv: volatility, ts },
  ]),
});

export function optionName(strike: number, right: Right): string {
  return formatOption("BTCUSD", fridayOfNextWeek(), strike, right);
}

function fridayOfNextWeek(): number {
  const daysToFriday = (FRIDAY - new Date().getUTCDay() + 7) % 7;
  const day = new Date(Date.now() + (daysToFriday + 7) * DAY).toISOString().slice(0, 10);
  return Date.parse(day) + 8 * HOUR;
}
