import assert from "node:assert/strict";
import fc from "fast-check";
import { type Coverage, coverageFrom, extendedTo, withGap } from "../../src/history/coverage";
import type { Filled, Gap } from "../../src/history/told";

function gap(from: number, to: number, filled: Filled = "part"): Gap {
  return { from, to, filled };
}

function covering(gaps: readonly Gap[]): Coverage {
  return gaps.reduce((coverage, each) => withGap(coverage, each), coverageFrom(0));
}

describe("What a series covers", () => {
  it("begins with what was told first, or with its past", () => {
    assert.equal(coverageFrom(100).from, 100);
    assert.equal(extendedTo(coverageFrom(100), 40).from, 40);
    assert.equal(extendedTo(coverageFrom(100), 140).from, 100);
  });

  it("has the gaps that were told, ascending, each with the last word on it", () => {
    const told = [gap(10, 20, "none"), gap(40, 50, "none"), gap(10, 20, "all")];
    assert.deepEqual(covering(told).gaps, [gap(10, 20, "all"), gap(40, 50, "none")]);
  });

  it("has the gap of each topic, with the last word on that one", () => {
    const one = withGap(coverageFrom(0), gap(10, 20, "none"), "one");
    const both = withGap(one, gap(10, 20, "all"), "other");
    assert.deepEqual(
      both.gaps.map(({ filled }) => filled),
      ["none", "all"],
    );
    const filled = withGap(both, gap(10, 20, "part"), "one");
    assert.deepEqual(
      filled.gaps.map(({ filled: how }) => how),
      ["all", "part"],
    );
  });

  it("begins after a gap that is forgotten, unless that was filled", () => {
    const gaps = Array.from({ length: 22 }, (_, index) =>
      gap(index * 10, index * 10 + 5, index === 1 ? "all" : "part"),
    );
    const coverage = covering(gaps);
    assert.deepEqual([coverage.from, coverage.gaps.length, coverage.gaps[0]?.from], [5, 20, 20]);
  });

  it("has nothing of a gap before it", () => {
    assert.deepEqual(withGap(coverageFrom(100), gap(10, 20, "all")), coverageFrom(100));
  });

  it("has twenty gaps at most, and all that is left out lies before it, whatever comes", () => {
    const gaps = fc.array(
      fc.record({
        from: fc.integer({ min: 0, max: 1_000 }),
        length: fc.integer({ min: 1, max: 50 }),
        filled: fc.constantFrom("all" as const, "part" as const, "none" as const),
      }),
      { maxLength: 100 },
    );
    fc.assert(
      fc.property(gaps, (all) => {
        const told = all.map(({ from, length, filled }) => gap(from, from + length, filled));
        const coverage = covering(told);
        assert.ok(coverage.gaps.length <= 20);
        const standing = [...new Map(told.map((each) => [each.to, each])).values()];
        for (const { to, filled } of standing) {
          const isKept = coverage.gaps.some((kept) => kept.to === to);
          assert.ok(isKept || filled === "all" || to <= coverage.from);
        }
      }),
    );
  });
});
