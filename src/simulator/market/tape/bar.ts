/** Trades of a stretch of time, summed up. */

import { type Contract, sizeOf } from "../listing/specifications";
import type { Trade } from "./trades";

export interface Bar {
  open: number;
  high: number;
  low: number;
  close: number;
  lots: number;
  /** Sequence numbers of the first and the last trade. */
  first: number;
  last: number;
}

export function barOf({ price, size, sequence }: Trade, contract: Contract): Bar {
  const lots = lotsOf(size, contract);
  return { open: price, high: price, low: price, close: price, lots, first: sequence, last: sequence };
}

/** A bar with one trade more, before, within or after it. */
export function extend(bar: Bar | undefined, trade: Trade, contract: Contract): Bar {
  if (!bar) return barOf(trade, contract);
  const { price, size, sequence } = trade;
  bar.high = Math.max(bar.high, price);
  bar.low = Math.min(bar.low, price);
  bar.lots += lotsOf(size, contract);
  if (sequence < bar.first) {
    bar.open = price;
    bar.first = sequence;
  }
  if (sequence >= bar.last) {
    bar.close = price;
    bar.last = sequence;
  }
  return bar;
}

export function volumeOf({ lots }: Bar, contract: Contract): number {
  return sizeOf(contract, lots);
}

function lotsOf(size: number, { sizeDecimals }: Contract): number {
  return Math.round(size * 10 ** sizeDecimals);
}
