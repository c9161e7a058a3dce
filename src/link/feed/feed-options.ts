import type { Endpoint } from "../../protocol/channels";
import type { Dialect } from "../../protocol/dialects";
import type { CoincallError } from "../../protocol/error";
import type { Subscription } from "../../protocol/subscription";
import type { Place } from "../socket/places";
import type { Target, Timing } from "../socket/session";

export interface FeedOptions {
  readonly endpoint: Endpoint;
  readonly dialect: Dialect;
  readonly timing: Timing;
  readonly target: () => Promise<Target>;
  readonly place?: Place | undefined;
  readonly events: FeedEvents;
}

export interface FeedEvents {
  /** The link is in another state. */
  changed(): void;
  /** The link was lost or refused: told once an outage. */
  failed(error: CoincallError): void;
  /** A frame, or a row of one, could not be read, or holds a text for people. */
  unreadable(error: CoincallError): void;
  /** These are over. */
  expired(subscriptions: readonly Subscription[]): void;
  /** The exchange takes now what it refused before. */
  accepted(subscriptions: readonly Subscription[]): void;
}
