import { CoincallError } from "../../protocol/error";
import type { Subscription } from "../../protocol/subscription";
import { type Asked, namesOf } from "./answers";

/**
 * `desired`: to be asked for · `pending`: asked for · `confirmed`: acknowledged, or its data came · `rejected`: the
 * exchange said no.
 */
export type SubscriptionState = "desired" | "pending" | "confirmed" | "rejected";

/** What is known of one subscription. Only `Subscriptions` changes it. */
export interface Entry {
  readonly subscription: Subscription;
  readonly state: SubscriptionState;
  /** Why it was rejected. */
  readonly problem: CoincallError | undefined;
  /** When the exchange was first asked, ms of the clock that only runs forward. */
  readonly firstAsked: number | undefined;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The same, for `Subscriptions` itself. */
export interface EntryRecord extends Mutable<Entry>, Asked {
  /** How often the deadline of an answer passed, on this connection. */
  timesUnanswered: number;
  /** Whether the exchange may be pushing it, on this connection. */
  mayBePushed: boolean;
}

/** What identifies a subscription among those of one endpoint. */
export function identityOf({ channel, key }: Subscription): string {
  return `${channel.name} ${key}`;
}

export function newRecord(subscription: Subscription): EntryRecord {
  return {
    subscription,
    names: namesOf(subscription),
    state: "desired",
    problem: undefined,
    firstAsked: undefined,
    timesUnanswered: 0,
    mayBePushed: false,
  };
}

/** What to say of a subscription that the exchange refused with these words. */
export function refusal({ subscription }: EntryRecord, reason: string): CoincallError {
  const values = { symbol: subscription.label, reason };
  return new CoincallError("COINCALL_REJECTED", reason === "" ? "rejected" : "rejectedBecause", values);
}
