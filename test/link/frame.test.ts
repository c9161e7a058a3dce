import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Frame } from "../../src/link/frame";

const FRAMES = 200;
const LENGTH = 5_000;
/** What a socket reads at once. */
const CHUNK = 65_536;

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

describe("A frame that waits", () => {
  it("keeps its own bytes, and not all that the socket read with it", () => {
    collectGarbage();
    const before = process.memoryUsage().arrayBuffers;
    const frames = Array.from({ length: FRAMES }, (_, index) => {
      const chunk = Buffer.alloc(CHUNK, "x");
      const frame = new Frame(chunk.subarray(index, index + LENGTH), 0);
      frame.keep();
      return frame;
    });
    collectGarbage();
    const grown = process.memoryUsage().arrayBuffers - before;
    assert.ok(grown < 2 * FRAMES * LENGTH, `${grown} bytes for ${FRAMES} frames of ${LENGTH}`);
    for (const { text } of frames) assert.equal(text, "x".repeat(LENGTH));
  });
});
