import assert from "node:assert/strict";
import { startValues } from "../../bench/measurements/loading";

const QUICK = { took: 900, cpu: 800, rss: 110 };

describe("The starts of Node-RED that the bench measures", () => {
  it("count by the quickest, which was held up least by whatever else the machine does", () => {
    const heldUp = { took: 2_900, cpu: 1_100, rss: 110 };
    assert.deepEqual(startValues("with it", [heldUp, heldUp, QUICK]), {
      "with it, ms": 900,
      "with it, ms of the processor": 800,
      "with it, bytes": 110,
    });
  });

  it("count by the bytes of the middle one", () => {
    const starts = [112, 100, 111].map((rss) => ({ ...QUICK, rss }));
    assert.equal(startValues("with it", starts)["with it, bytes"], 111);
  });
});
