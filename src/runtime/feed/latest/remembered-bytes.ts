import { Frame } from "../../../link/feed/frame";
import { Circumstances, type Read, UnreadUpdate, type Update } from "../../../link/feed/update";

/** Bytes: room is made for as many at a time, since the next frame is a little longer or shorter. */
const STEP = 64;
/** A frame that is so many times as short gets a place of its own. */
const MOST_SPARE = 4;
/** Bytes beside what is kept. */
const A_TOPIC = 256;

/** Kept in one place that the next takes over, so that the engine has nothing to clear away. */
export class RememberedBytes {
  readonly topic: string;
  readonly #subscription: Update["subscription"];
  readonly #read: Read;
  readonly #bytes: Buffer;
  #length = 0;
  /** A number from the beginning, and NaN where there is none: one that is no number at times costs a new object. */
  #received = Number.NaN;
  #sent = Number.NaN;

  constructor(topic: string, update: UnreadUpdate) {
    this.topic = topic;
    this.#subscription = update.subscription;
    this.#read = update.read;
    this.#bytes = Buffer.allocUnsafeSlow(roomFor(update.frame.size) - A_TOPIC);
    this.replace(update);
  }

  get size(): number {
    return A_TOPIC + this.#bytes.length;
  }

  replace(update: Update): boolean {
    const { frame, sent } = update;
    const room = this.#bytes.length;
    if (!(update instanceof UnreadUpdate) || frame.size > room || frame.size * MOST_SPARE < room - STEP)
      return false;
    frame.copyTo(this.#bytes);
    this.#length = frame.size;
    this.#received = frame.received;
    this.#sent = sent ?? Number.NaN;
    return true;
  }

  update(): Update {
    const frame = new Frame(this.#bytes.subarray(0, this.#length), this.#received);
    const sent = Number.isNaN(this.#sent) ? undefined : this.#sent;
    const circumstances = new Circumstances(this.#subscription, sent, 0, 0);
    const part = { topic: this.topic, symbols: undefined };
    return new UnreadUpdate(part, frame, circumstances, () => this.#read(frame, false));
  }
}

/** Bytes that a frame takes here, about. */
export function roomFor(size: number): number {
  return A_TOPIC + Math.ceil((size * 1.1) / STEP) * STEP;
}
