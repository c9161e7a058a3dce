/** What the exchange has to show, seen from a connection: a market that goes on, or a recording of one. */

import type { Endpoint } from "../../protocol/channels";
import type { Shapes } from "../frames/shapes";
import type { PlayedChannel } from "./channels";
import type { Address } from "./topics";

export interface Source {
  /** ms between two looks at what is due. */
  readonly interval: number;
  /** Its clock, ms since 1970, where it has one of its own; it is the exchange's otherwise. */
  readonly now?: () => number;
  /** @param now ms since 1970: what has happened until then has happened */
  advance(now: number): void;
  /** The subscriptions of a new client: none yet. */
  open(endpoint: Endpoint, shapes: Shapes): Subscriptions;
  /** Nobody is connected any more. */
  left(): void;
}

/** What one client has subscribed to. */
export interface Subscriptions {
  /** `orderBook BTCUSD`, `kline BTCUSD m1`, `optionChain BTCUSD-25DEC26`, `balance`. */
  readonly keys: readonly string[];
  /**
   * All that a request names, or nothing.
   *
   * @throws {Refusal} when a part of it cannot be had
   */
  subscribe(channel: PlayedChannel, address: Address, now: number): void;
  /** @throws {Refusal} as `subscribe` does */
  unsubscribe(channel: PlayedChannel, address: Address): void;
  /** Sends what is due at `now`, ms since 1970. */
  push(now: number, client: Client): void;
}

export interface Client {
  /** Whether it reads so slowly that it is better off without snapshots: the next one says it all. */
  readonly isSlow: boolean;
  send(text: string): void;
}
