import type { IncomingHttpHeaders } from "node:http";

/**
 * Whether a page of another site has a browser send a request: Node-RED lets every page do so. A browser says so, in
 * `Sec-Fetch-Site` or, over plain HTTP, in `Origin`; what says neither is no browser's.
 */
export function isFromOtherSite({ origin, host, ...others }: IncomingHttpHeaders): boolean {
  const site = others["sec-fetch-site"];
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
