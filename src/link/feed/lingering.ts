import type { Watch, Watches } from "./watches";

/** How long a socket and its subscriptions outlive their last user, ms: a deploy takes them up again within it. */
const LINGER = 1_000;
/** Timers may be a little early, ms. */
const EARLY = 50;

/**
 * Nobody wanted these for long enough.
 *
 * @param others whether there are others that nobody wants, which wait on
 */
export type Due = (watches: readonly Watch[], others: boolean) => void;

/** Waits for somebody who comes back to what nobody wants any more. */
export class Lingering {
  readonly #watches: Watches;
  readonly #due: Due;
  #timer: NodeJS.Timeout | undefined;

  constructor(watches: Watches, due: Due) {
    this.#watches = watches;
    this.#due = due;
  }

  /** The last recipient left. */
  left(watch: Watch): void {
    watch.unwantedSince = performance.now();
    this.#timer ??= this.#wait();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #wait(): NodeJS.Timeout {
    return setTimeout(() => this.#look(), LINGER);
  }

  #look(): void {
    this.#timer = undefined;
    const unwanted = Array.from(this.#watches).filter(({ unwantedSince }) => unwantedSince !== undefined);
    const due = unwanted.filter((watch) => silenceOf(watch) >= LINGER - EARLY);
    const others = due.length < unwanted.length;
    if (others) this.#timer = this.#wait();
    this.#due(due, others);
  }
}

/** Whether a watch that nobody wants has waited for long enough; one that somebody wants has nothing to wait for. */
export function hasLingered(watch: Watch): boolean {
  return silenceOf(watch) >= LINGER;
}

function silenceOf({ unwantedSince }: Watch): number {
  return unwantedSince === undefined ? Number.POSITIVE_INFINITY : performance.now() - unwantedSince;
}
