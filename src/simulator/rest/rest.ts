/** The exchange's calls over HTTP: who may ask how often, and what they are answered. */

import type { IncomingHttpHeaders } from "node:http";
import type { Credentials } from "../exchange/admission";
import { MAINTENANCE, type Outages } from "../exchange/outages";
import { RateLimit } from "../exchange/rate-limit";
import { type Answer, CallRefused, failure, refused, success } from "./answers";
import { type Rule, ruleFor } from "./rules";
import { checkSignature } from "./signature";

export interface Asked {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Of the client. */
  readonly address: string;
}

export interface Call {
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  /** Who asks, where it is told. */
  readonly key: string;
  /** ms since 1970, by the clock of what is told. */
  readonly now: number;
}

/**
 * The `data` of an answer, or a promise of it; `undefined` for a path that is none of the calls.
 *
 * @throws {CallRefused}
 */
export type Calls = (call: Call) => unknown;

interface Context {
  readonly credentials: Credentials;
  readonly outages: Outages;
  /** The exchange's clock and the source's, ms since 1970. */
  readonly now: () => number;
  readonly sourceNow: () => number;
}

export class Rest {
  readonly #calls: Calls;
  readonly #context: Context;
  readonly #limits = new Map<string, RateLimit>();

  constructor(calls: Calls, context: Context) {
    this.#calls = calls;
    this.#context = context;
  }

  async answer(asked: Asked): Promise<Answer> {
    try {
      return await this.#answer(asked);
    } catch (error) {
      if (error instanceof CallRefused) return refused(error);
      throw error;
    }
  }

  async #answer({ method, url, headers, address }: Asked): Promise<Answer> {
    const { credentials, outages, sourceNow } = this.#context;
    const [path, parameters] = parse(url);
    const rule = ruleFor(path);
    if (rule) this.#count(rule, headers, address);
    if (method !== "GET") return failure(405, "method not allowed");
    if (outages.isMaintenance) throw new CallRefused("maintenance", MAINTENANCE);
    if (rule?.signed) checkSignature({ method, path, parameters, headers }, credentials, sourceNow());
    const data = await this.#calls({
      path,
      query: new Map(parameters),
      key: keyIn(headers),
      now: sourceNow(),
    });
    return data === undefined ? failure(404, "not found") : success(data);
  }

  #count(rule: Rule, headers: IncomingHttpHeaders, address: string): void {
    const now = this.#context.now();
    for (const [known, limit] of this.#limits) if (limit.isUnused(now)) this.#limits.delete(known);
    const client = (rule.signed && keyIn(headers)) || address;
    const key = `${rule.path.source} ${client}`;
    const limit = this.#limits.get(key) ?? new RateLimit(rule.requests, rule.window);
    this.#limits.set(key, limit);
    if (!limit.grant(now)) throw new CallRefused("tooOften", "too many requests");
  }
}

function parse(url: string): [path: string, parameters: [name: string, value: string][]] {
  const [path = "", query = ""] = url.split(/\?(.*)/s);
  return [path, [...new URLSearchParams(query)]];
}

function keyIn(headers: IncomingHttpHeaders): string {
  const key = headers["x-cc-apikey"];
  return typeof key === "string" ? key : "";
}
