import { Frame } from "../../../link/feed/frame";
import { Circumstances, UnreadUpdate, type Update } from "../../../link/feed/update";
import type { ChannelName } from "../../../protocol/channels";
import { ownRow } from "../../../protocol/rows/own-row";
import type { ToldUpdate } from "../history/told-update";

/** Bytes of a frame from which on its rows are copied, so that they do not hold on to its text. */
const LONG_FRAME = 4 * 1024;
/** Bytes that a row takes, about; those of books and chains come unread. */
const A_ROW = 1024;

const NOTHING = Buffer.alloc(0);

/** Candles and trades, and what was no plain frame. */
export class RememberedRows {
  readonly topic: string;
  readonly #channel: ChannelName;
  readonly #subscription: Update["subscription"];
  #rows: readonly object[];
  #closed: boolean | undefined;
  #mark: ToldUpdate["mark"];
  #made: ToldUpdate["made"];
  /** Numbers from the beginning, as in RememberedBytes. */
  #received = Number.NaN;
  #sent = Number.NaN;
  #asked = Number.NaN;

  constructor(topic: string, channel: ChannelName, update: ToldUpdate) {
    const { rows, frame, subscription } = update;
    this.topic = topic;
    this.#channel = channel;
    this.#subscription = subscription;
    this.#rows = frame.size > LONG_FRAME ? rows.map((row) => ownRow(channel, row)) : rows;
    this.#note(update);
  }

  get size(): number {
    return bytesOfRows(this.#rows.length);
  }

  replace(update: ToldUpdate): boolean {
    if (update instanceof UnreadUpdate || update.frame.size > LONG_FRAME) return false;
    if (this.#rows.length !== update.rows.length) return false;
    this.#rows = update.rows;
    this.#note(update);
    return true;
  }

  update(): ToldUpdate {
    const sent = Number.isNaN(this.#sent) ? undefined : this.#sent;
    return {
      ...new Circumstances(this.#subscription, sent, 0, this.#asked),
      topic: this.topic,
      rows: this.#rows,
      closed: this.#closed,
      mark: this.#mark,
      made: this.#made,
      frame: new Frame(NOTHING, this.#received),
    };
  }

  #note(update: ToldUpdate): void {
    this.#received = update.frame.received;
    this.#sent = update.sent ?? Number.NaN;
    this.#asked = update.asked;
    this.#mark = update.mark;
    // Each look at what is not there costs more than all of the above.
    if (this.#channel !== "kline") return;
    this.#closed = update.closed;
    this.#made = update.made;
  }
}

/** Bytes that so many rows take here, about. */
export function bytesOfRows(count: number): number {
  return count * A_ROW;
}
