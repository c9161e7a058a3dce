import { Steps } from "./steps";

/** Of a perpetual and its options, times as usual. */
export interface Books {
  /** How wide their spreads are. */
  readonly spread?: number | undefined;
  /** How much there is in their books. */
  readonly depth?: number | undefined;
}

/** What was ordered of the books of an underlying, as a function of time. */
export class Liquidity {
  readonly #spread = new Steps(1);
  readonly #depth = new Steps(1);
  #widestSpread = 1;

  /**
   * @param time ms since 1970, later than that of the last order
   * @param books what is not given stays as it is
   */
  set(time: number, { spread, depth }: Books): void {
    if (depth !== undefined) this.#depth.set(time, depth);
    if (spread === undefined) return;
    this.#spread.set(time, spread);
    this.#widestSpread = Math.max(this.#widestSpread, spread);
  }

  spreadAt(time: number): number {
    return this.#spread.at(time);
  }

  depthAt(time: number): number {
    return this.#depth.at(time);
  }

  /** The widest that spreads ever were. */
  get widestSpread(): number {
    return this.#widestSpread;
  }
}
