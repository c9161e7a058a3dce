/** What the exchange does not do for a while, because a test wants it so. All times are ms since 1970, of the exchange's own clock. */

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
  #unreachableUntil = 0;
  #maintenanceUntil = 0;
  readonly #refused = new Map<string, RefusedFor>();

  /** Lets no WebSocket in: the line goes dead before a word is said. */
  unreachable(until: number): void {
    this.#unreachableUntil = until;
  }

  isUnreachable(now: number): boolean {
    return now < this.#unreachableUntil;
  }

  /** Lets clients in and answers heartbeats, but refuses subscriptions and calls, and pushes nothing. */
  maintenance(until: number): void {
    this.#maintenanceUntil = until;
  }

  isUnderMaintenance(now: number): boolean {
    return now < this.#maintenanceUntil;
  }

  /**
   * Refuses subscriptions to a symbol, a chain, the `balance`, or `all`; those that stand go on.
   *
   * @param words for the client
   */
  refuse(name: string, words: string, until: number): void {
    this.#refused.set(name, { until, words });
  }

  /** Why a subscription is refused now, in words for the client; `undefined` when it is not. */
  refusalOf(request: ChannelRequest | SilentRequest, now: number): string | undefined {
    if (request.kind === "unsubscribe") return undefined;
    if (this.isUnderMaintenance(now)) return MAINTENANCE;
    for (const [name, { until }] of this.#refused) if (now >= until) this.#refused.delete(name);
    if (this.#refused.size === 0) return undefined;
    return [ALL, ...namesIn(request)].flatMap((name) => this.#refused.get(name)?.words ?? [])[0];
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
