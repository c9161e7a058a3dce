import type { Update } from "../../link/feed/update";
import { MOST_SYMBOLS } from "../../link/tracking";
import { ownRow } from "../../protocol/rows/own-row";

const KILOBYTE = 2 ** 10;
const MEGABYTE = 2 ** 20;
/** Bytes of what waits for a node, at most, about: so much for each of its subscriptions, which is five books, */
const A_SUBSCRIPTION = 64 * KILOBYTE;
/** and so much beside, which is a hundred long chains or 16,000 trades. */
const BESIDE = 16 * MEGABYTE;
/** Bytes of a row that was read, and of each part of a list in it, about. */
const A_ROW = KILOBYTE;
const A_PART = 128;
/** Of whatever waits, rows or not. */
const AN_UPDATE = 512;

export interface RoomOptions {
  /** How many subscriptions the node has. */
  readonly subscriptions: () => number;
  /** Whether the node sends the frames' texts, so that frames must wait with what was read of them. */
  readonly raw: boolean;
}

/**
 * How much may wait for a node, and how much does: what the exchange can make wait is worth what the node has asked for,
 * whatever the exchange sends.
 */
export class Room {
  readonly #options: RoomOptions;
  #taken = 0;

  constructor(options: RoomOptions) {
    this.#options = options;
  }

  /** Topics that can be thinned out at a time: one a subscription, and beside these as many as an underlying has options. */
  get topics(): number {
    return this.#options.subscriptions() + MOST_SYMBOLS;
  }

  get isFull(): boolean {
    return this.#taken > this.#bytes;
  }

  take(bytes: number): void {
    this.#taken += bytes;
  }

  free(bytes: number): void {
    this.#taken -= bytes;
  }

  /** An update as it may wait: one that is unread with its frame, any other with nothing that it is not worth. */
  own(update: Update): Update {
    if (update.isUnread || update.isOwn) {
      update.frame.keep();
      return update;
    }
    const { rows, frame, subscription } = update;
    frame.keep();
    return {
      ...update,
      rows: rows.map((row) => ownRow(subscription.channel.name, row)),
      isOwn: true,
      frame: this.#options.raw ? frame : frame.withoutText(),
    };
  }

  /** Bytes that an update takes while it waits, about. */
  bytesOf(update: Update): number {
    // The text is made of the bytes, and masked, when it is sent to somebody else meanwhile.
    const ofFrame = (this.#options.raw ? 2 : 1) * update.frame.size;
    return AN_UPDATE + ofFrame + (update.isUnread ? 0 : bytesOfRows(update));
  }

  get #bytes(): number {
    return BESIDE + this.#options.subscriptions() * A_SUBSCRIPTION;
  }
}

/** Only a row that came alone has lists. */
function bytesOfRows(update: Update): number {
  const count = update.count ?? update.rows.length;
  if (count !== 1) return count * A_ROW;
  const values: unknown[] = Object.values(update.rows[0] as object);
  return values.reduce<number>(
    (sum, value) => sum + (Array.isArray(value) ? value.length * A_PART : 0),
    A_ROW,
  );
}
