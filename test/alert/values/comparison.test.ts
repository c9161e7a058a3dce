import assert from "node:assert/strict";
import Big from "big.js";
import fc from "fast-check";
import { compare, signOfExcess } from "../../../src/alert/values/comparison";
import { readValue, type Value } from "../../../src/alert/values/value";

/** Values that are often equal, or nearly so. */
const near = fc
  .tuple(fc.integer({ min: -40, max: 40 }), fc.constantFrom(0, 0, 1, -1))
  .map(([tenths, hair]) => readValue(new Big(tenths).div(10).plus(`${hair}e-25`).toFixed()) as Value);
const amounts = fc.integer({ min: 0, max: 30 }).map((tenths) => tenths / 10);

describe("Values", () => {
  it("are compared exactly, numbers and texts alike", () => {
    fc.assert(
      fc.property(near, near, (a, b) => {
        assert.equal(compare(a, b), new Big(a).cmp(b));
      }),
    );
  });

  it("are compared with an amount exactly, in each unit", () => {
    fc.assert(
      fc.property(near, near, near, amounts, (a, b, level, back) => {
        const amount = new Big(level).plus(back);
        const excess = new Big(a).minus(b);
        const expected = (of: Big.BigSource) => excess.cmp(amount.times(of));
        assert.equal(signOfExcess(a, b, level, back, "value"), expected(1));
        assert.equal(signOfExcess(a, b, level, back, "points"), expected("0.01"));
        assert.equal(signOfExcess(a, b, level, back, "percent"), expected(new Big(b).abs().times("0.01")));
      }),
      { numRuns: 2000 },
    );
  });

  it("are compared also where doubles end", () => {
    assert.equal(compare("1e400", "1e399"), 1);
    assert.equal(compare("1e-400", "1e-399"), -1);
    assert.equal(signOfExcess(1e308, -1e308, 1e308, 1e308, "value"), 0);
  });
});
