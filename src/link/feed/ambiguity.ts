import { CoincallError } from "../../protocol/error";
import type { Subscriptions } from "../subscriptions/subscriptions";
import type { Audience } from "./audience";
import { hasLingered } from "./leaving/lingering";
import { isWanted, type Watch } from "./watches";

/** Candles that do not say their period, while several periods of the symbol are pushed: nobody can know whose one is. */
export class Ambiguity {
  readonly #subscriptions: Subscriptions;
  readonly #audience: Audience;
  readonly #renewLink: () => void;

  constructor(subscriptions: Subscriptions, audience: Audience, renewLink: () => void) {
    this.#subscriptions = subscriptions;
    this.#audience = audience;
    this.#renewLink = renewLink;
  }

  /** @param watches that a candle could be of */
  found(watches: readonly Watch[]): void {
    const wanted = watches.filter(isWanted);
    if (wanted.length > 1) this.#reject(wanted);
    // What nobody wants any more is pushed all the same, and where no word ends that, a new connection does.
    else if (wanted.length === 1 && watches.every(hasLingered)) this.#renewLink();
  }

  #reject(watches: readonly Watch[]): void {
    for (const watch of watches) {
      if (watch.entry.state === "rejected") continue;
      const values = { symbol: watch.subscription.label };
      this.#subscriptions.reject(watch.entry, new CoincallError("COINCALL_FRAME", "periodAmbiguous", values));
      this.#audience.rejected(watch);
    }
  }
}
