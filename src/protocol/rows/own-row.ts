import type { ChannelName } from "../channels";
import { SCHEMAS } from "../schemas";
import { copyOfName } from "../text/names";

/** Characters that are kept of a text in a row; no number that can be read has more. */
const LONGEST_TEXT = 256;

/**
 * A copy of a row, for whoever keeps it, that holds on to nothing else of its frame: the fields that are known, with
 * texts that are no part of a longer one. What `PlainJson` has read is like that already.
 */
export function ownRow<Row extends object>(channel: ChannelName, row: Row): Row {
  if (Object.getPrototypeOf(row) !== Object.prototype) return row;
  const own: Partial<Record<string, unknown>> = {};
  for (const field of Object.keys(SCHEMAS[channel].properties as object)) {
    const value = (row as Record<string, unknown>)[field];
    if (value !== undefined) own[field] = typeof value === "string" ? ownText(value) : value;
  }
  return own as Row;
}

function ownText(text: string): string {
  return copyOfName(text.slice(0, LONGEST_TEXT));
}
