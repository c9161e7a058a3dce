/** ms; clocks are set, and machines sleep, without a word to timers. */
const LONGEST_WAIT = 60_000;

/** Rings at a moment of the exchange's clock, which can be another than was thought by then. */
export class Alarm {
  readonly #time: () => number;
  readonly #ring: () => void;
  #moment = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  /** @param time now, ms since 1970 on the exchange's clock */
  constructor(time: () => number, ring: () => void) {
    this.#time = time;
    this.#ring = ring;
  }

  /** When it rings; Infinity for never. */
  get moment(): number {
    return this.#moment;
  }

  /** @param moment ms since 1970, instead of any other; never where there is none */
  set(moment = Number.POSITIVE_INFINITY): void {
    this.close();
    this.#moment = moment;
    if (moment < Number.POSITIVE_INFINITY) this.#wait();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#moment = Number.POSITIVE_INFINITY;
  }

  #wait(): void {
    const left = Math.ceil(this.#moment - this.#time());
    this.#timer = setTimeout(() => this.#look(), Math.min(Math.max(left, 1), LONGEST_WAIT));
  }

  #look(): void {
    if (this.#time() < this.#moment) {
      this.#wait();
      return;
    }
    this.#moment = Number.POSITIVE_INFINITY;
    this.#ring();
  }
}
