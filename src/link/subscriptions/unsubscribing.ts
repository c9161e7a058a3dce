import type { Dialect } from "../../protocol/dialects";
import type { Subscription } from "../../protocol/subscription";
import { type EntryRecord, identityOf } from "./entry";
import { requestOf } from "./request";

/** What the exchange is to be told that nobody wants any more. */
export class Unsubscribing {
  readonly #dialect: Dialect;
  /** By what identifies them, in the order in which they were left. */
  readonly #left = new Map<string, Subscription>();

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  get isEmpty(): boolean {
    return this.#left.size === 0;
  }

  clear(): void {
    this.#left.clear();
  }

  /** Only what the exchange may be pushing, and only where there is a word for it. */
  add(record: EntryRecord): void {
    if (!record.mayBePushed || !this.#dialect.canUnsubscribe) return;
    record.mayBePushed = false;
    this.#left.set(identityOf(record.subscription), record.subscription);
  }

  /** Somebody came back to it. @returns whether it waited to be told, so that the exchange may be pushing it still */
  takeBack(subscription: Subscription): boolean {
    return this.#left.delete(identityOf(subscription));
  }

  /** As many of one channel as one request may name; `undefined` where there are none. */
  nextFrame(): string | undefined {
    const [first] = this.#left.values();
    if (!first) return undefined;
    const limit = this.#dialect.symbolsPerRequest(first.channel, first.endpoint);
    const batch: [Subscription, ...Subscription[]] = [first];
    for (const subscription of this.#left.values()) {
      if (batch.length >= limit) break;
      if (subscription !== first && subscription.channel === first.channel) batch.push(subscription);
    }
    for (const subscription of batch) this.#left.delete(identityOf(subscription));
    return this.#dialect.unsubscribe(requestOf(batch));
  }
}
