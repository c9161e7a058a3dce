import { type Instrument, instrumentOf } from "../../../src/protocol/symbols/instruments";
import { DAY, HOUR } from "./calendar";
import type { Chains } from "./chains";
import type { Chance } from "./random";

/** Strikes by expiry. */
export type Strikes = ReadonlyMap<number, ReadonlySet<number>>;

export interface ListingEvents {
  /** Somebody was told this list, which is another than before. */
  told(strikes: Strikes): void;
  /** Nobody asked for a list within so many ms, although there was another one to be had. */
  late(after: number): void;
}

/** ms that an answer takes. */
const ANSWER = { shortest: 40, longest: 400 };
/** On the same day as an expiry, until when the list has only what was listed at once. */
const SETTLED = 9 * HOUR;

/** What the exchange answers to who asks what is listed. */
export class Listing {
  readonly #chains: Chains;
  readonly #chance: Chance;
  readonly #time: () => number;
  readonly #patience: number;
  readonly #events: ListingEvents;
  #symbols: readonly string[];
  #isAnswering = true;
  #answersSince = 0;
  /** ms since 1970: when a list that differs from the last one that was told was there to be asked for. */
  #shownSince: number | undefined;
  /** What was answered last. */
  #told: { readonly symbols: readonly string[]; readonly instruments: readonly Instrument[] } = {
    symbols: [],
    instruments: [],
  };

  /**
   * @param time ms since 1970
   * @param patience ms within which whoever needs the list asks once there is another
   */
  constructor(chains: Chains, chance: Chance, time: () => number, patience: number, events: ListingEvents) {
    this.#chains = chains;
    this.#chance = chance;
    this.#time = time;
    this.#patience = patience;
    this.#events = events;
    this.#symbols = chains.symbols;
  }

  /** Whether questions are answered from now on. */
  set isAnswering(isAnswering: boolean) {
    this.#isAnswering = isAnswering;
    this.#answersSince = this.#time();
  }

  /** What is over goes off the list at once, before what is new is on it. */
  clear(): void {
    const now = this.#time();
    this.#symbols = this.#symbols.filter((symbol) => (instrumentOf(symbol)?.expiry ?? now) > now);
  }

  /** What is new is on the list. */
  show(): void {
    this.#shownSince ??= this.#time();
    this.#chains.relist(this.#time());
    this.#symbols = this.#chains.symbols;
  }

  ask(): Promise<readonly Instrument[]> {
    return new Promise((resolve, reject) => {
      const answer = () => {
        if (this.#isAnswering) resolve(this.#answer());
        else reject(new Error("The exchange does not answer."));
      };
      setTimeout(answer, this.#chance.whole(ANSWER.shortest, ANSWER.longest));
    });
  }

  #answer(): readonly Instrument[] {
    const now = this.#time();
    const waited = now - Math.max(this.#shownSince ?? now, this.#answersSince);
    if (waited > this.#patience) this.#events.late(waited);
    this.#shownSince = undefined;
    if (now % DAY > SETTLED && this.#chains.list()) this.#symbols = this.#chains.symbols;
    if (this.#symbols === this.#told.symbols) return this.#told.instruments;
    const instruments = this.#symbols.flatMap((symbol) => instrumentOf(symbol) ?? []);
    this.#told = { symbols: this.#symbols, instruments };
    const strikes = new Map<number, Set<number>>();
    for (const { expiry = 0, strike = 0 } of instruments) {
      strikes.set(expiry, (strikes.get(expiry) ?? new Set()).add(strike));
    }
    this.#events.told(strikes);
    return instruments;
  }
}
