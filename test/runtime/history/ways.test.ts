import assert from "node:assert/strict";
import { learnt, nextWay, type Ways } from "../../../src/runtime/history/ways";

const SHORT = { way: "documented", isShort: true } as const;
const FULL = { way: "documented", isShort: false } as const;

describe("Candles are asked for", () => {
  it("as documented first, and without a limit where that leaves something open", () => {
    assert.equal(nextWay({}, "futures"), "documented");
    assert.equal(nextWay({}, "futures", FULL), undefined);
    assert.equal(nextWay({}, "futures", SHORT), "unlimited");
    assert.equal(nextWay({}, "futures", { way: "unlimited", isShort: true }), undefined);
  });

  it("without a limit at once where that has told more, of each market by itself", () => {
    const ways = learnt({}, "futures", "unlimited", true);
    assert.equal(nextWay(ways, "futures"), "unlimited");
    assert.equal(nextWay(ways, "options"), "documented");
    assert.equal(nextWay(learnt(ways, "futures", "documented", true), "futures"), "unlimited");
  });

  it("without a limit also where the limit did for few candles, and does not for many", () => {
    const ways: Ways = learnt({}, "futures", "documented", true);
    assert.equal(nextWay(ways, "futures", SHORT), "unlimited");
    assert.equal(nextWay(learnt(ways, "futures", "unlimited", true), "futures"), "unlimited");
    assert.equal(nextWay(learnt(ways, "futures", "unlimited", false), "futures"), "documented");
  });
});
