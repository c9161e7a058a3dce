/**
 * Who may open a WebSocket: the path, the key and the signature, checked as the exchange checks them.
 *
 * Source: docs/protocol.md, "Endpoints and environments".
 */

import type { Endpoint } from "../../protocol/channels";
import { isSame, sign } from "./signing";

export interface Credentials {
  /** Any key will do without one. */
  readonly key?: string;
  /** Signatures are not checked without one. */
  readonly secret?: string;
}

export type Admission =
  | { readonly endpoint: Endpoint; readonly dialect: "apikey" | "signed" }
  /** The HTTP status of the refusal. */
  | { readonly status: 401 | 403 | 404 };

/** "Build connection". */
const BUILD_CONNECTION = "10";
/** ms that a signature's time may be away from the exchange's clock. */
const SIGNATURE_AGE = 5_000;
/** Editions of the exchange's page differ in the parameter that is signed; both are accepted. */
const SIGNED_PARAMETERS = ["apiKey", "uuid"];

/**
 * @param url path and query as they came, since a key counts as it is written there: `+` is a plus and `%2B` is not
 * @param now ms since 1970
 */
export function admit(url: string, credentials: Credentials, now: number): Admission {
  const [path = "", query = ""] = split(url, "?");
  const endpoint = endpointOf(path);
  if (!endpoint) return { status: 404 };
  const parameters = rawParameters(query);
  const key = parameters.get("apiKey");
  if (parameters.get("code") !== BUILD_CONNECTION || !key) return { status: 403 };
  if (credentials.key !== undefined && !isSame(key, credentials.key)) return { status: 403 };
  if (!["sign", "ts", "uuid"].some((name) => parameters.has(name))) return { endpoint, dialect: "apikey" };
  if (credentials.secret !== undefined && !isSigned(key, credentials.secret, parameters, now))
    return { status: 401 };
  return { endpoint, dialect: "signed" };
}

function endpointOf(path: string): Endpoint | undefined {
  if (path === "/options") return "options";
  return path === "/futures" ? "futures" : undefined;
}

function rawParameters(query: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const parameter of query.split("&")) {
    const [name, value = ""] = split(parameter, "=");
    parameters.set(name, value);
  }
  return parameters;
}

/** Keys can hold the separator themselves (`=` at the end of base64), so only the first one counts. */
function split(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function isSigned(
  key: string,
  secret: string,
  parameters: ReadonlyMap<string, string>,
  now: number,
): boolean {
  const ts = parameters.get("ts") ?? "";
  if (!/^\d+$/.test(ts) || Math.abs(now - Number(ts)) > SIGNATURE_AGE) return false;
  const given = parameters.get("sign") ?? "";
  return SIGNED_PARAMETERS.some((parameter) => {
    const text = `GET/users/self/verify?${parameter}=${key}&ts=${ts}`;
    return isSame(given, sign(secret, text));
  });
}
