import assert from "node:assert/strict";
import * as fc from "fast-check";
import { firstOf, keptOf, lastOf, moreOf, type Part, partWith } from "../../../src/editor/symbols/part";

const sizeOf = ({ from, to }: Part) => to - from;

describe("The part of a long list of symbols that is drawn", () => {
  it("is all of a list that is short enough", () => {
    for (const count of [0, 1, 100]) {
      assert.deepEqual(
        [firstOf(count), lastOf(count)],
        [
          { from: 0, to: count },
          { from: 0, to: count },
        ],
      );
    }
  });

  it("is a hundred at the beginning or at the end of a longer one", () => {
    assert.deepEqual(
      [firstOf(2000), lastOf(2000)],
      [
        { from: 0, to: 100 },
        { from: 1900, to: 2000 },
      ],
    );
  });

  it("grows by a hundred at the end that is reached, and no further than the list", () => {
    assert.deepEqual(moreOf({ from: 0, to: 100 }, 2000, "after"), { from: 0, to: 200 });
    assert.deepEqual(moreOf({ from: 0, to: 1950 }, 2000, "after"), { from: 0, to: 2000 });
    assert.deepEqual(moreOf({ from: 1900, to: 2000 }, 2000, "before"), { from: 1800, to: 2000 });
    assert.deepEqual(moreOf({ from: 20, to: 120 }, 2000, "before"), { from: 0, to: 120 });
  });

  it("stays where it is when one is taken out, and is filled up again", () => {
    assert.deepEqual(keptOf({ from: 300, to: 500 }, 1999), { from: 300, to: 500 });
    assert.deepEqual(keptOf({ from: 1900, to: 2000 }, 1999), { from: 1899, to: 1999 });
    assert.deepEqual(keptOf({ from: 1900, to: 2000 }, 0), { from: 0, to: 0 });
  });

  it("has every one in it that is gone to, and never very many because of that", () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.nat(5_000), fc.nat(5_000), (count, index, from) => {
        fc.pre(index < count && from < count);
        const before = { from, to: Math.min(from + 100, count) };
        const part = partWith(index, before, count);
        assert.ok(index >= part.from && index < part.to);
        assert.ok(part.from >= 0 && part.to <= count && sizeOf(part) <= 100);
      }),
    );
  });
});
