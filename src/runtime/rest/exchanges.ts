import type { Endpoint } from "../../protocol/channels";
import { Budget } from "./budget";
import { type InstrumentList, listOf } from "./instruments";
import { Remembered } from "./remembered";
import type { Calls } from "./rest";

/** What all who ask an exchange share, forms and nodes. */
export class KnownExchange {
  readonly budget = new Budget();
  readonly #lists: Readonly<Record<Endpoint, Remembered<InstrumentList>>> = {
    options: new Remembered(),
    futures: new Remembered(),
  };

  /**
   * What is listed.
   *
   * @param refresh asks again although a list is remembered
   * @throws Error when the exchange does not tell
   */
  list(endpoint: Endpoint, calls: Calls, refresh: boolean): Promise<InstrumentList> {
    return this.#lists[endpoint].get(() => listOf(endpoint, calls), refresh);
  }
}

const MOST_REMEMBERED = 8;

/** The exchanges that were asked of late, by the address of their REST calls. */
export class Exchanges {
  readonly #known = new Map<string, KnownExchange>();

  /** To be looked up for each question: the one that was asked the longest ago is forgotten for a ninth. */
  at(base: string): KnownExchange {
    const exchange = this.#known.get(base) ?? new KnownExchange();
    this.#known.delete(base);
    this.#known.set(base, exchange);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST_REMEMBERED) break;
      this.#known.delete(oldest);
    }
    return exchange;
  }
}

/** Of this process: forms and nodes share what they know of an exchange, and how often it may be asked. */
export const EXCHANGES = new Exchanges();
