/**
 * Rows without those of their parts that cannot be read: one bad level must not cost a book, nor one bad asset a
 * balance.
 *
 * Source: docs/protocol.md, "What breaks a careless decoder", 2, 7 and 8.
 */

import guards = require("#guards/protocol");

import type { ChannelName } from "../channels";
import { MOST_PARTS } from "../decode/fields";
import type { Guard } from "../schema";
import { SCHEMAS } from "../schemas";

export interface MendedRow {
  readonly row: Readonly<Record<string, unknown>>;
  /** How many parts were left out. */
  readonly lost: number;
}

/** The lists in a row, each with the guard of its parts. */
const LISTS: { readonly [Name in ChannelName]?: Readonly<Record<string, Guard<object>>> } = {
  orderBook: { bids: guards.level, asks: guards.level },
  balance: { assets: guards.asset },
};

/**
 * A copy of a row that its guard has refused, with the parts that can be read; `undefined` where no part is to blame.
 * A list of which no part can be read counts as not sent: an empty one would say that there is nothing in it.
 */
export function mend(channel: ChannelName, row: unknown): MendedRow | undefined {
  const lists = LISTS[channel];
  if (!lists || typeof row !== "object" || row === null) return undefined;
  const copy = copyOf(channel, row);
  let lost = 0;
  for (const [field, isPart] of Object.entries(lists)) {
    const parts = copy[field];
    if (!Array.isArray(parts) || parts.length > MOST_PARTS) continue;
    const readable = parts.filter((part) => isPart(part));
    if (readable.length === parts.length) continue;
    lost += parts.length - readable.length;
    copy[field] = readable.length > 0 ? readable : null;
  }
  return lost > 0 ? { row: copy, lost } : undefined;
}

/** Field by field, since the fields of a row need not be its own: see row-kind.ts. */
function copyOf(channel: ChannelName, row: object): Record<string, unknown> {
  const fields = Object.keys(SCHEMAS[channel].properties as object);
  return Object.fromEntries(fields.map((field) => [field, (row as Record<string, unknown>)[field]]));
}
