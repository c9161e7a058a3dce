import type { Entry } from "../subscriptions/entry";
import type { Audience } from "./audience";
import type { FeedEvents } from "./feed-options";
import type { Watch, Watches } from "./watches";

/** Passes on what became of subscriptions: to those who want them, and to whoever looks after the feed. */
export class Verdicts {
  readonly #watches: Watches;
  readonly #audience: Audience;
  readonly #events: Pick<FeedEvents, "accepted" | "expired">;

  constructor(watches: Watches, audience: Audience, events: Pick<FeedEvents, "accepted" | "expired">) {
    this.#watches = watches;
    this.#audience = audience;
    this.#events = events;
  }

  /** @param entries that are in another state */
  tell(entries: readonly Entry[]): void {
    const watches = entries.flatMap(({ subscription }) => this.#watches.get(subscription) ?? []);
    const of = (state: Entry["state"]) => watches.filter(({ entry }) => entry.state === state);
    for (const watch of of("rejected")) this.#audience.rejected(watch);
    this.#accepted(of("confirmed"));
    this.#expired(of("expired"));
  }

  #accepted(watches: readonly Watch[]): void {
    const wereRefused = watches.filter((watch) => this.#audience.accepted(watch));
    if (wereRefused.length > 0) this.#events.accepted(wereRefused.map(({ subscription }) => subscription));
  }

  #expired(watches: readonly Watch[]): void {
    if (watches.length === 0) return;
    this.#watches.expired();
    const news = watches.filter((watch) => this.#audience.expired(watch));
    if (news.length > 0) this.#events.expired(news.map(({ subscription }) => subscription));
  }
}
