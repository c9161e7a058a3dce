import type { Entry } from "../../subscriptions/entry";
import type { Subscriptions } from "../../subscriptions/subscriptions";

/** ms; clocks are set, and machines sleep, without a word to timers. */
const LONGEST_WAIT = 60_000;

/** Looks for what is over, with one timer for whatever is over next. */
export class ExpiryWatch {
  readonly #subscriptions: Subscriptions;
  readonly #time: () => number;
  readonly #over: (entries: readonly Entry[]) => void;
  #timer: NodeJS.Timeout | undefined;
  #next = Number.POSITIVE_INFINITY;

  /** @param time now, ms since 1970 on the exchange's clock */
  constructor(subscriptions: Subscriptions, time: () => number, over: (entries: readonly Entry[]) => void) {
    this.#subscriptions = subscriptions;
    this.#time = time;
    this.#over = over;
  }

  /** Something is wanted that may be over before all the others. */
  wanted(): void {
    const next = this.#subscriptions.nextExpiry(this.#time());
    if (next !== undefined && next < this.#next) this.#wait(next);
  }

  /** Time has passed, or the exchange's clock is known better. */
  look(): void {
    const over = this.#subscriptions.expire(this.#time());
    this.#wait(this.#subscriptions.nextExpiry(this.#time()));
    if (over.length > 0) this.#over(over);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #wait(next = Number.POSITIVE_INFINITY): void {
    clearTimeout(this.#timer);
    this.#next = next;
    if (next === Number.POSITIVE_INFINITY) return;
    const left = Math.ceil(next - this.#time());
    this.#timer = setTimeout(() => this.look(), Math.min(Math.max(left, 1), LONGEST_WAIT));
  }
}
