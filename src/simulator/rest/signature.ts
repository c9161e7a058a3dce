/**
 * Who a signed call comes from, by its headers.
 *
 * Source: docs/protocol.md, "REST (signed)".
 */

import type { IncomingHttpHeaders } from "node:http";
import type { Credentials } from "../exchange/admission";
import { isSame, sign } from "../exchange/signing";
import { CallRefused } from "./answers";

export interface SignedCall {
  readonly method: string;
  readonly path: string;
  /** As they came, in any order. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly headers: IncomingHttpHeaders;
}

/** ms that a call is good for unless it says so itself. */
const DEFAULT_DIFFERENCE = "5000";
/** ms that a client's clock may be ahead. */
const AHEAD = 1_000;

/**
 * @param now ms since 1970
 * @throws {CallRefused}
 */
export function checkSignature(call: SignedCall, { key, secret }: Credentials, now: number): void {
  const given = header(call, "x-cc-apikey");
  if (given === "" || (key !== undefined && !isSame(given, key))) {
    throw new CallRefused("key", "the key is missing or unknown");
  }
  if (secret === undefined) return;
  const [ts, difference] = [header(call, "ts"), header(call, "x-req-ts-diff") || DEFAULT_DIFFERENCE];
  if (![ts, difference].every((digits) => /^\d{1,15}$/.test(digits))) {
    throw new CallRefused("time", "ts or X-REQ-TS-DIFF is no time");
  }
  if (Number(ts) >= now + AHEAD || now - Number(ts) > Number(difference)) {
    throw new CallRefused("expired", "the request is too old, or from the future");
  }
  if (!isSame(header(call, "sign"), sign(secret, textOf(call, given, ts, difference)))) {
    throw new CallRefused("signature", "the signature is wrong");
  }
}

/** What is signed: method, path, the parameters sorted by their names, and who asks when. */
export function textOf(
  { method, path, parameters }: Omit<SignedCall, "headers">,
  key: string,
  ts: string,
  difference: string,
): string {
  const sorted = [...parameters].sort(([a], [b]) => (a < b ? -1 : 1));
  const signature = [...sorted, ["uuid", key], ["ts", ts], ["x-req-ts-diff", difference]] as const;
  return `${method}${path}?${signature.map(([name, value]) => `${name}=${value}`).join("&")}`;
}

function header({ headers }: SignedCall, name: string): string {
  const value = headers[name];
  return typeof value === "string" ? value : "";
}
