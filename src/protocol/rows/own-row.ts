import type { ChannelName } from "../channels";
import type { SchemaObject } from "../schema";
import { SCHEMAS } from "../schemas";
import { copyOfName } from "../text/names";

/** Characters that are kept of a text in a row; no number that can be read has more. */
const LONGEST_TEXT = 256;

/**
 * A copy of a row, for whoever keeps it, that holds on to nothing else of its frame: the fields that are known, with
 * texts that are no part of a longer one. What `PlainJson` has read is like that already.
 */
export function ownRow<Row extends object>(channel: ChannelName, row: Row): Row {
  return Object.getPrototypeOf(row) === Object.prototype ? (ownObject(SCHEMAS[channel], row) as Row) : row;
}

function ownObject({ properties }: SchemaObject, object: object): object {
  const own: Record<string, unknown> = {};
  for (const [field, schema] of Object.entries(properties as Record<string, SchemaObject>)) {
    const value = (object as Record<string, unknown>)[field];
    if (value !== undefined) own[field] = ownValue(schema, value);
  }
  return own;
}

function ownValue({ items }: SchemaObject, value: unknown): unknown {
  if (typeof value === "string") return copyOfName(value.slice(0, LONGEST_TEXT));
  return Array.isArray(value) ? value.map((part: object) => ownObject(items as SchemaObject, part)) : value;
}
