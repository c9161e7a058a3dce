import type { Period } from "../../protocol/channels";
import type { RawKline } from "../../protocol/decode";
import { openTime } from "../answers/candle-rows";
import { candlesBetween, nextStart, stepped } from "../periods/alignment";
import type { Filled, Gap, Mark } from "../told";

/** Candles that are wanted of REST. Times are ms since 1970, by the exchange's clock. */
export interface Hole {
  /** By which an answer finds it again. */
  readonly id: number;
  readonly mark: Mark;
  /** From when on something may be missing. */
  readonly since: number;
  /** When the first candle opened that is wanted still. */
  readonly from: number;
  /** When the first candle opened that is live; `null` while none has come. */
  readonly to: number | null;
  /** When that came. */
  readonly liveAt: number | null;
  /** Candles of it that were told. */
  readonly told: number;
  /** Candles of it that REST did not have. */
  readonly missing: number;
  /** Whether REST was asked in vain, or for all that it can have, before something live came. */
  readonly isAsked: boolean;
  /** Whether there was an outage in it: a past that is there is no gap otherwise. */
  readonly isOfOutage: boolean;
}

/** Candles of a hole that are looked for, at most; the oldest are given up. */
export const MOST_FILLED = 10_000;

/** What an answer was about: candles that opened from `from` until before `to`. */
export interface Page {
  readonly from: number;
  readonly to: number;
  /** Whether it was asked for before something live came: nobody knows then how far the exchange is. */
  readonly isOpen: boolean;
  /** Whether it reaches to the present, or to what is live. */
  readonly isLast: boolean;
}

export interface Filling {
  readonly hole: Hole;
  /** Ascending, all of them final. */
  readonly told: readonly RawKline[];
}

/**
 * What of an answer is told now, ascending, and what is left of the hole.
 *
 * @param candles ascending, each once
 */
export function fill(period: Period, hole: Hole, page: Page, candles: readonly RawKline[]): Filling {
  const until = Math.min(page.to, hole.to ?? page.to);
  // Nothing live came: the newest may be open still, whatever the clock says.
  const final = page.isOpen ? candles.slice(0, -1) : candles;
  const told = final.filter((row) => openTime(row) >= hole.from && openTime(row) < until);
  // Of a past nobody knows when it begins: the instrument may be younger.
  const isBeginning = hole.mark === "history" && hole.told === 0;
  const first = startOfRow(told[0]);
  const begin = isBeginning ? (first ?? until) : hole.from;
  // What REST does not have yet, it may have when something live comes.
  const nothingYet = isBeginning && !page.isLast ? until : hole.from;
  const end = page.isOpen ? (nextOf(period, told.at(-1)) ?? nothingYet) : until;
  const missing = Math.max(0, candlesBetween(period, begin, end) - told.length);
  return {
    hole: {
      ...hole,
      from: Math.max(end, hole.from),
      told: hole.told + told.length,
      missing: hole.missing + missing,
      isAsked: page.isOpen && (page.isLast || (told.length === 0 && !isBeginning)),
    },
    told,
  };
}

function startOfRow(row: RawKline | undefined): number | undefined {
  return row && openTime(row);
}

function nextOf(period: Period, row: RawKline | undefined): number | undefined {
  return row && nextStart(period, openTime(row));
}

/** Without those of which there are too many. */
export function bounded(period: Period, hole: Hole): Hole {
  if (hole.to === null) return hole;
  const from = Math.max(hole.from, stepped(period, hole.to, -MOST_FILLED));
  const missing = hole.missing + candlesBetween(period, hole.from, from);
  return from === hole.from ? hole : { ...hole, from, missing };
}

export function isDone({ from, to }: Hole): boolean {
  return to !== null && from >= to;
}

export function gapOf(hole: Hole): Gap {
  const { since, to, from, liveAt } = hole;
  return { from: since, to: Math.max(liveAt ?? from, to ?? from), filled: filledOf(hole) };
}

function filledOf(hole: Hole): Filled {
  const isNothing = hole.mark === "history" && hole.told === 0;
  if (isDone(hole) && hole.missing === 0 && !isNothing) return "all";
  return hole.told > 0 ? "part" : "none";
}
