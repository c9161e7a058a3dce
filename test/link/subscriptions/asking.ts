import assert from "node:assert/strict";
import { Subscriptions } from "../../../src/link/subscriptions/subscriptions";
import { dialectOf } from "../../../src/protocol/dialects";
import { type Acknowledgement, classify } from "../../../src/protocol/frames";
import { type Subscription, symbolSubscription } from "../../../src/protocol/subscription";
import { acknowledgementOf } from "../../support/stub-exchange";

export const signed = dialectOf("signed", "apiKey");
export const apikey = dialectOf("apikey", "apiKey");
export const NOW = 1_800_000_000_000;

export interface Request {
  action?: string;
  dataType?: string;
  payload?: { symbol?: string | string[] };
}

export function books(count: number, prefix = "COIN"): Subscription[] {
  return Array.from({ length: count }, (_, index) => book(`${prefix}${index}USD`));
}

export function book(symbol: string): Subscription {
  return symbolSubscription("orderBook", "options", symbol);
}

/** All that there is to ask at the moment. */
export function requests(subscriptions: Subscriptions, now = NOW): string[] {
  const frames: string[] = [];
  while (subscriptions.hasFrames) {
    const frame = subscriptions.nextFrame(now);
    if (frame !== undefined) frames.push(frame);
  }
  return frames;
}

export function symbolsOf(frame: string | undefined): string[] {
  const { symbol = [] } = (JSON.parse(frame ?? "{}") as Request).payload ?? {};
  return typeof symbol === "string" ? [symbol] : symbol;
}

export function answer(frame: object | undefined): Acknowledgement {
  const incoming = classify(frame);
  assert.ok(incoming.kind === "acknowledgement");
  return incoming;
}

export function success(request: string | undefined): Acknowledgement {
  return answer(acknowledgementOf(JSON.parse(request ?? "{}")));
}

export function failure(request: string | undefined, msg?: string): Acknowledgement {
  return answer({ ...acknowledgementOf(JSON.parse(request ?? "{}")), result: "failed", msg });
}

export function wanted(dialect = signed, ...wishes: Subscription[]) {
  const subscriptions = new Subscriptions(dialect);
  const entries = wishes.map((wish) => subscriptions.want(wish, NOW));
  return { subscriptions, entries };
}

/**
 * Plays an exchange that refuses a request whole for one symbol that it does not like.
 *
 * @param words in which it refuses
 * @returns the symbols of each request
 */
export function settle(
  subscriptions: Subscriptions,
  isBad: (symbol: string) => boolean,
  words: (symbols: readonly string[]) => string = () => "",
  now = NOW,
): string[][] {
  const sent: string[][] = [];
  // As on a network: all that can be asked is on its way before the first answer comes.
  for (let frames = requests(subscriptions, now); frames.length > 0; frames = requests(subscriptions, now)) {
    for (const frame of frames.filter((text) => text.includes('"subscribe"'))) {
      const symbols = symbolsOf(frame);
      sent.push(symbols);
      const isRefused = symbols.some(isBad);
      subscriptions.acknowledge(isRefused ? failure(frame, words(symbols)) : success(frame), now);
    }
  }
  return sent;
}
