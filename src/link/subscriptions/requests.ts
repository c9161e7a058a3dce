import { Pacing } from "./pacing";
import type { Subscriptions } from "./subscriptions";

const ANSWER_CHECK = 1_000;
const PAUSE = 1_000;

/**
 * Sends what the subscriptions have to ask for, as fast as the exchange allows, and asks again for what is late, and,
 * much later, for what was refused.
 */
export class Requests {
  readonly #subscriptions: Subscriptions;
  readonly #send: (frame: string) => void;
  readonly #wantLink: () => void;
  #pacing: Pacing | undefined;
  #pausedUntil = 0;
  #sending: NodeJS.Timeout | undefined;
  #checking: NodeJS.Timeout | undefined;
  #retrying: NodeJS.Timeout | undefined;
  #retryAt: number | undefined;

  /** @param wantLink is told when there is something to ask for, and perhaps no link */
  constructor(subscriptions: Subscriptions, send: (frame: string) => void, wantLink: () => void) {
    this.#subscriptions = subscriptions;
    this.#send = send;
    this.#wantLink = wantLink;
  }

  linkOpened(): void {
    this.#pacing = new Pacing(performance.now());
    this.#subscriptions.linkOpened();
    this.sendNext();
  }

  linkLost(): void {
    this.#pacing = undefined;
    clearTimeout(this.#sending);
    clearTimeout(this.#checking);
    this.#checking = undefined;
  }

  close(): void {
    this.linkLost();
    clearTimeout(this.#retrying);
  }

  /** Sends what there is to send; without a link it waits for one. */
  sendNext(): void {
    this.#retryLater();
    clearTimeout(this.#sending);
    const pacing = this.#pacing;
    if (!pacing) return;
    while (this.#subscriptions.hasFrames && pacing.take(performance.now())) {
      const frame = this.#subscriptions.nextFrame(performance.now());
      if (frame !== undefined) this.#send(frame);
    }
    if (this.#subscriptions.hasFrames) {
      this.#sending = setTimeout(() => this.sendNext(), pacing.wait(performance.now()));
    }
    if (this.#subscriptions.awaitsAnswers) this.#checkLater();
  }

  /** The exchange said that they came too fast, and carried the latest ones out or not: nobody knows. */
  tooMany(): void {
    // It says so for every request of a burst; what it did not carry out is asked again once.
    if (performance.now() < this.#pausedUntil) return;
    this.#pausedUntil = performance.now() + PAUSE;
    this.#pacing?.pause(performance.now(), PAUSE);
    this.#subscriptions.askAgainForUnanswered();
    this.sendNext();
  }

  /** Once a second, however often something is sent meanwhile: a busy feed must not put it off for ever. */
  #checkLater(): void {
    this.#checking ??= setTimeout(() => {
      this.#checking = undefined;
      this.#subscriptions.askAgain(performance.now());
      this.sendNext();
    }, ANSWER_CHECK);
  }

  #retryLater(): void {
    const next = this.#subscriptions.nextRetry;
    if (next === this.#retryAt) return;
    this.#retryAt = next;
    clearTimeout(this.#retrying);
    if (next !== undefined) this.#retrying = setTimeout(() => this.#retry(), next - performance.now());
  }

  #retry(): void {
    this.#retryAt = undefined;
    if (this.#subscriptions.retry(performance.now())) this.#wantLink();
    this.sendNext();
  }
}
