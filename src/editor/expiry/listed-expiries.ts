import type { Instrument } from "../../protocol/symbols/instruments";
import { formatDay } from "../../protocol/symbols/symbols";

/** A day on which options expire that are listed. */
export interface ListedExpiry {
  /** ms since 1970. */
  readonly expiry: number;
  /** `27DEC26` */
  readonly day: string;
  /** How many there are. */
  readonly strikes: number;
}

/** The expiries of an underlying, or of all where it is not known, the next one first. */
export function listedExpiries(
  listed: readonly Instrument[],
  underlying: string | undefined,
): readonly ListedExpiry[] {
  const strikes = new Map<number, Set<number>>();
  for (const each of listed) {
    if (each.expiry === undefined || each.strike === undefined) continue;
    if (underlying !== undefined && each.underlying !== underlying) continue;
    strikes.set(each.expiry, (strikes.get(each.expiry) ?? new Set()).add(each.strike));
  }
  return [...strikes]
    .sort(([one], [other]) => one - other)
    .map(([expiry, { size }]) => ({ expiry, day: formatDay(expiry), strikes: size }));
}
