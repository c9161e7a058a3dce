import { type Channel, SYMBOLS_PER_REQUEST } from "../channels";
import { type Dialect, type SubscriptionRequest, symbolOrSymbols } from "./dialect";

/**
 * The protocol of February 2023: the key alone opens a connection, requests are numbers, and nothing unsubscribes.
 * Source: the exchange's page of 2023, restated in docs/protocol.md, "Two dialects".
 */
export const apikey: Dialect = {
  connectUrl: (base, endpoint, { apiKey }) => `${base}/${endpoint}?apiKey=${apiKey}&code=10`,
  heartbeat: '{"c":11}',
  subscribe: (request) =>
    JSON.stringify({ c: 20, dt: request.channel.dt[request.endpoint], ...payloadOf(request) }),
  unsubscribe: () => undefined,
  canUnsubscribe: false,
  symbolsPerRequest: (channel: Channel) => (channel.name === "spot" ? SYMBOLS_PER_REQUEST : 1),
};

function payloadOf(request: SubscriptionRequest): { d?: object } {
  const [{ period, expiry, symbol }] = request.subscriptions;
  switch (request.channel.addressing) {
    case "account":
      return {};
    case "period":
      return { d: { s: symbol, pe: period } };
    case "chain":
      // An option's name says its expiry; the page knows no other way. An underlying needs it beside.
      return { d: symbol.includes("-") || expiry === undefined ? { s: symbol } : { s: symbol, end: expiry } };
    case "symbols":
      return { d: { s: symbolOrSymbols(request) } };
  }
}
