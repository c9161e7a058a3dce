import type { Drops } from "./drops";
import type { Update } from "./update";
import type { Recipient, Subscriber, Watch, Watches } from "./watches";

/** Tells those who want something what comes of it, and what becomes of it. */
export class Audience {
  readonly #watches: Watches;
  readonly #drops: Drops;

  constructor(watches: Watches, drops: Drops) {
    this.#watches = watches;
    this.#drops = drops;
  }

  /** @param symbol of the rows that the update has, where they all have the same */
  passOn(watch: Watch, symbol: string | undefined, update: Update): void {
    const nearest = this.#nearestOf(watch, symbol);
    this.#each(watch.recipients, (recipient) => {
      if (!nearest || !recipientOf(nearest, recipient.subscriber)) recipient.receive(update);
    });
  }

  /** The subscription is in another state. */
  changed({ recipients }: Watch): void {
    this.#each(recipients, ({ subscriber }) => subscriber.stateChanged());
  }

  /** The subscription was refused, if there is something to say of it. */
  rejected({ entry: { problem }, recipients }: Watch): void {
    if (!problem) return;
    this.#each(recipients, ({ subscriber }) => subscriber.rejected(problem));
  }

  linkChanged(): void {
    this.#each(this.#watches.subscribers(), (subscriber) => subscriber.stateChanged());
  }

  /** Whoever wants an option and all options of its underlying gets it once, for the option. */
  #nearestOf(watch: Watch, symbol: string | undefined): Watch | undefined {
    const { channel } = watch.subscription;
    if (symbol === undefined || (channel.name !== "trades" && channel.name !== "optionChain"))
      return undefined;
    const [nearest] = this.#watches.of(channel, symbol) ?? [];
    return nearest === watch ? undefined : nearest;
  }

  /** One that fails must not cost the others theirs. */
  #each<One>(all: Iterable<One>, action: (one: One) => void): void {
    for (const one of all) this.#drops.survive(() => action(one));
  }
}

export function recipientOf({ recipients }: Watch, subscriber: Subscriber): Recipient | undefined {
  return recipients.find((recipient) => recipient.subscriber === subscriber);
}
