import type { RawTrade } from "../../protocol/decode";
import { firstValue, readId, readTime } from "../../protocol/text/numbers";

/** How many trades there are of each name. */
export type Counts = Map<string, number>;

export type Naming = (trade: RawTrade) => string;

/** By ids where all of them have one, or by all that is known of a trade otherwise. */
export function namingOf(...lists: readonly (readonly RawTrade[])[]): { name: Naming; isById: boolean } {
  const isById = lists.every((trades) => trades.every((trade) => idOf(trade) !== undefined));
  return { name: isById ? (trade) => idOf(trade) ?? "" : nameOf, isById };
}

export function nameOf({ ts, pr, q, v, sd }: RawTrade): string {
  return [readTime(ts), Number(pr), Number(firstValue(q, v)), Number(sd)].join(" ");
}

export function countsOf(trades: readonly RawTrade[], name: Naming): Counts {
  const counts: Counts = new Map();
  for (const trade of trades) counts.set(name(trade), (counts.get(name(trade)) ?? 0) + 1);
  return counts;
}

/** Takes one of that name away, if there is one. */
export function takeFrom(counts: Counts, name: string): boolean {
  const count = counts.get(name) ?? 0;
  if (count > 0) counts.set(name, count - 1);
  return count > 0;
}

function idOf({ tid, tradeId, id }: RawTrade): string | undefined {
  return readId(tid) ?? readId(tradeId) ?? readId(id);
}
