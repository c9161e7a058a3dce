import type { Watch, Watches } from "../watches";
import { Lingering } from "./lingering";

/** ms; whoever comes back within it needs no second subscription. */
const FORGOTTEN_AFTER = 60_000;
/** What a link may carry that nobody wants: then a new one is the lesser evil. */
const MOST = 100;

/**
 * What was left where the exchange can't be told: it is pushed on, and dropped unread. After a while its name is
 * forgotten, too, and after a hundred leavings a new connection ends it all.
 */
export class Leavings {
  readonly #lingering: Lingering;
  readonly #renewLink: () => void;
  #count = 0;

  constructor(watches: Watches, forget: (watch: Watch) => void, renewLink: () => void) {
    this.#renewLink = renewLink;
    this.#lingering = new Lingering(watches, FORGOTTEN_AFTER, (due) => {
      // A candle may not say its period: whose it is can be known only while all that are pushed are known.
      for (const watch of due) if (watch.subscription.period === undefined) forget(watch);
    });
  }

  left(watch: Watch): void {
    this.#lingering.left(watch);
    this.#count += 1;
    if (this.#count >= MOST) this.#renewLink();
  }

  /** A new connection brings nothing of what was left over the last one. */
  linkOpened(): void {
    this.#count = 0;
  }

  close(): void {
    this.#lingering.close();
  }
}
