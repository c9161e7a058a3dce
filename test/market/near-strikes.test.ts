import assert from "node:assert/strict";
import { nearStrikes, type PricedStrike } from "../../src/market/near-strikes";

describe("The strikes near the money", () => {
  const at = (forward: number | undefined, ...strikes: number[]): PricedStrike[] =>
    strikes.map((strike) => ({ strike, call: forward === undefined ? {} : { underlyingPrice: forward } }));
  const range = (forward: number, each: number, ...strikes: number[]) => {
    const { lowest, highest } = nearStrikes(at(forward, ...strikes), each) ?? assert.fail();
    return strikes.filter((strike) => strike >= lowest && strike <= highest);
  };

  it("are so many on each side of it", () => {
    assert.deepEqual(range(305, 1, 100, 200, 300, 400, 500), [300, 400]);
    assert.deepEqual(range(305, 2, 100, 200, 300, 400, 500), [200, 300, 400, 500]);
  });

  it("count one that is the money itself as below it", () => {
    assert.deepEqual(range(300, 1, 100, 200, 300, 400, 500), [300, 400]);
  });

  it("are fewer at the ends of the ladder, and on one side only past them", () => {
    assert.deepEqual(range(150, 3, 100, 200, 300, 400, 500), [100, 200, 300, 400]);
    assert.deepEqual(range(50, 2, 100, 200, 300), [100, 200]);
    assert.deepEqual(range(900, 2, 100, 200, 300), [200, 300]);
    assert.deepEqual(range(305, 200, 100, 200, 300, 400, 500), [100, 200, 300, 400, 500]);
  });

  it("follow from mark prices where no row has the price of the underlying", () => {
    const marks = [
      { strike: 100, call: { markPrice: 25 }, put: { markPrice: 5 } },
      { strike: 200, call: { markPrice: 2 }, put: { markPrice: 82 } },
    ];
    assert.deepEqual(nearStrikes(marks, 1), { lowest: 100, highest: 200 });
  });

  it("are not known where nothing tells the money", () => {
    assert.equal(nearStrikes(at(undefined, 100, 200), 1), undefined);
    assert.equal(nearStrikes([], 1), undefined);
  });
});
