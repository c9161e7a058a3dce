import { expiryOn, formatOption } from "../../src/protocol/symbols/symbols";

const DAY = 24 * 60 * 60_000;
/** Of five digits as far as the most symbols reach, so that all names are of one length. */
const FIRST_STRIKE = 10_000;

/** Under which name everything in the bench is listed that is no option. */
export const UNDERLYING = "BTCUSD";

/** ms since 1970; far enough that nothing expires meanwhile. */
export const EXPIRY = expiryOn(Date.now() + 60 * DAY);

/** ms since 1970: of several expiries, one a day. */
export function expiryAfter(days: number): number {
  return EXPIRY + days * DAY;
}

/** Names of as many calls, each of another strike. @param expiry ms since 1970 */
export function optionNames(count: number, expiry = EXPIRY): string[] {
  return Array.from({ length: count }, (_, index) =>
    formatOption(UNDERLYING, expiry, FIRST_STRIKE + index, "call"),
  );
}
