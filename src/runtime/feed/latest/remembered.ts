import { Frame } from "../../../link/feed/frame";
import { Circumstances, type Read, UnreadUpdate, type Update } from "../../../link/feed/update";
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
  #subscription: Update["subscription"];
  #received: number;
  /** NaN where the frame does not have it: a number that is none at times costs the engine a new object. */
  #sent = Number.NaN;
  #connection = 0;
  #asked = 0;
  #symbols: Update["symbols"];
  #closed: boolean | undefined;
  #mark: ToldUpdate["mark"];
  #made: ToldUpdate["made"];
  #rows: readonly object[] | undefined;
  #read: Read | undefined;
  #bytes: Buffer | undefined;
  #length = 0;

  constructor({ topic, subscription, frame }: Update) {
    this.topic = topic;
    this.#subscription = subscription;
    this.#received = frame.received;
  }

  /** Bytes that it takes, about. */
  get size(): number {
    return A_TOPIC + (this.#bytes?.length ?? 0) + (this.#rows?.length ?? 0) * A_ROW;
  }

  /** The bytes that it would take with an update. */
  static sizeOf(update: Update): number {
    return (
      A_TOPIC +
      (update instanceof UnreadUpdate
        ? roomFor(update.frame.size)
        : (update.count ?? update.rows.length) * A_ROW)
    );
  }

  take(update: ToldUpdate): void {
    this.#subscription = update.subscription;
    this.#received = update.frame.received;
    this.#sent = update.sent ?? Number.NaN;
    this.#connection = update.connection;
    this.#asked = update.asked;
    this.#symbols = update.symbols;
    this.#closed = update.closed;
    this.#mark = update.mark;
    this.#made = update.made;
    if (update instanceof UnreadUpdate) this.#keepBytes(update);
    else this.#keepRows(update);
  }

  /** The same update again, with rows that nobody else has. */
  update(): ToldUpdate {
    const sent = Number.isNaN(this.#sent) ? undefined : this.#sent;
    const circumstances = new Circumstances(this.#subscription, sent, this.#connection, this.#asked);
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
      symbols: this.#symbols,
      closed: this.#closed,
      mark: this.#mark,
      made: this.#made,
      frame: new Frame(NOTHING, this.#received),
    };
  }

  #keepBytes({ frame, read }: UnreadUpdate): void {
    const { size } = frame;
    const room = roomFor(size);
    if (!this.#bytes || this.#bytes.length < size || this.#bytes.length > 4 * room)
      this.#bytes = Buffer.allocUnsafeSlow(room);
    frame.copyTo(this.#bytes);
    this.#length = size;
    this.#read = read;
    this.#rows = undefined;
  }

  #keepRows({ rows, frame, subscription: { channel } }: Update): void {
    this.#rows = frame.size > LONG_FRAME ? rows.map((row) => ownRow(channel.name, row)) : rows;
    this.#read = undefined;
    this.#bytes = undefined;
  }
}

const NOTHING = Buffer.alloc(0);
/** Bytes: room is made for as many at a time, since the next frame is a little longer or shorter. */
const STEP = 64;

function roomFor(size: number): number {
  return Math.ceil((size * 1.1) / STEP) * STEP;
}
