/** ms */
const MINUTE = 60_000;
/** Moments and figures that are only this run's: when this machine received something, how long something took. */
const OWN = new Set([
  ...["received", "lastReceived", "since", "retryIn", "at", "count"],
  ...["messagesPerSecond", "median", "p99"],
]);
const WRITTEN = /"((?:T|M|M5)[+-]\d+)"/g;

/**
 * Frames are kept with moments such as `T+5`, ms from when the play begins, `M…` from the beginning of that minute and `M5…` of five minutes
 * that are over; what is recorded of a play has them again.
 */
export class Moments {
  readonly #bases: Readonly<Record<string, number>>;
  readonly #written = new Map<string, string>();

  /** @param start ms since 1970 */
  constructor(start: number) {
    const floor = (length: number) => length * Math.floor(start / length);
    this.#bases = { T: start, M: floor(MINUTE), M5: floor(5 * MINUTE) - 10 * MINUTE };
  }

  /** A frame as the exchange would send it now. */
  fill(frame: unknown): string {
    const text = typeof frame === "string" ? frame : JSON.stringify(frame);
    return text.replace(WRITTEN, (_, written: string) => this.#number(written));
  }

  /** What a flow told, with the moments as they are written. */
  withoutTimes<Content>(told: Content): Content {
    return JSON.parse(JSON.stringify(told), (key, value) => {
      if (OWN.has(key) && typeof value === "number") return "some number";
      if (typeof value === "number") return this.#written.get(String(value)) ?? value;
      return typeof value === "string" ? this.#inText(value) : value;
    });
  }

  #number(written: string): string {
    const [base = "", offset] = written.split(/(?=[+-])/);
    const number = String((this.#bases[base] ?? 0) + Number(offset));
    this.#written.set(number, written);
    return number;
  }

  #inText(text: string): string {
    return text
      .replace(/\b\d{13}\b/g, (digits) => this.#written.get(digits) ?? digits)
      .replace(/\bin \d+ s\b/g, "in some s")
      .replace(/\bfor \d+ (s|min)\b/g, "for some time")
      .replace(/127\.0\.0\.1:\d+/g, "an address");
  }
}
