/** WebSocket frames as bytes. Source: RFC 6455, 5.2. */

export const TEXT = 0x1;
export const BINARY = 0x2;
export const CLOSE = 0x8;

const FINAL = 0x80;
const MASKED = 0x80;
const MASK_BYTES = 4;
/** Lengths past 125 follow in two bytes, those past 65,535 in eight. */
const TWO_BYTES = 126;
const EIGHT_BYTES = 127;

export interface Frame {
  readonly opcode: number;
  /** Unmasked. */
  readonly payload: Buffer;
  /** The whole frame as it came. */
  readonly bytes: Buffer;
}

/** A frame as a server sends it: whole and not masked. */
export function frameOf(opcode: number, payload: string | Uint8Array): Buffer {
  const body = Buffer.from(payload);
  return Buffer.concat([Buffer.from([FINAL | opcode]), lengthOf(body.length), body]);
}

function lengthOf(bytes: number): Buffer {
  if (bytes < TWO_BYTES) return Buffer.from([bytes]);
  if (bytes < 2 ** 16) {
    const length = Buffer.from([TWO_BYTES, 0, 0]);
    length.writeUInt16BE(bytes, 1);
    return length;
  }
  const length = Buffer.alloc(9, EIGHT_BYTES);
  length.writeBigUInt64BE(BigInt(bytes), 1);
  return length;
}

/** Finds the frames in a stream of bytes, however it was cut. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);

  read(chunk: Buffer): Frame[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const frames: Frame[] = [];
    for (let frame = this.#next(); frame; frame = this.#next()) frames.push(frame);
    return frames;
  }

  #next(): Frame | undefined {
    const layout = layoutOf(this.#rest);
    if (!layout || this.#rest.length < layout.end) return undefined;
    const bytes = this.#rest.subarray(0, layout.end);
    this.#rest = this.#rest.subarray(layout.end);
    return { opcode: bytes.readUInt8(0) & 0xf, payload: payloadOf(bytes, layout), bytes };
  }
}

interface Layout {
  readonly masked: boolean;
  readonly start: number;
  readonly end: number;
}

/** Where the payload is; `undefined` while the header is not complete. */
function layoutOf(bytes: Buffer): Layout | undefined {
  if (bytes.length < 2) return undefined;
  const second = bytes.readUInt8(1);
  const masked = (second & MASKED) !== 0;
  const short = second & ~MASKED;
  const header = short < TWO_BYTES ? 2 : short === TWO_BYTES ? 4 : 10;
  if (bytes.length < header) return undefined;
  const length =
    header === 2 ? short : header === 4 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const start = header + (masked ? MASK_BYTES : 0);
  return { masked, start, end: start + length };
}

function payloadOf(bytes: Buffer, { masked, start, end }: Layout): Buffer {
  const payload = Buffer.from(bytes.subarray(start, end));
  if (!masked) return payload;
  const mask = bytes.subarray(start - MASK_BYTES, start);
  for (let at = 0; at < payload.length; at += 1) payload[at] = (payload[at] ?? 0) ^ (mask[at % 4] ?? 0);
  return payload;
}
