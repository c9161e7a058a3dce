import type { Feed } from "../../../link/feed/feed";

/** What must be known before the past is asked for: what time it is at the exchange. */
export class ExchangeTime {
  readonly #time: Feed["time"];
  readonly #learn: () => Promise<void>;
  readonly #settled: () => void;
  readonly #forget: () => void;
  #isAsked = false;

  /**
   * @param learn asks the exchange, in vain perhaps
   * @param another is called when its clock proves to be another than was thought
   * @param settled is called when there is nothing to wait for any more
   */
  constructor(time: Feed["time"], learn: () => Promise<void>, another: () => void, settled: () => void) {
    this.#time = time;
    this.#learn = learn;
    this.#settled = settled;
    this.#forget = time.whenAnother(another);
  }

  /** Whether its clock is known, or can't be: the machine's own counts then. */
  get isSettled(): boolean {
    return this.#time.isKnown || !this.#isAsked;
  }

  /** Something is wanted that goes by its clock. */
  wanted(): void {
    if (this.#time.isKnown || this.#isAsked) return;
    this.#isAsked = true;
    void this.#learn().then(() => {
      this.#isAsked = false;
      this.#settled();
    });
  }

  close(): void {
    this.#forget();
  }
}
