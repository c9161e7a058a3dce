/**
 * The public REST calls, for clients that ask which instruments there are: who may ask how often, and how answers are wrapped.
 *
 * Source: docs/protocol.md, "REST (public, no signature)".
 */

import { RateLimit } from "../exchange/rate-limit";

export interface Answer {
  /** HTTP status. */
  readonly status: number;
  readonly body: unknown;
}

/** The `data` of the answer to a path without a query; `undefined` for a path that is none of the calls. */
export type Calls = (path: string, now: number) => unknown;

const REQUESTS = 10;
const WINDOW = 2_000;

export class Rest {
  readonly #calls: Calls;
  readonly #limits = new Map<string, RateLimit>();

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /**
   * @param path with or without a query, which no call here has
   * @param address of the client, whose requests are counted
   * @param now ms since 1970
   */
  answer(method: string, path: string, address: string, now: number): Answer {
    if (!this.#grant(address, now)) return failure(429, "too many request");
    if (method !== "GET") return failure(405, "method not allowed");
    const data = this.#calls(path.split("?")[0] ?? "", now);
    return data === undefined ? failure(404, "not found") : success(data);
  }

  #grant(address: string, now: number): boolean {
    for (const [known, limit] of this.#limits) if (limit.isUnused(now)) this.#limits.delete(known);
    const limit = this.#limits.get(address) ?? new RateLimit(REQUESTS, WINDOW);
    this.#limits.set(address, limit);
    return limit.grant(now);
  }
}

export function success(data: unknown): Answer {
  return { status: 200, body: { code: 0, msg: "Success", i18nArgs: null, data } };
}

export function failure(status: number, msg: string): Answer {
  return { status, body: { code: status, msg, i18nArgs: null, data: null } };
}
