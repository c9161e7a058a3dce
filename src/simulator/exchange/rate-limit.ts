/** So many requests in so much time, over a sliding window. */

export class RateLimit {
  readonly #limit: number;
  readonly #window: number;
  /** When the latest requests were granted, ms, oldest first. */
  readonly #granted: number[] = [];

  /** @param window ms */
  constructor(limit: number, window: number) {
    this.#limit = limit;
    this.#window = window;
  }

  /** Whether one more request is within the limit; if so, it counts. */
  grant(now: number): boolean {
    this.#forgetUntil(now - this.#window);
    if (this.#granted.length >= this.#limit) return false;
    this.#granted.push(now);
    return true;
  }

  isUnused(now: number): boolean {
    this.#forgetUntil(now - this.#window);
    return this.#granted.length === 0;
  }

  #forgetUntil(time: number): void {
    const count = this.#granted.findIndex((granted) => granted > time);
    if (count !== 0) this.#granted.splice(0, count < 0 ? this.#granted.length : count);
  }
}
