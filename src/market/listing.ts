import type { Instrument } from "../protocol/symbols/instruments";
import type { Option, Right } from "../protocol/symbols/symbols";
import { type ExpiryClass, isOfClass } from "./calendar";
import { isOn, type Rung } from "./ladder";

/** The options of an underlying that expire together. */
export interface ListedChain {
  readonly underlying: string;
  /** ms since 1970. */
  readonly expiry: number;
  /** Those of `week`, `month` and `quarter` that it belongs to. */
  readonly classes: readonly ExpiryClass[];
  /** Ascending, each strike once. */
  readonly ladders: Readonly<Record<Right, readonly Rung[]>>;
}

/** The chains of each underlying, ascending by expiry. */
export type Listing = ReadonlyMap<string, readonly ListedChain[]>;

/**
 * What is listed, in the order in which choices look for it. Made once a list: what is in it can have expired since. Of
 * two spellings of an option the first by the alphabet counts.
 */
export function listingOf(instruments: Iterable<Instrument>): Listing {
  const byUnderlying = new Map<string, Map<number, Ladders>>();
  for (const { symbol, underlying, expiry, strike, right } of instruments) {
    if (expiry === undefined || strike === undefined || right === undefined) continue;
    const chains = entry(byUnderlying, underlying, () => new Map<number, Ladders>());
    const ladder = entry(chains, expiry, () => ({ call: new Map(), put: new Map() }))[right];
    const known = ladder.get(strike);
    if (known === undefined || symbol < known) ladder.set(strike, symbol);
  }
  return new Map([...byUnderlying].map(([underlying, chains]) => [underlying, sorted(underlying, chains)]));
}

/** Whether an option is on the list, spelt as there. */
export function isListed(listing: Listing, option: Option): boolean {
  const chain = listing.get(option.underlying)?.find(({ expiry }) => expiry === option.expiry);
  return chain !== undefined && isOn(chain.ladders[option.right], option);
}

/** Symbols by their strikes. */
type Ladders = Readonly<Record<Right, Map<number, string>>>;

const CLASSES: readonly ExpiryClass[] = ["week", "month", "quarter"];

function sorted(underlying: string, chains: ReadonlyMap<number, Ladders>): readonly ListedChain[] {
  return [...chains]
    .sort(([one], [other]) => one - other)
    .map(([expiry, { call, put }]) => ({
      underlying,
      expiry,
      classes: CLASSES.filter((name) => isOfClass(expiry, name)),
      ladders: { call: rungs(call), put: rungs(put) },
    }));
}

function rungs(symbols: ReadonlyMap<number, string>): readonly Rung[] {
  return [...symbols]
    .map(([strike, symbol]) => ({ strike, symbol }))
    .sort((one, other) => one.strike - other.strike);
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
