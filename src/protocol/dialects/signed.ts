import { createHmac } from "node:crypto";
import { type Channel, type Endpoint, SYMBOLS_PER_REQUEST } from "../channels";
import { parseOption } from "../symbols/symbols";
import { type Dialect, type SubscriptionRequest, symbolOrSymbols } from "./dialect";

/** The name under which the key stands in the text that is signed: it changed in 2025, and the exchange takes both. */
export type SigningParameter = "apiKey" | "uuid";

/** The present protocol: a signed URL, requests in words. Source: docs/protocol.md, "Two dialects" and "Signature". */
export function signed(signingParameter: SigningParameter): Dialect {
  return {
    connectUrl: (base, endpoint, { apiKey, apiSecret }, now) => {
      const signature = sign(signingParameter, apiKey, apiSecret, now);
      // Put together by hand: the exchange wants `+`, `/` and `=` of the key raw and answers 403 to an encoded one.
      return `${base}/${endpoint}?code=10&uuid=${apiKey}&ts=${now}&sign=${signature}&apiKey=${apiKey}`;
    },
    heartbeat: '{"action":"heartbeat"}',
    subscribe: (request) => frame("subscribe", request),
    unsubscribe: (request) => frame("unSubscribe", request),
    canUnsubscribe: true,
    symbolsPerRequest,
  };
}

/** HMAC-SHA256 in upper-case hex; `now` in ms. */
export function sign(parameter: SigningParameter, apiKey: string, apiSecret: string, now: number): string {
  const text = `GET/users/self/verify?${parameter}=${apiKey}&ts=${now}`;
  return createHmac("sha256", apiSecret).update(text).digest("hex").toUpperCase();
}

function symbolsPerRequest({ addressing, oneSymbolOn }: Channel, endpoint: Endpoint): number {
  return addressing === "symbols" && !oneSymbolOn?.includes(endpoint) ? SYMBOLS_PER_REQUEST : 1;
}

function frame(action: "subscribe" | "unSubscribe", request: SubscriptionRequest): string {
  return JSON.stringify({ action, dataType: request.channel.dataType, ...payloadOf(request) });
}

function payloadOf(request: SubscriptionRequest): { payload?: object } {
  const [{ period, expiry, symbol }] = request.subscriptions;
  switch (request.channel.addressing) {
    case "account":
      return {};
    case "period":
      return { payload: { symbol, period } };
    case "chain":
      return { payload: { symbol: parseOption(symbol)?.underlying ?? symbol, end: expiry } };
    case "symbols":
      return { payload: { symbol: symbolOrSymbols(request) } };
  }
}
