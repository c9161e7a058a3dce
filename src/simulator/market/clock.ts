/** The years that names of options can tell, ms since 1970: the market is between them. */
export const EARLIEST = Date.UTC(2001, 0);
export const LATEST = Date.UTC(2090, 0);

/** The market's clock: it runs at the pace of the machine's, from wherever it was set. */
export class MarketClock {
  readonly #machine: () => number;
  #ahead: number;

  /**
   * @param machine ms since 1970
   * @param start what it shows now, ms since 1970; the machine's time by default
   */
  constructor(machine: () => number, start?: number) {
    this.#machine = machine;
    this.#ahead = start === undefined ? 0 : start - machine();
  }

  /** ms since 1970. */
  readonly now = (): number => this.#machine() + this.#ahead;

  /** @param time ms since 1970 */
  set(time: number): void {
    this.#ahead = time - this.#machine();
  }
}
