import type { RawTrade } from "../../protocol/decode";
import { firstValue, readId, readTime } from "../../protocol/text/numbers";
import { KnownOptions } from "./known-options";
import type { Part, Surplus, Tracker } from "./part";

/** Trades remembered for each symbol: more than the exchange resends after a reconnection. */
const REMEMBERED = 512;
/** The same where they can't be forgotten in the order of their times: many of one millisecond, or without a time. */
const REMEMBERED_AT_MOST = 4096;
/** The same of all symbols of a subscription together: an underlying brings the trades of its options. */
const REMEMBERED_IN_ALL = 16_384;

/**
 * Passes every trade on once. The exchange resends some after each subscription, newest first, and sends a trade
 * twice where an option and its underlying are both subscribed.
 */
export class Trades implements Tracker {
  readonly #memories = new KnownOptions(() => new Memory());
  #remembered = 0;

  accept(rows: readonly object[], surplus: (reason: Surplus) => void): readonly Part[] {
    const trades = oldestFirst(rows as readonly RawTrade[]);
    const parts = Array.from(bySymbol(trades)).flatMap(([symbol, ofSymbol]) => {
      const [first, ...others] = this.#newOf(symbol, ofSymbol, surplus);
      return first ? [{ topic: symbol, rows: [first, ...others] as const }] : [];
    });
    if (this.#remembered > REMEMBERED_IN_ALL) this.#forgetOldest();
    return parts;
  }

  linkLost(): void {}

  #newOf(
    symbol: string,
    trades: readonly RawTrade[],
    surplus: (reason: Surplus) => void,
  ): readonly RawTrade[] {
    const memory = this.#memories.of(symbol);
    if (!memory) {
      for (const _ of trades) surplus("excess");
      return [];
    }
    const before = memory.size;
    const kept = memory.keepNew(trades, surplus);
    this.#remembered += memory.size - before;
    return kept;
  }

  /** Those of the symbols that are longest without a trade: more than need be, so that it is not done for each trade. */
  #forgetOldest(): void {
    for (const memory of this.#memories.values()) {
      if (this.#remembered <= REMEMBERED_IN_ALL / 2) return;
      this.#remembered -= memory.size;
      memory.forget();
    }
  }
}

/** The latest trades of one symbol by what identifies them, oldest first. */
class Memory {
  readonly #times = new Map<string, number>();
  /** ms; a trade up to here may have been forgotten, so it is taken for a known one. */
  #forgottenUpTo = Number.NEGATIVE_INFINITY;

  get size(): number {
    return this.#times.size;
  }

  /** All of them: those that come again are taken for known ones by their times. */
  forget(): void {
    for (const time of this.#times.values()) this.#pass(time);
    this.#times.clear();
  }

  keepNew(trades: readonly RawTrade[], surplus: (reason: Surplus) => void): readonly RawTrade[] {
    // Without ids, two alike in one frame are two trades; one alike in a later frame is the same one, sent again. An id
    // is a trade's alone.
    const occurrences = new Map<string, number>();
    const forgottenUpTo = this.#forgottenUpTo;
    return trades.filter((trade) => {
      const id = idOf(trade);
      const name = id ?? nameOf(trade);
      const occurrence = id === undefined ? (occurrences.get(name) ?? 0) : 0;
      occurrences.set(name, occurrence + 1);
      const time = readTime(trade.ts) ?? Number.POSITIVE_INFINITY;
      // Joined, it is one string in memory; a template's stays the tree of its parts.
      const occurrenceName = [name, occurrence].join(" ");
      const isNew = time > forgottenUpTo && !this.#times.has(occurrenceName);
      if (isNew) this.#remember(occurrenceName, time);
      else surplus("duplicate");
      return isNew;
    });
  }

  #remember(name: string, time: number): void {
    this.#times.set(name, time);
    for (const [oldest, oldestTime] of this.#times) {
      // Trades of one millisecond are forgotten together, or those still to come would be taken for known ones.
      const isPast = oldestTime < time;
      if (this.#times.size <= (isPast ? REMEMBERED : REMEMBERED_AT_MOST)) return;
      this.#times.delete(oldest);
      if (isPast) this.#pass(oldestTime);
    }
  }

  #pass(time: number): void {
    if (Number.isFinite(time)) this.#forgottenUpTo = Math.max(this.#forgottenUpTo, time);
  }
}

function idOf({ tid, tradeId, id }: RawTrade): string | undefined {
  return readId(tid) ?? readId(tradeId) ?? readId(id);
}

/** All that is known of a trade without an id. */
function nameOf({ ts, pr, q, v, sd }: RawTrade): string {
  return [readTime(ts), Number(pr), Number(firstValue(q, v)), Number(sd)].join(" ");
}

function oldestFirst(trades: readonly RawTrade[]): readonly RawTrade[] {
  // Reversed before a stable sort: trades of one millisecond stand newest first in a history.
  const newestIsFirst = timeOf(trades[0]) > timeOf(trades.at(-1));
  return (newestIsFirst ? trades.toReversed() : trades).toSorted((one, other) => timeOf(one) - timeOf(other));
}

function timeOf(trade: RawTrade | undefined): number {
  return readTime(trade?.ts) ?? 0;
}

function bySymbol(trades: readonly RawTrade[]): ReadonlyMap<string, RawTrade[]> {
  const symbols = new Map<string, RawTrade[]>();
  for (const trade of trades) {
    const ofSymbol = symbols.get(trade.s);
    if (ofSymbol) ofSymbol.push(trade);
    else symbols.set(trade.s, [trade]);
  }
  return symbols;
}
