/**
 * Whether a request was sent by a page of another site in somebody's browser, which reaches this machine as well as the person's
 * own programs do: by its `Origin`, and by the `Host` that it thinks it speaks to.
 */

import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";

interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

export function isLoopbackAddress(address: string | undefined): boolean {
  return /^(::1|(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/.test(address ?? "");
}

/** Whether the `Host` is this machine's: a page whose name was made to point here has another. */
export function isForLoopback({ headers }: Asked): boolean {
  const name = urlOf(`http://${headers.host}`)?.hostname;
  return name !== undefined && isLoopbackName(name);
}

/** Programs send no `Origin`, or that of the address they connect to. */
export function isForeign({ headers, socket }: Asked): boolean {
  if (headers.origin === undefined) return false;
  const origin = urlOf(headers.origin);
  if (!origin) return true;
  const isLocal = isLoopbackAddress(socket.remoteAddress);
  if (isLocal && isLoopbackName(origin.hostname)) return false;
  const host = urlOf(`${origin.protocol}//${headers.host}`);
  // A name with a dot can be anybody's, and made to point here, where only this machine's own names are expected.
  return origin.host !== host?.host || (isLocal && isPublicName(origin.hostname));
}

function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function isLoopbackName(name: string): boolean {
  return name === "localhost" || name === "[::1]" || (isIP(name) === 4 && isLoopbackAddress(name));
}

function isPublicName(name: string): boolean {
  return name.includes(".") && isIP(name) === 0;
}
