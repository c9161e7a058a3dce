import type { Subscriptions } from "../../subscriptions/subscriptions";
import { isWanted, type Watch, type Watches } from "../watches";
import { Idling } from "./idling";
import { Leavings } from "./leavings";
import { LINGER, Lingering } from "./lingering";

export interface DepartureEvents {
  /** There is nothing to hear over the link any more. */
  stop(): void;
  /** The link carries too much that nobody wants. */
  renew(): void;
  /** There is perhaps something to tell the exchange. */
  dropped(): void;
}

/** Sees to what nobody wants any more, and to a link over which nothing can be heard. */
export class Departures {
  readonly #watches: Watches;
  readonly #subscriptions: Subscriptions;
  readonly #canUnsubscribe: boolean;
  readonly #events: DepartureEvents;
  readonly #lingering: Lingering;
  readonly #leavings: Leavings;
  readonly #idling: Idling;

  constructor(
    watches: Watches,
    subscriptions: Subscriptions,
    canUnsubscribe: boolean,
    events: DepartureEvents,
  ) {
    this.#watches = watches;
    this.#subscriptions = subscriptions;
    this.#canUnsubscribe = canUnsubscribe;
    this.#events = events;
    this.#lingering = new Lingering(watches, LINGER, (due, others) => this.#lingered(due, others));
    this.#leavings = new Leavings(watches, (watch) => this.#drop(watch), events.renew);
    this.#idling = new Idling(() => subscriptions.isMute, events.stop);
  }

  /** The last recipient left. */
  left(watch: Watch): void {
    watch.unwantedSince = performance.now();
    this.#subscriptions.leave(watch.entry);
    this.#lingering.left(watch);
    this.look();
  }

  /** Something was refused, or is over. */
  look(): void {
    this.#idling.look();
  }

  linkOpened(): void {
    for (const watch of this.#watches) if (!isWanted(watch)) this.#drop(watch);
    this.#leavings.linkOpened();
  }

  close(): void {
    this.#lingering.close();
    this.#leavings.close();
    this.#idling.close();
  }

  #lingered(due: readonly Watch[], others: boolean): void {
    for (const watch of due) {
      // Without a way to unsubscribe the exchange goes on pushing: the watch stays for a while, so that coming back to
      // it needs no second subscription, and its frames are dropped unread.
      if (this.#isPushedOn(watch)) this.#leavings.left(watch);
      else this.#drop(watch);
    }
    if (!others && this.#watches.isEmpty()) {
      for (const watch of this.#watches) this.#drop(watch);
      this.#events.stop();
    }
    this.#events.dropped();
  }

  #isPushedOn({ entry: { mayBePushed, state } }: Watch): boolean {
    return mayBePushed && state !== "expired" && !this.#canUnsubscribe;
  }

  #drop(watch: Watch): void {
    this.#watches.delete(watch);
    this.#subscriptions.drop(watch.subscription);
  }
}
