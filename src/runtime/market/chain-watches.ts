import type { Feed } from "../../link/feed/feed";
import type { ChainQuotes } from "../../market/quotes";
import { chainKey, chainSubscription } from "../../protocol/subscription";
import { ChainWatch } from "./chain-watch";

/** The chain of an underlying that expires at a moment. */
export interface ChainName {
  readonly underlying: string;
  /** ms since 1970. */
  readonly expiry: number;
}

/** The price of an underlying by the chain of an expiry. */
export interface Forward extends ChainName {
  /** USD */
  readonly price: number;
}

interface Needed {
  readonly chain: ChainName;
  readonly watch: ChainWatch;
  /** How many need it. */
  count: number;
}

/** The chains that choices look at: one watch for each, however many need it. */
export class ChainWatches {
  readonly #feed: Feed;
  readonly #looked: (chain: ChainName, symbols: readonly string[]) => void;
  readonly #needed = new Map<string, Needed>();

  /** @param looked is told of each look at a chain, with the options that it has */
  constructor(feed: Feed, looked: (chain: ChainName, symbols: readonly string[]) => void) {
    this.#feed = feed;
    this.#looked = looked;
  }

  /** What a chain says now; `undefined` where that is not known. */
  quotes({ underlying, expiry }: ChainName): ChainQuotes | undefined {
    return this.#needed.get(chainKey(underlying, expiry))?.watch.quotes;
  }

  /** Those that chains tell now. */
  forwards(): readonly Forward[] {
    return [...this.#needed.values()].flatMap(({ chain: { underlying, expiry }, watch }) => {
      const price = watch.quotes?.forward;
      return price === undefined ? [] : [{ underlying, expiry, price }];
    });
  }

  need(chain: ChainName): void {
    const { underlying, expiry } = chain;
    const key = chainKey(underlying, expiry);
    const known = this.#needed.get(key);
    if (known) {
      known.count += 1;
      return;
    }
    const looked = (symbols: readonly string[]) => this.#looked(chain, symbols);
    const watch = new ChainWatch(this.#feed, chainSubscription(underlying, expiry), looked);
    this.#needed.set(key, { chain, watch, count: 1 });
  }

  /** Asks again for one that the exchange refused. */
  askAgain({ underlying, expiry }: ChainName): void {
    this.#needed.get(chainKey(underlying, expiry))?.watch.askAgain();
  }

  release({ underlying, expiry }: ChainName): void {
    const key = chainKey(underlying, expiry);
    const known = this.#needed.get(key);
    if (!known) return;
    known.count -= 1;
    if (known.count > 0) return;
    this.#needed.delete(key);
    known.watch.close();
  }

  close(): void {
    for (const { watch } of this.#needed.values()) watch.close();
    this.#needed.clear();
  }
}
