import assert from "node:assert/strict";
import { differences, median, quantile, ratios } from "../../bench/statistics";

describe("The bench's statistics", () => {
  it("take the middle value, or the mean of the two in the middle", () => {
    assert.equal(median([5, 1, 3]), 3);
    assert.equal(median([4, 1, 3, 2]), 2.5);
  });

  it("are not led astray by one slow round", () => {
    assert.equal(median([10, 11, 9, 10, 900]), 10);
  });

  it("leave the measured values in their order", () => {
    const values = [3, 1, 2];
    median(values);
    assert.deepEqual(values, [3, 1, 2]);
  });

  it("find the value that 99 of 100 do not pass", () => {
    const values = Array.from({ length: 101 }, (_, index) => index);
    assert.equal(quantile(values, 0.99), 99);
    assert.equal(quantile(values, 0), 0);
    assert.equal(quantile(values, 1), 100);
  });

  it("compare what was measured in the same round, so that a slow round is slow for both", () => {
    assert.deepEqual(ratios([10, 40], [20, 80]), [0.5, 0.5]);
    assert.deepEqual(differences([10, 40], [4, 34]), [6, 6]);
  });

  it("have no small ratio of what is not above zero, and are not led astray by one such round", () => {
    assert.deepEqual(ratios([10, -10, 10], [-20, 20, 0]), [Infinity, Infinity, Infinity]);
    assert.equal(median([3, Infinity, 2]), 3);
    assert.equal(median([3, Infinity, Infinity]), Infinity);
  });

  it("do not compare rounds of which one is missing", () => {
    assert.throws(() => ratios([1, 2], [1]), RangeError);
  });
});
