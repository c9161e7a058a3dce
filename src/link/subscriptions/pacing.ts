/** Requests a second that subscribing may use: the exchange allows 100, and heartbeats never wait for the rest. */
const RATE = 70;
/** Requests that may go out at once. Rate and burst together stay under 80 in any second. */
const BURST = 8;

/** A token bucket for requests. Source: docs/protocol.md, "Two dialects": at most 100 a second on a connection. */
export class Pacing {
  #tokens = BURST;
  #filledAt: number;

  constructor(now: number) {
    this.#filledAt = now;
  }

  /** Takes the right to send one request, if there is one. */
  take(now: number): boolean {
    this.#fill(now);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** ms until `take` can succeed. */
  wait(now: number): number {
    this.#fill(now);
    return Math.max(0, Math.ceil(((1 - this.#tokens) / RATE) * 1000));
  }

  /** Sends nothing for a while, ms: the exchange said that it was too much. */
  pause(now: number, duration: number): void {
    this.#tokens = 1 - (duration * RATE) / 1000;
    this.#filledAt = now;
  }

  #fill(now: number): void {
    const elapsed = Math.max(0, now - this.#filledAt);
    this.#tokens = Math.min(BURST, this.#tokens + (elapsed * RATE) / 1000);
    this.#filledAt = now;
  }
}
