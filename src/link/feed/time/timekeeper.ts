import type { Entry } from "../../subscriptions/entry";
import type { Subscriptions } from "../../subscriptions/subscriptions";
import { ExchangeClock } from "./exchange-clock";
import { ExpiryWatch } from "./expiry-watch";

/** Knows what time it is at the exchange, as far as that is known by now, and what is over by it. */
export class Timekeeper {
  readonly #clock = new ExchangeClock();
  readonly #expiryWatch: ExpiryWatch;
  readonly #surprised = new Set<() => void>();

  /** @param over is told of the entries that are over */
  constructor(subscriptions: Subscriptions, over: (entries: readonly Entry[]) => void) {
    this.#expiryWatch = new ExpiryWatch(subscriptions, () => this.now(), over);
  }

  /** ms since 1970, the exchange's clock. */
  now(): number {
    return this.at(performance.now());
  }

  /** Whether frames tell the exchange's clock; it has to be asked for otherwise. */
  get isHeard(): boolean {
    return this.#clock.isHeard;
  }

  /** Whether somebody has told it, a frame or an answer: until then, the clocks are taken to agree. */
  get isKnown(): boolean {
    return this.#clock.isKnown;
  }

  /**
   * A moment on the exchange's clock, ms since 1970.
   *
   * @param moment on the clock that only runs forward, ms
   */
  at(moment: number): number {
    return this.#clock.at(moment);
  }

  /**
   * A frame says when the exchange sent it.
   *
   * @param sent ms since 1970, the exchange's clock
   * @param received ms since 1970, this machine's clock
   * @param moment the same on the clock that only runs forward
   */
  heard(sent: number, received: number, moment: number): void {
    if (this.#clock.observe(sent, received, moment)) this.#isAnother();
  }

  /** The exchange was asked what time it is. */
  told(time: number, moment: number): void {
    this.#clock.believe(time, moment);
    this.#isAnother();
  }

  /**
   * Has somebody told whenever the exchange's clock proves to be another than was thought: what waits for a moment of it
   * must look again.
   *
   * @returns takes it back
   */
  whenAnother(surprised: () => void): () => void {
    this.#surprised.add(surprised);
    return () => this.#surprised.delete(surprised);
  }

  /** Something is wanted that may be over before all the others. */
  wanted(): void {
    this.#expiryWatch.wanted();
  }

  close(): void {
    this.#expiryWatch.close();
  }

  #isAnother(): void {
    this.#expiryWatch.look();
    for (const surprised of this.#surprised) surprised();
  }
}
