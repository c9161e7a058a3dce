import type { WatchList } from "./watch-list";
import type { Watched } from "./watched";

const CHECK = 1_000;

export interface OverdueEvents {
  /** A symbol has been silent for longer than the user wants to bear. */
  overdue(watched: Watched): void;
  /** Data of such a symbol came again. */
  recovered(watched: Watched): void;
  /** Time has passed: what is shown of a silence may have changed. */
  checked(): void;
}

/**
 * Watches for symbols that fall silent while the link is alive. It only tells: an option can go hours without a trade,
 * so a silence is no reason to reconnect.
 */
export class OverdueWatch {
  readonly #limit: number;
  readonly #watchList: WatchList;
  readonly #events: OverdueEvents;
  readonly #timer: NodeJS.Timeout;

  /** @param limit ms */
  constructor(limit: number, watchList: WatchList, events: OverdueEvents) {
    this.#limit = limit;
    this.#watchList = watchList;
    this.#events = events;
    this.#timer = setInterval(() => this.#check(), CHECK);
  }

  heard(watched: Watched): void {
    if (!watched.overdue) return;
    this.#watchList.silent(watched, false);
    this.#events.recovered(watched);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #check(): void {
    for (const watched of this.#watchList.audible()) {
      if (watched.overdue || watched.silence() < this.#limit) continue;
      this.#watchList.silent(watched, true);
      this.#events.overdue(watched);
    }
    this.#events.checked();
  }
}
