import { withoutTrailing } from "./text/trailing";

/** Why an address can't be the base of a connection: it is none, or it would show the key to others. */
export type AddressProblem = "invalid" | "exposed";

/** Characters; more than any proxy takes. */
const LONGEST_ADDRESS = 2_048;

/**
 * What is wrong with the base URL of an exchange; `undefined` if nothing is.
 *
 * Source: docs/protocol.md, "Endpoints and environments".
 *
 * @param insecure whether `ws://` to another machine is allowed
 */
export function addressProblem(address: string, insecure: boolean): AddressProblem | undefined {
  if (address.length > LONGEST_ADDRESS) return "invalid";
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^wss?:$/.test(url.protocol) || hasMoreThanBase(url)) return "invalid";
  return url.protocol === "ws:" && !isLoopback(url.hostname) && !insecure ? "exposed" : undefined;
}

/**
 * The address so that `/options` can be added: without a slash at its end, nor the name of a market, which people paste
 * with it. Only for one without a problem.
 */
export function baseOfAddress(address: string): string {
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${withoutTrailing(pathname, "/").replace(MARKET, "")}`;
}

const MARKET = /\/(?:options|futures)$/;

/** People paste the whole address, with their key in it. */
function hasMoreThanBase({ search, hash, username, password }: URL): boolean {
  return `${search}${hash}${username}${password}` !== "";
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
