/** One thing after the other, though some of them take several turns of the event loop. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** @returns what becomes of the action, once those before it have ended, in whatever way */
  take<Result>(action: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(action);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
