/** How far it is: how many series are whole again, of those of which something was missing. */
export interface Filling {
  readonly whole: number;
  readonly of: number;
}

/** Of which series something is missing that is asked for, in the order in which they are to be filled. */
export class Progress<Series> {
  readonly #missing = new Set<Series>();
  /** All of which something was missing since nothing was. */
  readonly #had = new Set<Series>();

  /** @returns whether that is news */
  missing(series: Series): boolean {
    if (this.#missing.has(series)) return false;
    this.#missing.add(series);
    this.#had.add(series);
    return true;
  }

  /** Nothing of it is asked for any more. @returns whether that is news */
  done(series: Series): boolean {
    if (!this.#missing.delete(series)) return false;
    if (this.#missing.size === 0) this.#had.clear();
    return true;
  }

  /** It is not watched any more. @returns whether that is news */
  left(series: Series): boolean {
    const isNews = this.done(series);
    this.#had.delete(series);
    return isNews;
  }

  [Symbol.iterator](): IterableIterator<Series> {
    return this.#missing.values();
  }

  /** `undefined` while nothing is missing. */
  get filling(): Filling | undefined {
    const { size } = this.#missing;
    return size === 0 ? undefined : { whole: this.#had.size - size, of: this.#had.size };
  }
}
