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
  changed({ recipients, subscription }: Watch): void {
    this.#each(recipients, ({ subscriber }) => subscriber.stateChanged(subscription));
  }

  /** @returns whether somebody had heard that it was refused */
  accepted(watch: Watch): boolean {
    const wasRefused = watch.told !== undefined;
    watch.told = undefined;
    this.changed(watch);
    return wasRefused;
  }

  /** The subscription was refused: whoever has heard it in the same words does not hear it again. */
  rejected(watch: Watch): void {
    const { problem } = watch.entry;
    if (!problem) return;
    const words = JSON.stringify([problem.reason, problem.values]);
    watch.told ??= new Map();
    const untold = watch.recipients.filter((recipient) => watch.told?.get(recipient) !== words);
    for (const recipient of untold) watch.told.set(recipient, words);
    this.#each(untold, ({ subscriber }) => subscriber.rejected(problem));
    this.changed(watch);
  }

  /** The subscription is over. @returns whether that is news to somebody who wanted just this one */
  expired(watch: Watch, recipients = watch.recipients): boolean {
    let isNews = false;
    this.#each(recipients, ({ subscriber }) => {
      if (subscriber.expired(watch.subscription)) isNews = true;
    });
    this.changed(watch);
    return isNews;
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
