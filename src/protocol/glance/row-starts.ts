/** How a row begins that names its symbol first. */
export const ROW_START = '{"s":"';

const OPEN_BRACE = 0x7b;
/** Bytes that are compared at once; no start of a row is shorter. */
const WORD = 4;

/** How each row of a list begins: `{"s":"BTCUSD-27DEC26-100000-C"`. */
export class RowStarts {
  readonly #starts: readonly Start[];

  /** @param symbols in the order of the rows; each in ASCII */
  constructor(symbols: readonly string[]) {
    this.#starts = symbols.map((symbol) => startOf(`${ROW_START}${symbol}"`));
  }

  /** Whether every object from here on begins like the row in its place, and there are as many. */
  areIn(frame: Buffer, from: number): boolean {
    const view = new DataView(frame.buffer, frame.byteOffset, frame.length);
    let at = from;
    for (const start of this.#starts) {
      at = frame.indexOf(OPEN_BRACE, at);
      if (at < 0 || !isAt(view, at, start)) return false;
      at += start.length;
    }
    return frame.indexOf(OPEN_BRACE, at) < 0;
  }
}

/** A text to compare with, four bytes at a time: there are hundreds in a frame. */
interface Start {
  readonly length: number;
  /** The last one ends with the text, and so it may share bytes with the one before. */
  readonly words: Int32Array;
}

function startOf(text: string): Start {
  const bytes = Buffer.from(text);
  const words = new Int32Array(Math.ceil(bytes.length / WORD));
  for (let index = 0; index < words.length; index += 1) {
    words[index] = bytes.readInt32BE(Math.min(index * WORD, bytes.length - WORD));
  }
  return { length: bytes.length, words };
}

function isAt(frame: DataView, from: number, { length, words }: Start): boolean {
  if (from + length > frame.byteLength) return false;
  const last = words.length - 1;
  for (let index = 0; index < last; index += 1) {
    if (frame.getInt32(from + index * WORD) !== words[index]) return false;
  }
  return frame.getInt32(from + length - WORD) === words[last];
}
