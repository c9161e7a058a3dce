import { type Instrument, matcherOf } from "../../protocol/symbols/instruments";

/** Instruments that belong together: the options of one underlying and expiry, or what does not expire. */
export interface Group {
  readonly underlying: string;
  /** ms since 1970. */
  readonly expiry?: number;
  /** By strike, a call before its put. */
  readonly instruments: readonly Instrument[];
}

export interface Findings {
  /** What does not expire, then the expiries as they come. */
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

/** What of a market fits the words that somebody types, without what has expired; nothing fits a whole page of text. */
export function search(market: readonly Instrument[], query: string, now: number): Findings {
  const fits = matcherOf(query) ?? (() => false);
  const found = market.filter((each) => (each.expiry ?? now) >= now && fits(each));
  const money = new Map<string, number | undefined>();
  const distance = (instrument: Instrument) => {
    const { underlying } = instrument;
    if (!money.has(underlying)) money.set(underlying, moneyOf(market, underlying, now));
    return distanceFrom(money.get(underlying), instrument);
  };
  const all = groupsOf(found);
  const rows = Math.max(LEAST_ROWS_OF_A_GROUP, Math.floor(MOST_ROWS / Math.max(1, all.length)));
  const groups = all.slice(0, Math.floor(MOST_ROWS / rows)).map((group) => nearest(group, rows, distance));
  const shown = groups.flatMap(({ instruments }) => instruments);
  const best = shown.find(({ symbol }) => symbol === query.trim().toUpperCase()) ?? first(groups, distance);
  return { groups, more: found.length - shown.length, ...(best ? { best } : {}) };
}

type Distance = (instrument: Instrument) => number;

function groupsOf(instruments: readonly Instrument[]): Group[] {
  const groups = new Map<string, Instrument[]>();
  for (const instrument of instruments) {
    const { underlying, expiry } = instrument;
    const name = expiry === undefined ? "" : `${underlying} ${expiry}`;
    const group = groups.get(name);
    if (group) group.push(instrument);
    else groups.set(name, [instrument]);
  }
  // The sort is stable: underlyings stay as the exchange lists them.
  return [...groups.values()].map(asGroup).sort((one, other) => (one.expiry ?? 0) - (other.expiry ?? 0));
}

function asGroup(instruments: Instrument[]): Group {
  const { underlying = "", expiry } = instruments[0] ?? {};
  return { underlying, instruments, ...(expiry === undefined ? {} : { expiry }) };
}

/** So many of a group as there is room for, around the money. */
function nearest(group: Group, rows: number, distance: Distance): Group {
  const byDistance = [...group.instruments].sort((one, other) => distance(one) - distance(other));
  return { ...group, instruments: byDistance.slice(0, rows).sort(byStrike) };
}

function byStrike(one: Instrument, other: Instrument): number {
  return (
    (one.strike ?? 0) - (other.strike ?? 0) ||
    (one.right ?? "").localeCompare(other.right ?? "") ||
    one.symbol.localeCompare(other.symbol)
  );
}

function first(groups: readonly Group[], distance: Distance): Instrument | undefined {
  return [...(groups[0]?.instruments ?? [])].sort((one, other) => distance(one) - distance(other))[0];
}

/**
 * About where the price is, as nothing listed tells it: exchanges list strikes on both sides of the price, so it is in
 * the middle of those that expire next.
 */
function moneyOf(market: readonly Instrument[], underlying: string, now: number): number | undefined {
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
