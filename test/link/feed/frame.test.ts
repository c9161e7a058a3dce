import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Frame } from "../../../src/link/feed/frame";

const LENGTH = 5_000;
/** What a socket reads at once. */
const CHUNK = 65_536;

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

describe("A frame that waits", () => {
  it("keeps its own bytes, and not all that the socket read with it", async () => {
    const [frame, chunk] = frameOfChunk();
    frame.keep();
    // What a weak reference leads to lives until the end of the turn.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    assert.equal(chunk.deref(), undefined);
    assert.equal(frame.text, "x".repeat(LENGTH));
  });
});

function frameOfChunk(): [Frame, WeakRef<ArrayBufferLike>] {
  const chunk = Buffer.alloc(CHUNK, "x");
  return [new Frame(chunk.subarray(7, 7 + LENGTH), 0), new WeakRef(chunk.buffer)];
}
