import { CHANNELS, type Channel } from "../channels";
import { asTrade } from "../decode/trades-with-ids";

/**
 * The rows of a push, unchecked, with the fields that the schema of their channel's name knows.
 *
 * @param data a push's `d`
 * @param most of them that are looked at
 */
export function sentRows(channel: Channel, data: object, most: number): readonly unknown[] {
  const sent: readonly unknown[] = Array.isArray(data) ? data : [data];
  const rows = sent.length > most ? sent.slice(0, most) : sent;
  return channel === CHANNELS.tradesWithIds ? rows.map(asTrade) : rows;
}
