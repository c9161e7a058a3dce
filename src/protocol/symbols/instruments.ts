import { formatDay, isPlainSymbol, parseOption, type Right } from "./symbols";

/** One thing that can be subscribed. Source: docs/contract.md, "Admin API". */
export interface Instrument {
  readonly symbol: string;
  readonly underlying: string;
  /** ms since 1970; of options, as are strike and right. */
  readonly expiry?: number;
  readonly strike?: number;
  readonly right?: Right;
}

/** What a symbol says of itself; `undefined` for a text that is none. */
export function instrumentOf(symbol: string): Instrument | undefined {
  const option = parseOption(symbol);
  if (option) return option;
  return isPlainSymbol(symbol) ? { symbol, underlying: symbol } : undefined;
}

/** Nobody types more to find something. */
const MOST_WORDS = 20;
/** Characters; more than any part of a name has. */
const LONGEST_WORD = 40;

/**
 * What tells whether an instrument fits what somebody types to find it: every word must be somewhere in its name, its
 * day, or its right. `btc 95`, `eth dec put` and `27dec26 c` are such words.
 *
 * @returns `undefined` for more than 20 words, or one of more than 40 characters
 */
export function matcherOf(query: string): ((instrument: Instrument) => boolean) | undefined {
  const words = wordsOf(query);
  if (words.length > MOST_WORDS || words.some(({ length }) => length > LONGEST_WORD)) return undefined;
  const distinct = [...new Set(words)];
  const dayOf = daysInSmallLetters();
  return ({ underlying, expiry, strike, right = "" }) => {
    const name = underlying.toLowerCase();
    const day = expiry === undefined ? "" : dayOf(expiry);
    const price = strike === undefined ? "" : String(strike);
    return distinct.every(
      (word) =>
        name.startsWith(word) ||
        // Also in the middle: `dec` in `27dec26`.
        day.includes(word) ||
        price.startsWith(word) ||
        right.startsWith(word),
    );
  };
}

function wordsOf(query: string): readonly string[] {
  return query
    .toLowerCase()
    .split(/[\s,;-]+/)
    .filter((word) => word !== "");
}

/** `27dec26` for an expiry. Thousands of options share some few, and to write a day takes longer than all else. */
function daysInSmallLetters(): (expiry: number) => string {
  const days = new Map<number, string>();
  return (expiry) => {
    const day = days.get(expiry) ?? formatDay(expiry).toLowerCase();
    days.set(expiry, day);
    return day;
  };
}
