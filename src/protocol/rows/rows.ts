/**
 * The rows of a push, each checked against its channel's JSON Schema.
 *
 * Source: docs/protocol.md, "What breaks a careless decoder": the payload of the same channel is an object or an array,
 * and one bad row must not cost the others, nor one bad part of a row the rest of it.
 */

import guards = require("#guards/protocol");

import type { ChannelName } from "../channels";
import type { RawRows } from "../decode/raw-rows";
import type { Guard } from "../schema";
import { mend } from "./mending";

export interface Rows<Row> {
  readonly rows: Row[];
  /**
   * Rows, and levels or assets of one, that were left out, because a field that is required was missing or one that is
   * listed had a wrong type.
   */
  readonly unreadable: number;
}

const ROW_GUARDS: { readonly [Name in ChannelName]: Guard<RawRows[Name]> } = guards;

/** The readable rows of a push's `d`, which may be an object or an array, in the order in which they came. */
export function readRows<Name extends ChannelName>(channel: Name, data: unknown): Rows<RawRows[Name]> {
  const isRow: Guard<RawRows[Name]> = ROW_GUARDS[channel];
  const sent: unknown[] = Array.isArray(data) ? data : [data];
  const rows: RawRows[Name][] = [];
  let unreadable = 0;
  for (const row of sent) {
    if (isRow(row)) {
      rows.push(row);
      continue;
    }
    const mended = mend(channel, row);
    const isReadable = mended !== undefined && isRow(mended.row);
    if (isReadable) rows.push(mended.row);
    unreadable += isReadable ? mended.lost : 1;
  }
  return { rows, unreadable };
}
