import type { Timekeeper } from "./timekeeper";

/** Whether a link lives: when a frame came over it last, whatever was in it, and who waits for the next one. */
export class SignsOfLife {
  readonly #time: Timekeeper;
  readonly #ask: () => void;
  readonly #waiting = new Set<() => void>();
  /** On the clock that only runs forward, ms. */
  #last = performance.now();

  /** @param ask asks the exchange for one, unless one is awaited */
  constructor(time: Timekeeper, ask: () => void) {
    this.#time = time;
    this.#ask = ask;
  }

  /** When there was one last, or when this began; ms since 1970, the exchange's clock. */
  get heard(): number {
    return this.#time.at(this.#last);
  }

  /** A frame came, and was passed on. @param moment on the clock that only runs forward, ms */
  came(moment: number): void {
    this.#last = moment;
    if (this.#waiting.size === 0) return;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const listener of waiting) listener();
  }

  /**
   * Asks for a sign of life, so that a quiet link does not have anybody wait, and calls once it is there; where a link is
   * dead, that is over the next one.
   *
   * @returns takes it back
   */
  next(listener: () => void): () => void {
    this.#waiting.add(listener);
    this.#ask();
    return () => this.#waiting.delete(listener);
  }
}
