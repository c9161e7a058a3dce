import { isWanted, type Watch, type Watches } from "../watches";

/** How long a socket and its subscriptions outlive their last user, ms: a deploy takes them up again within it. */
export const LINGER = 1_000;
/** Timers may be a little early, ms. */
const EARLY = 50;

/**
 * Nobody wanted these for long enough; each is told of once.
 *
 * @param others whether there are others that nobody wants, which wait on
 */
export type Due = (watches: readonly Watch[], others: boolean) => void;

/** Waits for somebody who comes back to what nobody wants any more. */
export class Lingering {
  readonly #watches: Watches;
  readonly #patience: number;
  readonly #due: Due;
  readonly #left = new Set<Watch>();
  #timer: NodeJS.Timeout | undefined;

  /** @param patience ms */
  constructor(watches: Watches, patience: number, due: Due) {
    this.#watches = watches;
    this.#patience = patience;
    this.#due = due;
  }

  /** The last recipient left, just now or a while ago. */
  left(watch: Watch): void {
    this.#left.add(watch);
    this.#timer ??= this.#wait();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #wait(): NodeJS.Timeout {
    return setTimeout(() => this.#look(), this.#patience);
  }

  #look(): void {
    this.#timer = undefined;
    for (const watch of this.#left) if (!this.#isLeft(watch)) this.#left.delete(watch);
    const due = [...this.#left].filter((watch) => silenceOf(watch) >= this.#patience - EARLY);
    for (const watch of due) this.#left.delete(watch);
    const others = this.#left.size > 0;
    if (others) this.#timer = this.#wait();
    this.#due(due, others);
  }

  /** Nobody came back to it, and it was not forgotten for another reason. */
  #isLeft(watch: Watch): boolean {
    return !isWanted(watch) && this.#watches.get(watch.subscription) === watch;
  }
}

/** Whether a watch that nobody wants has waited for long enough; one that somebody wants has nothing to wait for. */
export function hasLingered(watch: Watch): boolean {
  return silenceOf(watch) >= LINGER;
}

function silenceOf({ unwantedSince }: Watch): number {
  return unwantedSince === undefined ? Number.POSITIVE_INFINITY : performance.now() - unwantedSince;
}
