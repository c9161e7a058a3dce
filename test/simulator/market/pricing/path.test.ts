import assert from "node:assert/strict";
import fc from "fast-check";
import { Path, YEAR } from "../../../../src/simulator/market/pricing/path";
import { branch, rootOf } from "../../../../src/simulator/market/pricing/random";
import { DAY, MONDAY } from "../../moments";

const WANDERING = { halfLife: 45 * DAY, volatility: 0.44, finest: 7 };

function pathOf(seed: number): Path {
  const root = rootOf(seed);
  const factors = [
    { key: branch(root, 1), weight: 0.8 },
    { key: branch(root, 2), weight: 0.6 },
  ];
  return new Path(factors, WANDERING);
}

const moment = fc.integer({ min: MONDAY - 1_000 * DAY, max: MONDAY + 1_000 * DAY });

describe("A path that prices take", () => {
  it("is the same at a moment whatever was asked before", () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(moment, { minLength: 1, maxLength: 30 }), (seed, moments) => {
        const path = pathOf(seed);
        for (const time of moments) assert.equal(path.at(time), pathOf(seed).at(time));
      }),
    );
  });

  it("has no jumps: it moves as little in a ms as its volatility allows", () => {
    const path = pathOf(1);
    const most = 6 * WANDERING.volatility * Math.sqrt(128 / YEAR);
    fc.assert(fc.property(moment, (time) => Math.abs(path.at(time + 1) - path.at(time)) < most));
  });

  it("is as volatile as it should be, at every scale", () => {
    const path = pathOf(2);
    for (const step of [1_000, 60_000, 3_600_000, DAY]) {
      let sum = 0;
      const count = 4_000;
      for (let index = 0; index < count; index++) {
        sum += (path.at(MONDAY + (index + 1) * step) - path.at(MONDAY + index * step)) ** 2;
      }
      const volatility = Math.sqrt((sum / count / step) * YEAR);
      assert.ok(
        Math.abs(volatility / WANDERING.volatility - 1) < 0.08,
        `${volatility} in steps of ${step} ms`,
      );
    }
  });

  it("returns to where it came from, so that prices are believable for years", () => {
    const path = pathOf(3);
    for (let day = 0; day < 20 * 365; day++) assert.ok(Math.abs(path.at(MONDAY + day * DAY)) < 0.8, `${day}`);
  });

  it("never leaves the bounds that a walk is told, and shows it whole", () => {
    fc.assert(
      fc.property(fc.integer(), moment, fc.integer({ min: 1, max: 3 * DAY }), (seed, from, length) => {
        const path = pathOf(seed);
        let covered = 0;
        path.walk(from, from + length, 1, (start, end, low, high) => {
          for (const share of [0, 0.3, 0.7, 0.999]) {
            const value = path.at(start + share * (end - start));
            assert.ok(value >= low - 1e-12 && value <= high + 1e-12);
          }
          if (end - start > DAY / 8) return true;
          covered += Math.min(end, from + length) - Math.max(start, from);
          return false;
        });
        assert.equal(covered, length);
      }),
      { numRuns: 30 },
    );
  });
});
