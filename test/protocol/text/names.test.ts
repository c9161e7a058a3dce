import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Glances } from "../../../src/protocol/glance/glance";
import { pushKind } from "../../../src/protocol/rows/push-kind";
import { PlainJson } from "../../../src/protocol/text/plain-json";

const FRAMES = 2_000;
const LENGTH = 20_000;

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

function heapAfter(gather: (text: Buffer) => unknown): number {
  const gathered: unknown[] = [];
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  for (let frame = 0; frame < FRAMES; frame += 1) {
    const s = `BTCUSD-27DEC30-${100_000 + frame}-C`;
    gathered.push(gather(Buffer.from(JSON.stringify({ dt: 3, c: 20, d: { s, x: "x".repeat(LENGTH) } }))));
  }
  collectGarbage();
  assert.equal(gathered.length, FRAMES);
  return process.memoryUsage().heapUsed - before;
}

describe("A name out of a frame", () => {
  it("does not keep the frame in memory", () => {
    const glances = new Glances();
    const plain = new PlainJson(pushKind("greeks"));
    const symbolOf = (text: Buffer) => (plain.parse(text) as { d: { s: string } }).d.s;
    for (const gather of [(text: Buffer) => glances.at(text)?.symbols, symbolOf]) {
      const grown = heapAfter(gather);
      assert.ok(grown < (FRAMES * LENGTH) / 4, `${grown} bytes more`);
    }
  });
});
