import { matcherOf, OTHERWISE } from "../../market/words/matcher";
import type { Vocabulary } from "../../market/words/vocabulary";
import type { Instrument } from "../../protocol/symbols/instruments";

/** Instruments that belong together: the options of one underlying and expiry, or what does not expire. */
export interface Group {
  readonly underlying: string;
  /** ms since 1970. */
  readonly expiry?: number;
  /** By strike, a call before its put. */
  readonly instruments: readonly Instrument[];
}

export interface Findings {
  /** What does not expire, then the expiries as they come; what is meant most likely before all else. */
  readonly groups: readonly Group[];
  /** What is meant most likely: the one of that name, else the one nearest to the money. */
  readonly best?: Instrument;
  /** How many fit beside those in the groups. */
  readonly more: number;
}

/** Rows that a person looks at, and a browser draws at once. */
const MOST_ROWS = 100;
/** Of an expiry, however many there are: some strikes around the money, with calls and puts. */
const LEAST_ROWS_OF_A_GROUP = 10;

/** What options of an underlying and expiry are worth something by, USD; `undefined` where it is not known. */
export type Money = (underlying: string, expiry: number) => number | undefined;

export interface Asked {
  readonly vocabulary: Vocabulary;
  /** ms since 1970. */
  readonly now: number;
  /** As the market tells it. */
  readonly money?: Money;
}

/** What of a market fits the words that somebody types, without what has expired; nothing fits a whole page of text. */
export function search(market: readonly Instrument[], query: string, asked: Asked): Findings {
  const { vocabulary, now } = asked;
  const fitOf = matcherOf(query, vocabulary, now) ?? (() => undefined);
  const fitting = market.flatMap((instrument): readonly Found[] => {
    if ((instrument.expiry ?? now) < now) return [];
    const rank = fitOf(instrument);
    return rank === undefined ? [] : [{ instrument, rank }];
  });
  const asMeant = fitting.filter(({ rank }) => rank < OTHERWISE);
  const found = asMeant.length > 0 ? asMeant : fitting;
  const moneyOf = moneyKnown(market, asked);
  const all = groupsOf(found);
  const rows = Math.max(LEAST_ROWS_OF_A_GROUP, Math.floor(MOST_ROWS / Math.max(1, all.length)));
  const groups = all
    .slice(0, Math.floor(MOST_ROWS / rows))
    .map((group) => nearest(group, rows, moneyOf(group)));
  const shown = groups.flatMap((group) => group.found);
  const named = shown.find(({ instrument }) => instrument.symbol === query.trim().toUpperCase());
  const best = named ?? (groups[0] && byLikelihood(groups[0], moneyOf(groups[0]))[0]);
  return {
    groups: groups.map(asGroup),
    more: found.length - shown.length,
    ...(best ? { best: best.instrument } : {}),
  };
}

interface Found {
  readonly instrument: Instrument;
  /** How far it is from what is meant most likely. */
  readonly rank: number;
}

/** What was found of one underlying and expiry, or of what does not expire. */
interface FoundGroup {
  readonly underlying: string;
  /** ms since 1970; 0 of what does not expire. */
  readonly expiry: number;
  readonly rank: number;
  readonly found: readonly Found[];
}

function groupsOf(found: readonly Found[]): readonly FoundGroup[] {
  const groups = new Map<string, { underlying: string; expiry: number; rank: number; found: Found[] }>();
  for (const each of found) {
    const { instrument, rank } = each;
    const { underlying, expiry = 0 } = instrument;
    const name = expiry === 0 ? "" : `${underlying} ${expiry}`;
    const group = groups.get(name);
    if (group) {
      group.found.push(each);
      group.rank = Math.min(group.rank, rank);
    } else groups.set(name, { underlying, expiry, rank, found: [each] });
  }
  // The sort is stable: underlyings stay as the exchange lists them.
  return [...groups.values()].sort((one, other) => one.rank - other.rank || one.expiry - other.expiry);
}

function asGroup({ underlying, expiry, found }: FoundGroup): Group {
  const instruments = found.map(({ instrument }) => instrument);
  return { underlying, instruments, ...(expiry === 0 ? {} : { expiry }) };
}

/** So many of a group as there is room for, what is meant most likely and then what is around the money. */
function nearest(group: FoundGroup, rows: number, money: number | undefined): FoundGroup {
  const found = byLikelihood(group, money).slice(0, rows);
  return { ...group, found: found.sort((one, other) => byStrike(one.instrument, other.instrument)) };
}

function byLikelihood({ found }: FoundGroup, money: number | undefined): readonly Found[] {
  return found
    .map((each) => ({ each, distance: distanceFrom(money, each.instrument) }))
    .sort((one, other) => one.each.rank - other.each.rank || one.distance - other.distance)
    .map(({ each }) => each);
}

function byStrike(one: Instrument, other: Instrument): number {
  return (
    (one.strike ?? 0) - (other.strike ?? 0) ||
    (one.right ?? "").localeCompare(other.right ?? "") ||
    one.symbol.localeCompare(other.symbol)
  );
}

/** The money of a group: as the market tells it, else as far as the list of strikes does. */
function moneyKnown(market: readonly Instrument[], { now, money }: Asked) {
  const middles = new Map<string, number | undefined>();
  return ({ underlying, expiry }: FoundGroup): number | undefined => {
    if (expiry === 0) return undefined;
    const told = money?.(underlying, expiry);
    if (told !== undefined) return told;
    if (!middles.has(underlying)) middles.set(underlying, middleOf(market, underlying, now));
    return middles.get(underlying);
  };
}

/**
 * About where the price is, as nothing listed tells it: exchanges list strikes on both sides of the price, so it is in
 * the middle of those that expire next.
 */
function middleOf(market: readonly Instrument[], underlying: string, now: number): number | undefined {
  const options = market.filter((each) => each.underlying === underlying && (each.expiry ?? 0) >= now);
  const next = Math.min(...options.map(({ expiry = Number.POSITIVE_INFINITY }) => expiry));
  const strikes = options.filter(({ expiry }) => expiry === next).map(({ strike = 0 }) => strike);
  const ladder = [...new Set(strikes)].sort((one, other) => one - other);
  return ladder[Math.floor(ladder.length / 2)];
}

/** Strikes are apart in proportion: from 100, 110 is about as far as 91. */
function distanceFrom(money: number | undefined, { strike }: Instrument): number {
  return money === undefined || strike === undefined ? 0 : Math.abs(Math.log(strike / money));
}
