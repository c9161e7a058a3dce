import { aheadOfOurs, type ServerTime } from "../rest/server-time";

/** ms; the exchange takes a signature for some seconds, and one from the future hardly. */
const TOLERANCE = 1_000;

/**
 * The time that signatures are made with: this machine's, unless the exchange refused one and its clock turned out to be
 * another. Source: docs/contract.md, "`coincall-connection`".
 */
export class KeyTime {
  readonly #ask: () => Promise<ServerTime | undefined>;
  readonly #learned: (time: ServerTime) => void;
  /** What the exchange said, where this machine's clock is off. */
  #exchange: ServerTime | undefined;
  #asking: Promise<boolean> | undefined;

  /** @param learned is told when signatures are made with another clock than before */
  constructor(ask: () => Promise<ServerTime | undefined>, learned: (time: ServerTime) => void) {
    this.#ask = ask;
    this.#learned = learned;
  }

  /** ms since 1970. */
  now(): number {
    if (!this.#exchange) return Date.now();
    return Math.floor(this.#exchange.time + (performance.now() - this.#exchange.moment));
  }

  /** By how many seconds this machine's clock is off, where signatures have to do without it. */
  get secondsOff(): number | undefined {
    return this.#exchange && Math.round(Math.abs(aheadOfOurs(this.#exchange)) / 1000);
  }

  /** A signature was refused. @returns whether the next will be made with another time */
  refused(): Promise<boolean> {
    this.#asking ??= this.#compare().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #compare(): Promise<boolean> {
    const exchange = await this.#ask();
    if (!exchange) return false;
    const signedAs = this.now() - (performance.now() - exchange.moment);
    if (Math.abs(exchange.time - signedAs) <= TOLERANCE) return false;
    this.#exchange = Math.abs(aheadOfOurs(exchange)) > TOLERANCE ? exchange : undefined;
    this.#learned(exchange);
    return true;
  }
}
