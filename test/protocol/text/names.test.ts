import assert from "node:assert/strict";
import { Glances } from "../../../src/protocol/glance/glance";
import { pushKind } from "../../../src/protocol/rows/push-kind";
import { PlainJson } from "../../../src/protocol/text/plain-json";
import { growthBy } from "../../support/heap";

const FRAMES = 2_000;
const LENGTH = 20_000;

function gathered(gather: (text: Buffer) => unknown): unknown[] {
  return Array.from({ length: FRAMES }, (_, frame) => {
    const s = `BTCUSD-27DEC30-${100_000 + frame}-C`;
    return gather(Buffer.from(JSON.stringify({ dt: 3, c: 20, d: { s, x: "x".repeat(LENGTH) } })));
  });
}

describe("A name out of a frame", () => {
  it("does not keep the frame in memory", () => {
    const glances = new Glances();
    const plain = new PlainJson(pushKind("greeks"));
    const symbolOf = (text: Buffer) => (plain.parse(text) as { d: { s: string } }).d.s;
    for (const gather of [(text: Buffer) => glances.at(text)?.symbols, symbolOf]) {
      const grown = growthBy(() => gathered(gather));
      assert.ok(grown < (FRAMES * LENGTH) / 4, `${grown} bytes more`);
    }
  });
});
