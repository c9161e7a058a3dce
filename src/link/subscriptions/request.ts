import type { SubscriptionRequest } from "../../protocol/dialects";

/** @param subscriptions of one channel */
export function requestOf(subscriptions: SubscriptionRequest["subscriptions"]): SubscriptionRequest {
  const [{ channel, endpoint }] = subscriptions;
  return { channel, endpoint, subscriptions };
}
