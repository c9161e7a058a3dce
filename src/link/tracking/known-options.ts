import { parseOption } from "../../protocol/symbols/symbols";
import { copyOfName } from "../../protocol/text/names";

/** Symbols that one subscription brings rows of, at most: the calls and puts of 2,000 strikes. What is more is left out. */
export const MOST_SYMBOLS = 4_000;
/** ms between two looks for options that have expired. */
const LOOK_AGAIN = 60_000;

interface Known<Value> {
  readonly symbol: string;
  /** ms since 1970; infinite for what is no option. */
  readonly expiry: number;
  readonly value: Value;
}

/** What is remembered of each symbol that a subscription brings rows of: as many as there can be, and no more. */
export class KnownOptions<Value> {
  readonly #make: () => Value;
  readonly #now: () => number;
  readonly #known = new Map<string, Known<Value>>();
  #lookedAt = Number.NEGATIVE_INFINITY;

  /** @param now ms since 1970 */
  constructor(make: () => Value, now: () => number = Date.now) {
    this.#make = make;
    this.#now = now;
  }

  /** What is remembered of a symbol, made for a new one; `undefined` for one that is too many. */
  of(symbol: string): Value | undefined {
    const known = this.#known.get(symbol) ?? this.#admitted(symbol);
    if (!known) return undefined;
    // Put back at the end, so that the first is the one not asked for the longest.
    this.#known.delete(symbol);
    this.#known.set(known.symbol, known);
    return known.value;
  }

  /** Of all symbols, the one that has been asked for the longest ago first. */
  values(): Value[] {
    return Array.from(this.#known.values(), ({ value }) => value);
  }

  clear(): void {
    this.#known.clear();
  }

  #admitted(symbol: string): Known<Value> | undefined {
    if (this.#known.size >= MOST_SYMBOLS) this.#forgetExpired();
    if (this.#known.size >= MOST_SYMBOLS) return undefined;
    const expiry = parseOption(symbol)?.expiry ?? Number.POSITIVE_INFINITY;
    return { symbol: copyOfName(symbol), expiry, value: this.#make() };
  }

  #forgetExpired(): void {
    const now = this.#now();
    if (Math.abs(now - this.#lookedAt) < LOOK_AGAIN) return;
    this.#lookedAt = now;
    for (const [symbol, { expiry }] of this.#known) if (expiry < now) this.#known.delete(symbol);
  }
}
