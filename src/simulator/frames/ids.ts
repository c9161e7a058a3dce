/**
 * Ids as the exchange gives them: 19 digits, past 2^53, so that a parser that rounds is found out.
 *
 * Source: docs/protocol.md, "What breaks a careless decoder", 5 and 11.
 */

import { createHash } from "node:crypto";
import type { Trade } from "../market/tape/trades";

/** The account's id; not a multiple of 4096, which would survive the rounding. */
export const ACCOUNT_ID = 7882585330726010027n;

const TRADES_FROM = 1_937_466_870_584_188_929n;
const THINGS_FROM = 1_584_505_132_356_345_857n;
const THINGS = 10n ** 17n;
/** Instruments that may trade under the same number. */
const INSTRUMENTS = 1024n;

/** The same for everybody, and another one for each trade. */
export function tradeId({ sequence, symbol }: Pick<Trade, "sequence" | "symbol">): bigint {
  return TRADES_FROM + BigInt(sequence) * INSTRUMENTS + (hashOf(symbol) % INSTRUMENTS);
}

/** Of whatever has a name of its own: an option, a position. */
export function idOf(name: string): bigint {
  return THINGS_FROM + (hashOf(name) % THINGS);
}

function hashOf(name: string): bigint {
  return createHash("sha256").update(name).digest().readBigUInt64BE();
}
