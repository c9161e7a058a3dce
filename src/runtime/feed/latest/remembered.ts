import { Frame } from "../../../link/feed/frame";
import { Circumstances, type Read, UnreadUpdate, type Update } from "../../../link/feed/update";
import type { ChannelName } from "../../../protocol/channels";
import { ownRow } from "../../../protocol/rows/own-row";
import type { ToldUpdate } from "../history/told-update";

/** Bytes of a frame from which on its rows are copied, so that they do not hold on to its text. */
const LONG_FRAME = 4 * 1024;
/** Bytes that a row takes, about; those of books and chains come unread, and are kept as bytes. */
const A_ROW = 1024;
/** Bytes beside what is kept. */
const A_TOPIC = 256;

/**
 * The latest of one topic, kept as it came: what came unread as bytes, in one place that the next takes over, so that
 * the engine has nothing to clear away; anything else as rows.
 */
export class Remembered {
  readonly topic: string;
  /** Of what is watched: candles can be made of trades. */
  readonly #channel: ChannelName;
  readonly #subscription: Update["subscription"];
  /** A number from the beginning, and NaN where there is none: one that is no number at times costs a new object. */
  #received = Number.NaN;
  #sent = Number.NaN;
  #asked = Number.NaN;
  #symbols: Update["symbols"];
  #closed: boolean | undefined;
  #mark: ToldUpdate["mark"];
  #made: ToldUpdate["made"];
  #rows: readonly object[] | undefined;
  #read: Read | undefined;
  #bytes: Buffer | undefined;
  #length = 0;

  constructor({ topic, subscription }: Update, channel: ChannelName) {
    this.topic = topic;
    this.#channel = channel;
    this.#subscription = subscription;
  }

  /** Bytes that it takes, about. */
  get size(): number {
    return A_TOPIC + (this.#bytes?.length ?? 0) + (this.#rows?.length ?? 0) * A_ROW;
  }

  /** The bytes that it would take with an update. */
  static sizeOf(update: Update): number {
    const rows = () => update.count ?? update.rows.length;
    return A_TOPIC + (update instanceof UnreadUpdate ? roomFor(update.frame.size) : rows() * A_ROW);
  }

  /** Takes the place of the one before, where that needs as much room. @returns whether it did */
  replace(update: ToldUpdate): boolean {
    const { size, received } = update.frame;
    if (update instanceof UnreadUpdate) {
      const bytes = this.#bytes;
      if (!bytes || size > bytes.length || size * MOST_SPARE < bytes.length) return false;
      this.#write(update, bytes);
    } else {
      if (size > LONG_FRAME || this.#rows?.length !== update.rows.length) return false;
      this.#keep(update.rows, update);
    }
    this.#received = received;
    this.#sent = update.sent ?? Number.NaN;
    return true;
  }

  take(update: ToldUpdate): void {
    const { frame, rows } = update;
    this.#received = frame.received;
    this.#sent = update.sent ?? Number.NaN;
    this.#rows = undefined;
    this.#read = undefined;
    this.#bytes = undefined;
    if (update instanceof UnreadUpdate) {
      this.#bytes = Buffer.allocUnsafeSlow(roomFor(frame.size));
      this.#read = update.read;
      this.#write(update, this.#bytes);
    } else {
      const isLong = frame.size > LONG_FRAME;
      this.#keep(isLong ? rows.map((row) => ownRow(this.#channel, row)) : rows, update);
    }
  }

  /** The same update again, with rows that nobody else has. */
  update(): ToldUpdate {
    const sent = Number.isNaN(this.#sent) ? undefined : this.#sent;
    const circumstances = new Circumstances(this.#subscription, sent, 0, this.#asked);
    if (this.#read && this.#bytes) {
      const frame = new Frame(this.#bytes.subarray(0, this.#length), this.#received);
      const read = this.#read;
      const part = { topic: this.topic, symbols: this.#symbols };
      return new UnreadUpdate(part, frame, circumstances, () => read(frame, false));
    }
    return {
      ...circumstances,
      topic: this.topic,
      rows: this.#rows ?? [],
      closed: this.#closed,
      mark: this.#mark,
      made: this.#made,
      frame: new Frame(NOTHING, this.#received),
    };
  }

  #write({ frame, symbols }: UnreadUpdate, bytes: Buffer): void {
    frame.copyTo(bytes);
    this.#length = frame.size;
    this.#symbols = symbols;
  }

  #keep(rows: readonly object[], update: ToldUpdate): void {
    this.#rows = rows;
    this.#asked = update.asked;
    this.#mark = update.mark;
    // Each look at what is not there costs more than all of the above.
    if (this.#channel !== "kline") return;
    this.#closed = update.closed;
    this.#made = update.made;
  }
}

const NOTHING = Buffer.alloc(0);
/** Bytes: room is made for as many at a time, since the next frame is a little longer or shorter. */
const STEP = 64;
/** A frame that is so many times as short gets a place of its own. */
const MOST_SPARE = 4;

function roomFor(size: number): number {
  return Math.ceil((size * 1.1) / STEP) * STEP;
}
