import { UnreadUpdate, type Update } from "../../../link/feed/update";
import type { ChannelName } from "../../../protocol/channels";
import { copyOfName } from "../../../protocol/text/names";
import type { ToldUpdate } from "../history/told-update";
import { RememberedBytes, roomFor } from "./remembered-bytes";
import { bytesOfRows, RememberedRows } from "./remembered-rows";

/** The latest of one topic, kept as it came: what came unread as bytes, anything else as rows. */
export interface Remembered {
  readonly topic: string;
  /** Bytes that it takes, about. */
  readonly size: number;
  /** Takes the place of the one before, where that is of its kind and needs as much room. @returns whether it did */
  replace(update: ToldUpdate): boolean;
  /** The same update again, with rows that nobody else has. */
  update(): ToldUpdate;
}

/** @param channel of what is watched: candles can be made of trades */
export function rememberedOf(update: ToldUpdate, channel: ChannelName): Remembered {
  const { symbol } = update.subscription;
  // Nearly always one name is there already.
  const topic = update.topic === symbol ? symbol : copyOfName(update.topic);
  return update instanceof UnreadUpdate
    ? new RememberedBytes(topic, update)
    : new RememberedRows(topic, channel, update);
}

/** Bytes that it would take, about. */
export function sizeOf(update: Update): number {
  return update instanceof UnreadUpdate
    ? roomFor(update.frame.size)
    : bytesOfRows(update.count ?? update.rows.length);
}
