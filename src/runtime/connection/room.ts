import type { Update } from "../../link/feed/update";
import { MOST_SYMBOLS } from "../../link/tracking";
import { ownRow } from "../../protocol/rows/own-row";

const KILOBYTE = 2 ** 10;
/** Bytes of what waits for the nodes of a connection, at most: so much a subscription of a node, which is six books, */
const A_SUBSCRIPTION = 64 * KILOBYTE;
/** and so much beside, which is a hundred long chains or 16,000 trades. */
const BESIDE = 2 ** 24;
/** Bytes of a row that was read, and of each part of a list in it, about. */
const A_ROW = KILOBYTE;
const A_PART = 128;
/** Of whatever waits, rows or not. */
const AN_UPDATE = 512;

/**
 * Bytes that are remembered of what was sent last, of all nodes of a connection, at most, as long as nobody asks: some
 * thousand books, or thirty thousand Greeks. For nodes that are asked it is as much as may wait.
 */
const REMEMBERED_UNASKED = 2 ** 24;

/**
 * How much may wait for the nodes of a connection, and how much does: what the exchange can make wait is worth what the
 * nodes have asked for, whatever the exchange sends.
 */
export class Room {
  readonly #places = new Set<Place>();
  #taken = 0;
  #remembered = 0;

  /** @param raw whether the node sends the frames' texts, so that frames must wait with what was read of them */
  place(subscriptions: () => number, raw: boolean): Place {
    const place = new Place(this, subscriptions, raw);
    this.#places.add(place);
    return place;
  }

  /** Of a node that is closed. */
  leave(place: Place): void {
    this.#places.delete(place);
    this.remember(-place.remembered);
  }

  get isFull(): boolean {
    return this.#taken > BESIDE && this.#taken > BESIDE + this.#subscriptions() * A_SUBSCRIPTION;
  }

  take(bytes: number): void {
    this.#taken += bytes;
  }

  /** Whether so many bytes more may be remembered. @param isAsked whether somebody asks the node that would do so */
  remembers(bytes: number, isAsked: boolean): boolean {
    const all = this.#remembered + bytes;
    if (all <= REMEMBERED_UNASKED) return true;
    return isAsked && all <= BESIDE + this.#subscriptions() * A_SUBSCRIPTION;
  }

  remember(bytes: number): void {
    this.#remembered += bytes;
  }

  #subscriptions(): number {
    let sum = 0;
    for (const place of this.#places) sum += place.subscriptions();
    return sum;
  }
}

/** A node's place in it. */
export class Place {
  /** How many the node has. */
  readonly subscriptions: () => number;
  readonly #room: Room;
  readonly #raw: boolean;
  #remembered = 0;

  constructor(room: Room, subscriptions: () => number, raw: boolean) {
    this.#room = room;
    this.subscriptions = subscriptions;
    this.#raw = raw;
  }

  /** Topics that can be thinned out at a time: one a subscription, and beside these as many as an underlying has options. */
  get topics(): number {
    return this.subscriptions() + MOST_SYMBOLS;
  }

  get isFull(): boolean {
    return this.#room.isFull;
  }

  take(bytes: number): void {
    this.#room.take(bytes);
  }

  free(bytes: number): void {
    this.#room.take(-bytes);
  }

  /** Bytes of what its node sent last. */
  get remembered(): number {
    return this.#remembered;
  }

  remembers(bytes: number, isAsked: boolean): boolean {
    return this.#room.remembers(bytes, isAsked);
  }

  remember(bytes: number): void {
    this.#remembered += bytes;
    this.#room.remember(bytes);
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
      frame: this.#raw ? frame : frame.withoutText(),
    };
  }

  /** Bytes that an update takes while it waits, about. */
  bytesOf(update: Update): number {
    // Of the text a masked one may have been made meanwhile, for another node.
    const ofFrame = (this.#raw ? 2 : 1) * update.frame.size;
    return AN_UPDATE + ofFrame + (update.isUnread ? 0 : bytesOfRows(update));
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
