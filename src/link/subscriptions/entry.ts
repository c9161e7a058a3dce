import { CoincallError } from "../../protocol/error";
import { expiryOf, type Subscription } from "../../protocol/subscription";
import { type Asked, namesOf } from "./answers";

/**
 * `desired`: to be asked for · `pending`: asked for · `confirmed`: acknowledged, or its data came · `rejected`: the
 * exchange said no · `expired`: an option, or a chain of them, that is over.
 */
export type SubscriptionState = "desired" | "pending" | "confirmed" | "rejected" | "expired";

/** As the state, but for what was given up here although the exchange may push it. */
export type Counted = SubscriptionState | "unusable";

/** What is known of one subscription. Only `Subscriptions` changes it. */
export interface Entry {
  readonly subscription: Subscription;
  readonly state: SubscriptionState;
  /** Why it was rejected; stays while it is asked for again of itself, until it is accepted. */
  readonly problem: CoincallError | undefined;
  /** When the exchange was first asked, ms of the clock that only runs forward. */
  readonly firstAsked: number | undefined;
  /** Whether the exchange may be pushing it, on this connection. */
  readonly mayBePushed: boolean;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The same, for `Subscriptions` itself. */
export interface EntryRecord extends Mutable<Entry>, Asked {
  /** When it is over, ms since 1970 by the exchange's clock; `undefined` for what never is. */
  readonly expiry: number | undefined;
  /** Whether somebody wants it: what was left may still wait for somebody to come back. */
  isWanted: boolean;
  /** What `Counts` has it as; `undefined` while nobody wants it. */
  countedAs: Counted | undefined;
  /** Whether it was over when somebody wanted it. It is asked for once: a replay may know it. */
  isLate: boolean;
  /** How often the deadline of an answer passed, on this connection. */
  timesUnanswered: number;
  /** How often the exchange said no since it was last accepted, or asked for by somebody. */
  timesRefused: number;
  /** How often it was picked out of a batch to be asked for alone, since then. */
  timesAlone: number;
  /** When it is asked for again, ms of the clock that only runs forward; of what is rejected. */
  retryAt: number;
  /** Whether the latest list of the exchange shows it; of what is rejected. */
  isListed: boolean;
}

/** What identifies a subscription among those of one endpoint. */
export function identityOf({ channel, key }: Subscription): string {
  return `${channel.dataType} ${key}`;
}

export function newRecord(subscription: Subscription): EntryRecord {
  return {
    subscription,
    names: namesOf(subscription),
    expiry: expiryOf(subscription),
    state: "desired",
    problem: undefined,
    firstAsked: undefined,
    isWanted: true,
    countedAs: undefined,
    isLate: false,
    timesUnanswered: 0,
    timesRefused: 0,
    timesAlone: 0,
    retryAt: Number.NaN,
    isListed: false,
    mayBePushed: false,
  };
}

/** What to say of a subscription that the exchange refused with these words. */
export function refusal({ subscription }: EntryRecord, reason: string): CoincallError {
  const values = { symbol: subscription.label, reason };
  return new CoincallError("COINCALL_REJECTED", reason === "" ? "rejected" : "rejectedBecause", values);
}
