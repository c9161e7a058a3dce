import { formatChain, parseOption } from "../../protocol/symbols/symbols";
import { KnownOptions } from "./known-options";
import { type Part, type Surplus, type Tracker, UnreadPart } from "./part";

/** A frame can hold rows of several expiries: each chain becomes a message of its own. */
export class Chains implements Tracker {
  readonly #options = new KnownOptions(() => true);
  /** By their symbols: frame after frame has the very same list of them. */
  readonly #parts = new WeakMap<readonly string[], UnreadPart>();

  accept(rows: readonly object[], surplus: (reason: Surplus) => void): readonly Part[] {
    const chains = new Map<string, [object, ...object[]]>();
    for (const row of rows) {
      const { s: symbol } = row as { s: string };
      const topic = topicOf(symbol);
      if (topic === undefined) continue;
      if (!this.#options.of(symbol)) {
        surplus("excess");
        continue;
      }
      const chain = chains.get(topic);
      if (chain) chain.push(row);
      else chains.set(topic, [row]);
    }
    return Array.from(chains, ([topic, chain]) => ({ topic, rows: chain }));
  }

  unread(symbols: readonly string[]): UnreadPart | undefined {
    const known = this.#parts.get(symbols);
    if (known) return known;
    const [first = ""] = symbols;
    const topic = topicOf(first);
    const chain = first.slice(0, first.indexOf("-", first.indexOf("-") + 1) + 1);
    if (topic === undefined || !symbols.every((symbol) => symbol.startsWith(chain))) return undefined;
    if (!symbols.every((symbol) => this.#options.of(symbol))) return undefined;
    const part = new UnreadPart(topic, symbols);
    this.#parts.set(symbols, part);
    return part;
  }

  linkLost(): void {
    this.#options.clear();
  }
}

function topicOf(symbol: string): string | undefined {
  const option = parseOption(symbol);
  return option && formatChain(option.underlying, option.expiry);
}
