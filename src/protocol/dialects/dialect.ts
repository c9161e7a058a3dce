import type { Channel, Endpoint } from "../channels";
import type { Subscription } from "../subscription";

export interface Credentials {
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** Several subscriptions of one channel that go out in one frame. */
export interface SubscriptionRequest {
  readonly channel: Channel;
  readonly endpoint: Endpoint;
  /** Never empty; more than one only where the dialect takes several symbols. */
  readonly subscriptions: readonly [Subscription, ...Subscription[]];
}

/** What differs between the protocol of 2023 and the present one. Source: docs/protocol.md, "Two dialects". */
export interface Dialect {
  /**
   * The URL to connect to. It holds the key, and where the dialect signs, a signature that is stale within
   * seconds: make it anew for every attempt and show it to nobody.
   */
  connectUrl(base: string, endpoint: Endpoint, credentials: Credentials, now: number): string;
  readonly heartbeat: string;
  subscribe(request: SubscriptionRequest): string;
  /** `undefined` where the dialect cannot unsubscribe. */
  unsubscribe(request: SubscriptionRequest): string | undefined;
  readonly canUnsubscribe: boolean;
  /** How many symbols one request of this channel may name. */
  symbolsPerRequest(channel: Channel, endpoint: Endpoint): number;
}

/** One symbol is sent bare, several as an array, as both forms of the documentation show it. */
export function symbolOrSymbols(request: SubscriptionRequest): string | string[] {
  const [first, ...others] = request.subscriptions;
  return others.length === 0 ? first.symbol : request.subscriptions.map(({ symbol }) => symbol);
}
