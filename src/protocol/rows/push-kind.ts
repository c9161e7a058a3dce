import type { ChannelName } from "../channels";
import type { SchemaObject } from "../schema";
import { SCHEMAS } from "../schemas";
import { type RowKind, rowKind } from "../text/row-kind";

const ENVELOPE = ["c", "dt", "p", "ts", "d"];

/** A push with rows of this channel, as `PlainJson` may read it: of its rows, the fields that their schema lists. */
export function pushKind(channel: ChannelName): RowKind {
  return rowKind(ENVELOPE, { d: kindOf(SCHEMAS[channel]) });
}

function kindOf({ properties }: SchemaObject): RowKind {
  const fields = Object.entries(properties as Readonly<Record<string, SchemaObject>>);
  const lists = fields.flatMap(([field, { items }]) => {
    return items ? [[field, kindOf(items as SchemaObject)] as const] : [];
  });
  return rowKind(
    fields.map(([field]) => field),
    Object.fromEntries(lists),
  );
}
