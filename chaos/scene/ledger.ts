import type { Market } from "../../src/simulator";
import { SYMBOLS } from "./flow";
import type { Trade } from "./observations";

const LOOK = 1_000;

/** Every trade of an exchange, to compare with what a flow got of them. */
export class Ledger {
  readonly #market: Market;
  readonly #trades: string[] = [];
  readonly #timer: NodeJS.Timeout;
  #sequence: number;

  constructor(market: Market) {
    this.#market = market;
    this.#sequence = market.sequence;
    this.#timer = setInterval(() => this.#look(), LOOK);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** Takes no more trades down: those that are in it must arrive yet. */
  finish(): void {
    this.#look();
    this.close();
  }

  /** How many of the trades never came, and how many came once too often. */
  compare(received: readonly Trade[]): { readonly lost: number; readonly repeated: number } {
    const times = new Map<string, number>();
    for (const { symbol, timestamp, side } of received) add(times, nameOf(symbol, timestamp, side), 1);
    for (const trade of this.#trades) add(times, trade, -1);
    const told = new Set(this.#trades);
    const differences = Array.from(times).filter(([name]) => told.has(name));
    return {
      lost: sum(differences.map(([, difference]) => Math.max(0, -difference))),
      repeated: sum(differences.map(([, difference]) => Math.max(0, difference))),
    };
  }

  #look(): void {
    const latest = this.#market.sequence;
    for (const symbol of SYMBOLS) {
      const trades = this.#market.venue(symbol)?.perpetual.tape.recent.since(this.#sequence) ?? [];
      for (const { time, side } of trades) this.#trades.push(nameOf(symbol, time, side));
    }
    this.#sequence = latest;
  }
}

function nameOf(symbol: string, time: number, side: string): string {
  return `${symbol} ${time} ${side}`;
}

function add(counts: Map<string, number>, name: string, by: number): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
