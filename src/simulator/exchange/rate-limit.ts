/** So many requests in so much time, over a sliding window. */

export class RateLimit {
  readonly #limit: number;
  readonly #window: number;
  /** When the latest requests were granted, ms, oldest first. */
  #granted: number[] = [];

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
    this.#granted = this.#granted.filter((granted) => granted > time);
  }
}
