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

/**
 * Whether an instrument fits what somebody types to find it: every word must be somewhere in its name, its day, or its
 * right. `btc 95`, `eth dec put` and `27dec26 c` are such words.
 */
export function fits(instrument: Instrument, query: string): boolean {
  const words = query
    .toLowerCase()
    .split(/[\s,;-]+/)
    .filter((word) => word !== "");
  const parts = partsOf(instrument);
  return words.every((word) => parts.some((part) => isIn(word, part)));
}

interface SearchablePart {
  readonly text: string;
  /** Whether a word may stand in the middle of it: `dec` in `27dec26`. */
  readonly anywhere: boolean;
}

function partsOf({ underlying, expiry, strike, right }: Instrument): readonly SearchablePart[] {
  const start = (text: string): SearchablePart => ({ text, anywhere: false });
  return [
    start(underlying.toLowerCase()),
    ...(expiry === undefined ? [] : [{ text: formatDay(expiry).toLowerCase(), anywhere: true }]),
    ...(strike === undefined ? [] : [start(String(strike))]),
    ...(right === undefined ? [] : [start(right)]),
  ];
}

function isIn(word: string, { text, anywhere }: SearchablePart): boolean {
  return anywhere ? text.includes(word) : text.startsWith(word);
}
