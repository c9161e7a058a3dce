import type { ChainQuotes } from "../../market/quotes";
import type { Endpoint } from "../../protocol/channels";
import { formatChain } from "../../protocol/symbols/symbols";
import { PastQueue } from "../history/past-queue";
import { Budget } from "./budget";
import { chainOf } from "./chains";
import { type InstrumentList, listOf } from "./instruments";
import { pricesOf } from "./prices";
import { Remembered } from "./remembered";
import type { Calls, Rest } from "./rest";
import { aheadOfOurs, type ServerTime, serverTime } from "./server-time";

/** ms for which what a chain said, prices, and what time it was, are worth something to somebody who looks at a form. */
const MOMENT = 5_000;
/** Twice the expiries of a coin that has many. */
const MOST_CHAINS = 32;

/** What all who ask an exchange share, forms and nodes. */
export class KnownExchange {
  readonly budget = new Budget();
  /** What nodes want of the past. */
  readonly past = new PastQueue(this.budget);
  readonly #lists: Readonly<Record<Endpoint, Remembered<InstrumentList>>> = {
    options: new Remembered(),
    futures: new Remembered(),
  };
  readonly #prices = new Remembered<ReadonlyMap<string, number>>(MOMENT);
  readonly #time = new Remembered<ServerTime | undefined>(MOMENT);
  /** By their names, the one that was asked for the longest ago first. */
  readonly #chains = new Map<string, Remembered<ChainQuotes>>();

  /**
   * What is listed.
   *
   * @param refresh asks again although a list is remembered
   * @throws Error when the exchange does not tell
   */
  list(endpoint: Endpoint, calls: Calls, refresh: boolean): Promise<InstrumentList> {
    return this.#lists[endpoint].get(() => listOf(endpoint, calls), refresh);
  }

  /**
   * What a chain said within the last five seconds.
   *
   * @param expiry ms since 1970
   * @throws Error when the exchange does not tell
   */
  chain(underlying: string, expiry: number, calls: Calls): Promise<ChainQuotes> {
    const name = formatChain(underlying, expiry);
    const chain = latest(this.#chains, name, MOST_CHAINS, () => new Remembered<ChainQuotes>(MOMENT));
    return chain.get(() => chainOf(underlying, expiry, calls), false);
  }

  /**
   * What underlyings were worth within the last five seconds, USD, by their names.
   *
   * @throws Error when the exchange does not tell
   */
  prices(calls: Calls): Promise<ReadonlyMap<string, number>> {
    return this.#prices.get(() => pricesOf(calls), false);
  }

  /** ms since 1970, by the exchange's clock; by ours where it does not tell. */
  async now(rest: Rest): Promise<number> {
    const time = await this.#time.get(() => serverTime(rest), false);
    return Date.now() + (time ? aheadOfOurs(time) : 0);
  }
}

const MOST_REMEMBERED = 8;

/** The exchanges that were asked of late, by the address of their REST calls. */
export class Exchanges {
  readonly #known = new Map<string, KnownExchange>();

  /** To be looked up for each question: the one that was asked the longest ago is forgotten for a ninth. */
  at(base: string): KnownExchange {
    return latest(this.#known, base, MOST_REMEMBERED, () => new KnownExchange());
  }
}

/** Of this process: forms and nodes share what they know of an exchange, and how often it may be asked. */
export const EXCHANGES = new Exchanges();

/** The value of a name, which is made where there is none; of more than so many, the oldest go. */
function latest<Value>(known: Map<string, Value>, name: string, most: number, make: () => Value): Value {
  const value = known.get(name) ?? make();
  known.delete(name);
  known.set(name, value);
  for (const oldest of known.keys()) {
    if (known.size <= most) break;
    known.delete(oldest);
  }
  return value;
}
