/** So many may wait. */
export const MOST_WAITING = 1_000;

/** Does one thing after the other: at once, unless something is awaited, or one before it waits. */
export class InOrder {
  #waiting = 0;
  #last: Promise<void> = Promise.resolve();
  readonly #failed: (error: unknown) => void;

  /** @param failed is told what an action throws that had to wait: what waits behind it is done all the same */
  constructor(failed: (error: unknown) => void) {
    this.#failed = failed;
  }

  get isFull(): boolean {
    return this.#waiting >= MOST_WAITING;
  }

  /** @param awaited what the action needs; a promise must not be rejected */
  do<Awaited>(awaited: Awaited | Promise<Awaited>, action: (awaited: Awaited) => void): void {
    if (this.#waiting === 0 && !(awaited instanceof Promise)) {
      action(awaited);
      return;
    }
    this.#waiting += 1;
    this.#last = this.#last
      .then(() => awaited)
      .then((found) => {
        this.#waiting -= 1;
        action(found);
      })
      .catch(this.#failed);
  }
}
