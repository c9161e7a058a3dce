/**
 * Ids as the exchange gives them: 19 digits, past 2^53, so that a parser that rounds is found out.
 *
 * Source: docs/protocol.md, "What breaks a careless decoder", 5 and 11.
 */

import { createHash } from "node:crypto";

/** The account's id; not a multiple of 4096, which would survive the rounding. */
export const ACCOUNT_ID = 7882585330726010027n;

const TRADES_FROM = 1_937_466_870_584_188_929n;
const THINGS_FROM = 1_584_505_132_356_345_857n;
const THINGS = 10n ** 17n;

/** @param sequence of the trade in the market */
export function tradeId(sequence: number): bigint {
  return TRADES_FROM + BigInt(sequence);
}

/** Of whatever has a name of its own: an option, a position. */
export function idOf(name: string): bigint {
  return THINGS_FROM + (createHash("sha256").update(name).digest().readBigUInt64BE() % THINGS);
}
