/** What the exchange does not do for a while, because a test wants it so. */

import { formatChain, parseOption } from "../../protocol/symbols/symbols";
import { canonicalName } from "../market/names";
import type { ChannelRequest, SilentRequest } from "./requests";

interface RefusedFor {
  readonly until: number;
  readonly words: string;
}

/** For everything there is. */
export const ALL = "all";

/** The exchange's words while it is under maintenance. */
export const MAINTENANCE = "The server is under maintenance";

export class Outages {
  readonly #now: () => number;
  #unreachableUntil = 0;
  #maintenanceUntil = 0;
  readonly #refused = new Map<string, RefusedFor>();

  /** @param now the exchange's clock, ms since 1970 */
  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Lets no WebSocket in: the line goes dead before a word is said.
   *
   * @param duration ms, as for the others
   */
  unreachable(duration: number): void {
    this.#unreachableUntil = this.#now() + duration;
  }

  get isUnreachable(): boolean {
    return this.#now() < this.#unreachableUntil;
  }

  /** Lets clients in and answers heartbeats, but refuses subscriptions and calls, and pushes nothing. */
  maintenance(duration: number): void {
    this.#maintenanceUntil = this.#now() + duration;
  }

  get isMaintenance(): boolean {
    return this.#now() < this.#maintenanceUntil;
  }

  /**
   * Refuses subscriptions to a symbol, a chain, the `balance`, or `all`; those that stand go on.
   *
   * @param words for the client
   */
  refuse(name: string, words: string, duration: number): void {
    this.#refused.set(name, { until: this.#now() + duration, words });
  }

  /** Why a subscription is refused now, in words for the client; `undefined` when it is not. */
  refusalOf(request: ChannelRequest | SilentRequest): string | undefined {
    if (request.kind === "unsubscribe") return undefined;
    if (this.isMaintenance) return MAINTENANCE;
    if (this.#refused.size === 0) return undefined;
    return [ALL, ...namesIn(request)].flatMap((name) => this.#wordsFor(name) ?? [])[0];
  }

  #wordsFor(name: string): string | undefined {
    const refused = this.#refused.get(name);
    if (!refused || this.#now() < refused.until) return refused?.words;
    this.#refused.delete(name);
    return undefined;
  }
}

function namesIn(request: ChannelRequest | SilentRequest): string[] {
  if (request.channel === "silent") return [];
  const { channel, address } = request;
  const { symbols, expiry, chainByOption } = address;
  if (channel.addressing === "account") return [channel.name];
  if (channel.addressing !== "chain") return symbols.map(canonicalName);
  return symbols.map((symbol) => {
    const option = chainByOption ? parseOption(symbol) : undefined;
    const named = option?.expiry ?? expiry;
    return named === undefined ? symbol : formatChain(option?.underlying ?? symbol, named);
  });
}
