import type { ChannelName, Endpoint } from "../../protocol/channels";
import type { Subscription } from "../../protocol/subscription";
import type { Rolled } from "../market/rolled";

/** One who is told what becomes of a connection: a status node. */
export interface ConnectionObserver {
  linkChanged(endpoint: Endpoint): void;
  symbolChanged(symbol: WatchedSymbol, state: SymbolState): void;
}

/** `recovered`: its data came again, or the exchange takes now what it refused before. */
export type SymbolState = "overdue" | "recovered" | "expired" | "rolled";

export interface WatchedSymbol {
  readonly endpoint: Endpoint;
  readonly channel: ChannelName;
  readonly symbol: string;
  /** What became of a rolling name. */
  readonly rolled?: Rolled;
}

/** Passes on what becomes of a connection. A symbol that several nodes miss is told of once. */
export class Observers {
  readonly #observers = new Set<ConnectionObserver>();
  /** How many nodes miss a symbol. */
  readonly #missedBy = new Map<string, number>();

  /** @returns takes it back */
  add(observer: ConnectionObserver): () => void {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }

  /** Tells nobody anything any more: what happens while the flows stop is no news. */
  close(): void {
    this.#observers.clear();
  }

  linkChanged(endpoint: Endpoint): void {
    for (const observer of this.#observers) observer.linkChanged(endpoint);
  }

  /** Whether some node misses a symbol. */
  get areOverdue(): boolean {
    return this.#missedBy.size > 0;
  }

  /** What the exchange takes again, or what is over: a symbol is told of once, whatever is watched of it. */
  changed(subscriptions: readonly Subscription[], state: "recovered" | "expired"): void {
    const symbols = new Map(subscriptions.map((subscription) => [subscription.label, subscription]));
    for (const [symbol, { channel, endpoint }] of symbols)
      this.#tell({ endpoint, channel: channel.name, symbol }, state);
  }

  /** A rolling name is another option now, for all who follow it in one way. */
  rolled(name: string, rolled: Rolled): void {
    this.#tell({ endpoint: "options", channel: "optionChain", symbol: name, rolled }, "rolled");
  }

  overdue(symbol: WatchedSymbol): void {
    const missedBy = (this.#missedBy.get(nameOf(symbol)) ?? 0) + 1;
    this.#missedBy.set(nameOf(symbol), missedBy);
    if (missedBy === 1) this.#tell(symbol, "overdue");
  }

  /** Its data came again. */
  recovered(symbol: WatchedSymbol): void {
    if (this.#foundBy(symbol) === 0) this.#tell(symbol, "recovered");
  }

  /** A node that missed it wants it no more. */
  forgotten(symbol: WatchedSymbol): void {
    this.#foundBy(symbol);
  }

  #foundBy(symbol: WatchedSymbol): number {
    const missedBy = Math.max(0, (this.#missedBy.get(nameOf(symbol)) ?? 0) - 1);
    if (missedBy === 0) this.#missedBy.delete(nameOf(symbol));
    else this.#missedBy.set(nameOf(symbol), missedBy);
    return missedBy;
  }

  #tell(symbol: WatchedSymbol, state: SymbolState): void {
    for (const observer of this.#observers) observer.symbolChanged(symbol, state);
  }
}

function nameOf({ endpoint, channel, symbol }: WatchedSymbol): string {
  return `${endpoint} ${channel} ${symbol}`;
}
