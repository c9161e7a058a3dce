/** Source: docs/protocol.md, "REST (public, no signature)": ten calls in two seconds. */
const CALLS = 10;
/** ms; a little more than two seconds, as calls can come closer to each other on their way. */
const WINDOW = 2_100;
/** ms; whoever would have to wait longer is better told so. */
const LONGEST_WAIT = 10_000;
/** Calls in the same time that may be of what can wait: the others are left for whoever comes next. */
const SPARE = 8;

/** When the calls of one exchange may be sent, whoever makes them. */
export class Budget {
  /** When the latest calls are sent, at most ten of them, oldest first. */
  readonly #moments: number[] = [];

  /**
   * A call's turn, which nobody else gets.
   *
   * @param now ms, of a clock that never goes back
   * @returns ms until it may be sent; `undefined` if too many are waiting, and then it has no turn
   */
  turn(now: number): number | undefined {
    const [tenth] = this.#moments.length < CALLS ? [] : this.#moments;
    const moment = tenth === undefined ? now : Math.max(now, tenth + WINDOW);
    if (moment - now > LONGEST_WAIT) return undefined;
    this.#moments.push(moment);
    if (this.#moments.length > CALLS) this.#moments.shift();
    return moment - now;
  }

  /**
   * For what can wait until nobody else wants to call: whether there is a turn for it now, which `take` takes then.
   *
   * @param now as for `turn`
   * @returns ms after which to look again; 0 where there is a turn now
   */
  spareIn(now: number): number {
    const last = this.#moments.at(-1) ?? Number.NEGATIVE_INFINITY;
    const eighth = this.#moments.at(-SPARE) ?? Number.NEGATIVE_INFINITY;
    return Math.max(0, last - now, eighth + WINDOW - now);
  }

  /** Takes a turn that is there. */
  take(now: number): void {
    this.turn(now);
  }
}
