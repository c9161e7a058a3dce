const WINDOW = 60_000;
/** No clock is off by more, ms: such a time is a mistake in a frame, unless frame after frame insists on it. */
const IMPLAUSIBLE = 24 * 60 * 60_000;
/** A market that is played can be years away, ms; farther are only times in another unit. */
const IMPOSSIBLE = 30 * 365 * IMPLAUSIBLE;
/** Frames in a row that must agree on an implausible time. */
const INSISTENT = 10;
/** ms; what waits for a time of the exchange's clock must look at it again. */
const JUMP = 1_000;

/**
 * What time it is on the exchange's clock, by the times that its frames were sent. A frame takes at least no time at
 * all, so that the largest difference to this machine's clock is the nearest to the truth; only those of the last two
 * minutes count. It reckons by the clock that only runs forward: whoever sets this machine's clock changes nothing.
 */
export class ExchangeClock {
  #window = Number.NaN;
  #largest = Number.NEGATIVE_INFINITY;
  #largestBefore = Number.NEGATIVE_INFINITY;
  /** Of a clock that is implausibly far away, and is believed all the same. */
  #believed: number | undefined;
  #odd = Number.NaN;
  #timesOdd = 0;

  /**
   * A frame says when it was sent, or the exchange was asked for its time.
   *
   * @param sent ms since 1970, on the exchange's clock
   * @param received ms since 1970, on this machine's clock
   * @param moment the same on the clock that only runs forward
   * @returns whether the exchange's clock is another than was thought
   */
  observe(sent: number, received: number, moment: number): boolean {
    const offset = sent - moment;
    const distance = Math.abs(offset - (this.#believed ?? received - moment));
    if (distance > IMPOSSIBLE) return false;
    const before = this.#offset;
    if (distance <= IMPLAUSIBLE) this.#timesOdd = 0;
    else if (this.#insists(offset)) this.believe(sent, moment);
    else return false;
    this.#take(offset, Math.floor(moment / WINDOW));
    return !(Math.abs(this.#offset - before) < JUMP);
  }

  /** Whether frames tell it: not in every dialect do they say when they were sent. */
  get isHeard(): boolean {
    return Number.isFinite(this.#heard);
  }

  /** Whether it was told, by frames or when the exchange was asked. */
  get isKnown(): boolean {
    return !Number.isNaN(this.#offset);
  }

  /** The exchange said what time it is when it was asked, so that it may be any. */
  believe(time: number, moment: number): void {
    this.#believed = time - moment;
    this.#largest = Number.NEGATIVE_INFINITY;
    this.#largestBefore = Number.NEGATIVE_INFINITY;
    this.#timesOdd = 0;
  }

  /**
   * Whole ms since 1970 on the exchange's clock; until it is known, the clocks are taken to agree.
   *
   * @param moment on the clock that only runs forward, ms
   */
  at(moment: number): number {
    const offset = this.#offset;
    return Math.floor(moment + (Number.isNaN(offset) ? Date.now() - performance.now() : offset));
  }

  /** ms that it is ahead of the clock that only runs forward; NaN while that is not known. */
  get #offset(): number {
    return this.isHeard ? this.#heard : (this.#believed ?? Number.NaN);
  }

  get #heard(): number {
    return Math.max(this.#largest, this.#largestBefore);
  }

  #take(offset: number, window: number): void {
    if (window !== this.#window) {
      this.#window = window;
      this.#largestBefore = this.#largest;
      this.#largest = Number.NEGATIVE_INFINITY;
    }
    this.#largest = Math.max(this.#largest, offset);
  }

  #insists(offset: number): boolean {
    this.#timesOdd = Math.abs(offset - this.#odd) < WINDOW ? this.#timesOdd + 1 : 1;
    this.#odd = offset;
    return this.#timesOdd >= INSISTENT;
  }
}
