/** ms. What is listed changes when options expire and new ones begin: some times a day. */
const FRESH_FOR = 10 * 60_000;
/** ms between the end of one question and the next. */
const PAUSE = 5_000;

/**
 * An answer that several want: there is one question at a time, however many ask, and none within five seconds of the
 * last. An answer is remembered for ten minutes, or a time of its own; a failure for those five seconds.
 */
export class Remembered<Answer> {
  readonly #freshFor: number;
  readonly #clock: () => number;
  #answer: Promise<Answer> | undefined;
  /** ms, by the clock; `undefined` while the question is being asked. */
  #endedAt: number | undefined;
  #failed = false;

  /**
   * @param freshFor ms for which an answer is remembered
   * @param clock ms; one that never goes back
   */
  constructor(freshFor = FRESH_FOR, clock: () => number = () => performance.now()) {
    this.#freshFor = freshFor;
    this.#clock = clock;
  }

  /** @param refresh asks again although an answer is remembered */
  get(ask: () => Promise<Answer>, refresh: boolean): Promise<Answer> {
    const known = this.#answer;
    if (known && !this.#mayAskAgain(refresh)) return known;
    const asked = ask();
    this.#answer = asked;
    this.#endedAt = undefined;
    asked.then(
      () => this.#ended(asked, false),
      () => this.#ended(asked, true),
    );
    return asked;
  }

  #mayAskAgain(refresh: boolean): boolean {
    if (this.#endedAt === undefined) return false;
    const age = this.#clock() - this.#endedAt;
    return age >= PAUSE && (refresh || this.#failed || age >= this.#freshFor);
  }

  #ended(asked: Promise<Answer>, failed: boolean): void {
    this.#endedAt = this.#clock();
    this.#failed = failed;
    // A long list must not stay for ever because somebody looked at it once.
    const forget = () => {
      if (this.#answer === asked) this.#answer = undefined;
    };
    setTimeout(forget, this.#freshFor).unref();
  }
}
