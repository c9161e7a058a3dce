import type { IncomingHttpHeaders } from "node:http";

/** Longer than this a server may not keep us away, ms: a wrong header must not silence a feed for a day. */
const LONGEST = 15 * 60_000;

/**
 * How long a server asks to be left alone, ms, by its `Retry-After`: seconds, or a date (RFC 9110, 10.2.3);
 * `undefined` where it does not say. A date is taken by the clock of whoever wrote it, which `Date` tells.
 */
export function retryAfterOf({
  "retry-after": header,
  date,
}: Pick<IncomingHttpHeaders, "retry-after" | "date">): number | undefined {
  const text = header?.trim() ?? "";
  const now = Date.parse(date ?? "") || Date.now();
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return wait > 0 ? Math.min(wait, LONGEST) : undefined;
}
