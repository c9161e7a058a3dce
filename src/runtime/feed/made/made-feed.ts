import type { Feed } from "../../../link/feed/feed";
import type { Timekeeper } from "../../../link/feed/time/timekeeper";
import type { Update } from "../../../link/feed/update";
import type { Recipient, Subscriber } from "../../../link/feed/watches";
import type { LinkState } from "../../../link/socket/link";
import type { Entry } from "../../../link/subscriptions/entry";
import type { CoincallError } from "../../../protocol/error";
import type { Subscription } from "../../../protocol/subscription";
import { askedFor, isMade, type MadeSubscription, type NodeSubscription } from "./made-subscription";
import type { NodeFeed, NodeSubscriber } from "./node-feed";

/** Of one made subscription. */
interface Wanted {
  readonly subscription: MadeSubscription;
  readonly recipients: readonly Apart[];
}

/**
 * A feed on which a node finds candles of periods that the exchange lacks among all others: it subscribes to what they are
 * made of. What comes of that is passed on as it is.
 */
export class MadeFeed implements NodeFeed {
  readonly #feed: Feed;
  /** By their keys. */
  readonly #wanted = new Map<string, Wanted>();

  constructor(feed: Feed) {
    this.#feed = feed;
  }

  get state(): LinkState {
    return this.#feed.state;
  }

  get connection(): number {
    return this.#feed.connection;
  }

  get nextConnection(): number {
    return this.#feed.nextConnection;
  }

  get time(): Timekeeper {
    return this.#feed.time;
  }

  entryOf(subscription: NodeSubscription): Entry | undefined {
    return this.#feed.entryOf(askedFor(subscription));
  }

  ownOf(subscription: NodeSubscription): NodeSubscription {
    if (!isMade(subscription)) return this.#feed.ownOf(subscription);
    return this.#wanted.get(subscription.key)?.subscription ?? subscription;
  }

  askAgain(subscription: NodeSubscription): void {
    this.#feed.askAgain(askedFor(subscription));
  }

  subscribe(subscription: NodeSubscription, recipient: Recipient): void {
    if (!isMade(subscription)) {
      this.#feed.subscribe(subscription, recipient);
      return;
    }
    const known = this.#wanted.get(subscription.key) ?? { subscription, recipients: [] };
    if (known.recipients.some((apart) => apart.isFor(recipient.subscriber))) return;
    const apart = new Apart(known.subscription, recipient);
    this.#wanted.set(subscription.key, { ...known, recipients: [...known.recipients, apart] });
    this.#feed.subscribe(known.subscription.base, apart);
  }

  unsubscribe(subscription: NodeSubscription, subscriber: Subscriber): void {
    if (!isMade(subscription)) {
      this.#feed.unsubscribe(subscription, subscriber);
      return;
    }
    const known = this.#wanted.get(subscription.key);
    const left = known?.recipients.find((apart) => apart.isFor(subscriber));
    if (!known || !left) return;
    const recipients = known.recipients.filter((apart) => apart !== left);
    if (recipients.length > 0) this.#wanted.set(subscription.key, { ...known, recipients });
    else this.#wanted.delete(subscription.key);
    this.#feed.unsubscribe(known.subscription.base, left);
  }
}

/** Wants for a node what its candles are made of, which the node may want for itself, and for other periods, as well. */
class Apart implements Subscriber, Recipient {
  readonly exact: boolean;
  readonly #made: MadeSubscription;
  readonly #recipient: Recipient;

  constructor(made: MadeSubscription, recipient: Recipient) {
    this.exact = recipient.subscriber.exact;
    this.#made = made;
    this.#recipient = recipient;
  }

  get subscriber(): Subscriber {
    return this;
  }

  isFor(subscriber: Subscriber): boolean {
    return this.#recipient.subscriber === subscriber;
  }

  receive(update: Update): void {
    this.#recipient.receive(update);
  }

  stateChanged(subscription?: Subscription): void {
    this.#watcher.stateChanged(subscription && this.#made);
  }

  rejected(error: CoincallError): void {
    this.#watcher.rejected(error);
  }

  expired(): boolean {
    return this.#watcher.expired(this.#made);
  }

  /** Those of a node know of candles that are made. */
  get #watcher(): NodeSubscriber {
    return this.#recipient.subscriber;
  }
}
