import assert from "node:assert/strict";
import Big from "big.js";
import fc from "fast-check";
import { sum } from "../../../src/history/made/sum";

const digits = (most: number) => fc.stringMatching(new RegExp(`^\\d{1,${most}}$`));
const decimal = fc
  .tuple(digits(12), fc.option(digits(12), { nil: undefined }))
  .map(([whole, part]) => (part === undefined ? whole : `${whole}.${part}`));

describe("A sum of volumes", () => {
  it("is exact, of however many digits", () => {
    fc.assert(
      fc.property(decimal, decimal, (one, other) => {
        assert.equal(sum(one, other), new Big(one).plus(other).toFixed());
      }),
      { numRuns: 2_000 },
    );
  });

  for (const [one, other, both] of [
    ["0.10", "0.20", "0.3"],
    ["10", "20", "30"],
    [10, "0.0000001", "10.0000001"],
    [1e-7, 1e-8, "0.00000011"],
    ["99999999.9999999", "0.0000001", "100000000"],
    ["0", "0.00", "0"],
    [" 1 ", "2", "3"],
  ] as const) {
    it(`of ${one} and ${other} is ${both}`, () => assert.equal(sum(one, other), both));
  }
});
