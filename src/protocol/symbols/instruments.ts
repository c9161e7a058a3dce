import { isPlainSymbol, parseOption, type Right } from "./symbols";

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
