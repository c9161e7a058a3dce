import { ownRow } from "../../protocol/rows/own-row";
import { readTime, type Wire } from "../../protocol/text/numbers";
import type { Part, Surplus, Tracker } from "./part";

interface Candle {
  readonly s: string;
  readonly ts: Wire;
}

/**
 * Tells when a candle is final. The exchange does not say it: a candle is final when the next one begins. What
 * happened to a candle while the link was down is not known, so such a candle is never called final.
 */
export class Candles implements Tracker {
  #latest: Candle | undefined;
  #mayHaveMissed = false;

  accept(rows: readonly object[], surplus: (reason: Surplus) => void): readonly Part[] {
    const candles = (rows as readonly Candle[]).toSorted((one, other) => openTime(one) - openTime(other));
    return candles.flatMap((candle) => this.#acceptOne(candle, surplus));
  }

  linkLost(): void {
    this.#mayHaveMissed = true;
  }

  #acceptOne(candle: Candle, surplus: (reason: Surplus) => void): readonly Part[] {
    const previous = this.#latest;
    if (previous && openTime(candle) < openTime(previous)) {
      surplus("late");
      return [];
    }
    const isNext = previous !== undefined && openTime(candle) > openTime(previous);
    const closes = isNext && !this.#mayHaveMissed;
    this.#latest = ownRow("kline", candle);
    this.#mayHaveMissed = false;
    return closes ? [partOf(previous, true), partOf(candle, false)] : [partOf(candle, false)];
  }
}

function partOf(candle: Candle, closed: boolean): Part {
  return { topic: candle.s, rows: [candle], closed };
}

function openTime(candle: Candle): number {
  return readTime(candle.ts) ?? 0;
}
