const WINDOW = 60_000;
/** No clock is off by more, ms: such a time is a mistake in a frame. */
const IMPLAUSIBLE = 24 * 60 * 60_000;

/**
 * How far the exchange's clock is from this machine's, by the times that its frames were sent. A frame takes at least
 * no time at all, so that the largest difference is the nearest to the truth; only those of the last two minutes
 * count, since a clock can be set.
 */
export class ExchangeClock {
  #window = Number.NaN;
  #largest = Number.NEGATIVE_INFINITY;
  #largestBefore = Number.NEGATIVE_INFINITY;

  /** Both in ms since 1970: on the exchange's clock, and on this machine's. */
  observe(sent: number, received: number): void {
    if (Math.abs(sent - received) > IMPLAUSIBLE) return;
    const window = Math.floor(received / WINDOW);
    if (window !== this.#window) {
      this.#window = window;
      this.#largestBefore = this.#largest;
      this.#largest = Number.NEGATIVE_INFINITY;
    }
    this.#largest = Math.max(this.#largest, sent - received);
  }

  /** ms since 1970 on the exchange's clock; until a frame told its time, the clocks are taken to agree. */
  toExchange(local: number): number {
    const offset = Math.max(this.#largest, this.#largestBefore);
    return Number.isFinite(offset) ? local + offset : local;
  }

  /** The same for a moment on the clock that only runs forward, ms. Whole, as the exchange's times are. */
  at(moment: number): number {
    return this.toExchange(Math.floor(Date.now() - (performance.now() - moment)));
  }
}
