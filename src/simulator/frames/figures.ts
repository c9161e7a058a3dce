/**
 * How figures are written: as texts, as numbers, or as the exchange mixes them today.
 *
 * Source: docs/protocol.md, "Types of today's frames". Figures are prices, sizes, rates and Greeks; times, sides and ids are written as
 * documented, always.
 */

import { LosslessNumber } from "lossless-json";
import type { PlayedName } from "../exchange/channels";
import { decimal } from "./decimal";

export const FIGURES = ["today", "texts", "numbers"] as const;

export type Figures = (typeof FIGURES)[number];

/** Writes a figure with so many places after the point; `undefined` stands for what nobody quotes, or what never was. */
export type Pen = (value: number | undefined, places: number) => unknown;

const texts: Pen = (value, places) => (value === undefined ? "0" : decimal(value, places));

/** The same digits, which no number of JavaScript's keeps: `3920.08500000`. */
const numbers: Pen = (value, places) =>
  value === undefined ? 0 : new LosslessNumber(decimal(value, places));

const withNull =
  (pen: Pen): Pen =>
  (value, places) =>
    value === undefined ? null : pen(value, places);

/** Where the documentation shows numbers, and live clients see no others. */
const TODAY: Readonly<Record<PlayedName, Pen>> = {
  spot: withNull(numbers),
  kline: numbers,
  orderBook: texts,
  trades: texts,
  tradesWithIds: texts,
  optionChain: withNull(numbers),
  greeks: withNull(texts),
  balance: numbers,
  premiumIndex: numbers,
};

export function penFor(figures: Figures, channel: PlayedName): Pen {
  if (figures === "today") return TODAY[channel];
  return figures === "texts" ? texts : numbers;
}
