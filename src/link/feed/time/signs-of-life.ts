/** Whether a link lives: when a frame came over it last, whatever was in it, and who waits for the next one. */
export class SignsOfLife {
  readonly #ask: () => void;
  readonly #waiting = new Set<() => void>();
  #last = Number.NaN;

  /** @param ask asks the exchange for one, unless one is awaited */
  constructor(ask: () => void) {
    this.#ask = ask;
  }

  /** On the clock that only runs forward, ms; NaN before the first. */
  get last(): number {
    return this.#last;
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
