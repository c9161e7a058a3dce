import type { StatusReport } from "./report";

/** An endpoint that is wanted and has no link. */
export interface Outage {
  /** ms since 1970. */
  readonly since: number;
  /** In words, where there are any. */
  readonly reason: string | undefined;
}

export interface OutageEvents {
  /** It has lasted for long enough to be told. @param lasted ms so far, whatever becomes of this machine's clock */
  down(outage: Outage, lasted: number): void;
  /** One that was told is over. @param lasted ms */
  back(outage: Outage, lasted: number): void;
}

/** Of the time that an outage must last, what a link must hold for to be back: it can be lost again as soon as it is open. */
const HOLD = 0.1;

/** Tells of one endpoint's outages: each once, when it has lasted for long, and once when it is over. */
export class OutageWatch {
  /** ms. */
  readonly #patience: number;
  readonly #events: OutageEvents;
  #outage: Outage | undefined;
  /** ms of the clock that only runs forward: when the outage began. */
  #began: number;
  #isTold: boolean;
  #isLong = false;
  #patienceTimer: NodeJS.Timeout | undefined;
  #holdTimer: NodeJS.Timeout | undefined;

  /**
   * @param patience ms
   * @param told an outage that was told before this flow began, and perhaps goes on
   */
  constructor(patience: number, told: Outage | undefined, events: OutageEvents) {
    this.#patience = patience;
    this.#events = events;
    this.#outage = told;
    // What another process saw begin is known by this machine's clock alone.
    this.#began = performance.now() - Math.max(0, Date.now() - (told?.since ?? Number.POSITIVE_INFINITY));
    this.#isTold = told !== undefined;
  }

  /**
   * @param state of the link, as a report tells it
   * @param reason why there is no link, where that is known
   */
  linkIs(state: StatusReport["state"], reason: string | undefined): void {
    if (state === "idle") this.#unwanted();
    else if (state === "open") this.#open();
    else this.#down(reason);
  }

  close(): void {
    clearTimeout(this.#patienceTimer);
    clearTimeout(this.#holdTimer);
  }

  /** One that was told is still to be told the end of. */
  #unwanted(): void {
    this.#isLost();
    if (!this.#isTold) this.#forget();
  }

  #open(): void {
    if (!this.#outage) return;
    this.#holdTimer ??= setTimeout(() => this.#held(), this.#patience * HOLD);
  }

  #held(): void {
    const told = this.#isTold ? this.#outage : undefined;
    this.#forget();
    if (told) this.#events.back(told, this.#lasted());
  }

  #down(reason: string | undefined): void {
    this.#isLost();
    if (!this.#outage) {
      this.#outage = { since: Date.now(), reason };
      this.#began = performance.now();
      this.#patienceTimer = setTimeout(() => this.#long(), this.#patience);
    } else if (reason !== undefined) this.#outage = { ...this.#outage, reason };
    if (this.#isLong) this.#tell(this.#outage);
  }

  #long(): void {
    this.#isLong = true;
    // While the link is open, it may be over; it is told only if that link is lost too.
    if (this.#outage && this.#holdTimer === undefined) this.#tell(this.#outage);
  }

  #tell(outage: Outage): void {
    if (this.#isTold) return;
    this.#isTold = true;
    this.#events.down(outage, this.#lasted());
  }

  #lasted(): number {
    return performance.now() - this.#began;
  }

  /** The link that was open, if one was. */
  #isLost(): void {
    clearTimeout(this.#holdTimer);
    this.#holdTimer = undefined;
  }

  #forget(): void {
    clearTimeout(this.#patienceTimer);
    this.#isLost();
    this.#outage = undefined;
    this.#isTold = false;
    this.#isLong = false;
  }
}
