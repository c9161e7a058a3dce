import type { Timekeeper } from "../../../link/feed/time/timekeeper";
import type { Recipient, Subscriber } from "../../../link/feed/watches";
import type { LinkState } from "../../../link/socket/link";
import type { Entry } from "../../../link/subscriptions/entry";
import type { NodeSubscription } from "./made-subscription";

/** A subscriber that wants candles of made periods as well. */
export interface NodeSubscriber extends Subscriber {
  stateChanged(subscription?: NodeSubscription): void;
  expired(subscription: NodeSubscription): boolean;
}

/** What a node's lists need of a feed: see `Feed`. */
export interface NodeFeed {
  readonly state: LinkState;
  readonly connection: number;
  readonly nextConnection: number;
  readonly time: Timekeeper;
  entryOf(subscription: NodeSubscription): Entry | undefined;
  ownOf(subscription: NodeSubscription): NodeSubscription;
  subscribe(subscription: NodeSubscription, recipient: Recipient): void;
  askAgain(subscription: NodeSubscription): void;
  unsubscribe(subscription: NodeSubscription, subscriber: Subscriber): void;
}
