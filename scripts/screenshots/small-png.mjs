import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");
/** Half of what an index of a byte can name: enough for most screenshots, and a tenth smaller. */
const COLOURS = 128;
const RGB = 2;
const INDEXED = 3;

/**
 * The same picture in its most frequent colours, in a third of the bytes. A screenshot has few colours and many
 * blends of them at the edges of letters; a blend that is rare becomes the nearest one that is not.
 *
 * @param png as Chromium takes it: 8 bits a channel, RGB without alpha, not interlaced
 * @param colours how many to keep, 256 at most
 */
export function smallPng(png, colours = COLOURS) {
  const { width, height, pixels } = decode(png);
  const palette = frequentColours(pixels, colours);
  const indexes = new Map(palette.map((colour, index) => [colour, index]));
  // A row begins with the number of its filter, and 0 is none: indexes have no slope that a filter could use.
  const rows = Buffer.alloc(height * (width + 1));
  for (let at = 0; at < pixels.length; at++) {
    const colour = pixels[at];
    const index = indexes.get(colour) ?? nearest(palette, colour);
    indexes.set(colour, index);
    rows[at + Math.floor(at / width) + 1] = index;
  }
  return encode(width, height, palette, rows);
}

function decode(png) {
  const chunks = chunksOf(png);
  const header = chunks.find(({ type }) => type === "IHDR").data;
  if (header[8] !== 8 || header[9] !== RGB || header[12] !== 0) throw new Error("Not an 8-bit RGB picture.");
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const data = Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map((chunk) => chunk.data));
  return { width, height, pixels: unfilter(inflateSync(data), width, height) };
}

function chunksOf(png) {
  const chunks = [];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString("latin1", at + 4, at + 8);
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

/** Undoes the filters of PNG (its specification, 9.2): each byte is told as the difference from a guess. */
function unfilter(rows, width, height) {
  const stride = width * 3;
  const bytes = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x < 3 ? 0 : bytes[at - 3];
      const above = y === 0 ? 0 : bytes[at - stride];
      const corner = x < 3 || y === 0 ? 0 : bytes[at - stride - 3];
      bytes[at] = rows[y * (stride + 1) + 1 + x] + guess(filter, left, above, corner);
    }
  }
  return Uint32Array.from(
    { length: width * height },
    (_, at) => (bytes[at * 3] << 16) | (bytes[at * 3 + 1] << 8) | bytes[at * 3 + 2],
  );
}

function guess(filter, left, above, corner) {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    default:
      return paeth(left, above, corner);
  }
}

/** Whichever of the three is nearest to the slope through them. */
function paeth(left, above, corner) {
  const [toLeft, toAbove] = [Math.abs(above - corner), Math.abs(left - corner)];
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function frequentColours(pixels, colours) {
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const byFrequency = [...counts].sort(([, one], [, other]) => other - one);
  return byFrequency.slice(0, colours).map(([colour]) => colour);
}

function nearest(palette, colour) {
  const distances = palette.map((known) => distance(known, colour));
  return distances.indexOf(Math.min(...distances));
}

function distance(one, other) {
  const channels = [16, 8, 0].map((shift) => ((one >> shift) & 255) - ((other >> shift) & 255));
  return channels.reduce((sum, difference) => sum + difference ** 2, 0);
}

function encode(width, height, palette, rows) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, INDEXED], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", colours),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
