import assert from "node:assert/strict";
import { indexOf, isOn, isPast, nearest } from "../../src/market/ladder";

const ladderOf = (...strikes: number[]) => strikes.map((strike) => ({ strike, symbol: `X-${strike}` }));

describe("A ladder of strikes", () => {
  const ladder = ladderOf(80, 90, 100, 120);
  const nearestTo: readonly (readonly [price: number, strike: number])[] = [
    [0, 80],
    [80, 80],
    [84.9, 80],
    [85, 80],
    [85.1, 90],
    [95, 90],
    [109.9, 100],
    [110, 100],
    [110.1, 120],
    [1e9, 120],
  ];
  for (const [price, strike] of nearestTo) {
    it(`has ${strike} nearest to ${price}`, () =>
      assert.equal(ladder[nearest(ladder, price)]?.strike, strike));
  }

  it("takes what decimals make of a middle for the middle", () => {
    assert.equal(nearest(ladderOf(0.1, 0.2), 0.1 + 0.05), 0);
    assert.equal(nearest(ladderOf(0.1, 0.2), 0.15000000000000002), 0);
    assert.equal(isPast(1.6, 1, 2, 0.1), false);
    assert.equal(isPast(1.6001, 1, 2, 0.1), true);
  });

  it("has nothing nearest when it is empty", () => assert.equal(nearest([], 100), -1));

  it("finds strikes, and none that it does not have", () => {
    assert.deepEqual(
      [70, 80, 85, 90, 120, 130].map((strike) => indexOf(ladder, strike)),
      [-1, 0, -1, 1, 3, -1],
    );
  });

  it("knows an option by its spelling too", () => {
    assert.ok(isOn(ladder, { strike: 90, symbol: "X-90" }));
    assert.ok(!isOn(ladder, { strike: 90, symbol: "X-90.0" }));
    assert.ok(!isOn(ladder, { strike: 95, symbol: "X-90" }));
  });

  it("is past a middle in both directions", () => {
    assert.deepEqual(
      [95, 95.9, 96.1].map((price) => isPast(price, 90, 100, 0.1)),
      [false, false, true],
    );
    assert.deepEqual(
      [95, 94.1, 93.9].map((price) => isPast(price, 100, 90, 0.1)),
      [false, false, true],
    );
  });
});
