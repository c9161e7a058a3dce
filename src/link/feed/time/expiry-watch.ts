import type { Entry } from "../../subscriptions/entry";
import type { Subscriptions } from "../../subscriptions/subscriptions";
import { Alarm } from "./alarm";

/** Looks for what is over, with one timer for whatever is over next. */
export class ExpiryWatch {
  readonly #subscriptions: Subscriptions;
  readonly #time: () => number;
  readonly #over: (entries: readonly Entry[]) => void;
  readonly #alarm: Alarm;

  /** @param time now, ms since 1970 on the exchange's clock */
  constructor(subscriptions: Subscriptions, time: () => number, over: (entries: readonly Entry[]) => void) {
    this.#subscriptions = subscriptions;
    this.#time = time;
    this.#over = over;
    this.#alarm = new Alarm(time, () => this.look());
  }

  /** Something is wanted that may be over before all the others. */
  wanted(): void {
    const next = this.#subscriptions.nextExpiry(this.#time());
    if (next !== undefined && next < this.#alarm.moment) this.#alarm.set(next);
  }

  /** Time has passed, or the exchange's clock is known better. */
  look(): void {
    const over = this.#subscriptions.expire(this.#time());
    this.#alarm.set(this.#subscriptions.nextExpiry(this.#time()));
    if (over.length > 0) this.#over(over);
  }

  close(): void {
    this.#alarm.close();
  }
}
