import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Direction,
  type Extremes,
  extend,
  extremeSince,
  NO_EXTREMES,
  PARTS,
} from "../../../src/alert/window/extremes";

const WINDOW = 3000;
const PART = WINDOW / PARTS;

interface Seen {
  readonly at: number;
  readonly value: number;
}

const directions = fc.constantFrom<Direction>(-1, 1);
/** Values over some windows, some of them overtaken. */
const values = fc.array(
  fc.record({
    after: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 1500 })),
    late: fc.oneof(
      { weight: 5, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 2000 }) },
    ),
    value: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 3000 })),
  }),
  { minLength: 1, maxLength: 300 },
);

function kept(seen: readonly Seen[], direction: Direction): Extremes {
  return seen.reduce<Extremes>(
    (extremes, { at, value }) => extend(extremes, direction, at, value, WINDOW),
    NO_EXTREMES,
  );
}

function naive(seen: readonly Seen[], direction: Direction, since: number): number {
  const inside = seen.filter(({ at }) => at >= since).map(({ value }) => value);
  return direction < 0 ? Math.min(...inside) : Math.max(...inside);
}

function seenFrom(steps: readonly { after: number; late: number; value: number }[]): Seen[] {
  let clock = 1_000_000;
  return steps.map(({ after, late, value }) => {
    clock += after;
    return { at: clock - late, value };
  });
}

describe("The extreme of a window", () => {
  it("lies between that of the window and that of one which is shorter by less than a part", () => {
    fc.assert(
      fc.property(values, directions, (steps, direction) => {
        const seen = seenFrom(steps);
        const newest = Math.max(...seen.map(({ at }) => at));
        const extremes = kept(seen, direction);
        assert.ok(extremes.length <= 2 * (PARTS + 1));
        const found = extremeSince(extremes, newest - WINDOW);
        assert.ok(found);
        const value = Number(found.value);
        const [whole, shorter] = [
          naive(seen, direction, newest - WINDOW),
          naive(seen, direction, newest - WINDOW + PART),
        ];
        assert.ok(direction < 0 ? value >= whole && value <= shorter : value <= whole && value >= shorter);
        assert.ok(seen.some((each) => each.at === found.at && each.value === value));
      }),
      { numRuns: 2000 },
    );
  });

  it("is that of the window where values are a part or more apart", () => {
    fc.assert(
      fc.property(values, directions, (steps, direction) => {
        const seen = seenFrom(steps.map((step) => ({ ...step, after: step.after + PART, late: 0 })));
        const newest = seen.at(-1)?.at ?? 0;
        const found = extremeSince(kept(seen, direction), newest - WINDOW);
        assert.equal(found?.value, naive(seen, direction, newest - WINDOW));
      }),
    );
  });

  it("leaves at just its moment, whatever came since", () => {
    const extremes = kept(
      [
        { at: 0, value: 5 },
        { at: 1000, value: 7 },
        { at: 2999, value: 9 },
      ],
      -1,
    );
    assert.equal(extremeSince(extremes, 0)?.value, 5);
    assert.equal(extremeSince(extremes, 1)?.value, 7);
    assert.equal(extremeSince(extremes, 1001)?.value, 9);
    assert.equal(extremeSince(extremes, 3000), undefined);
  });

  it("is kept with so many values at most, however they move", () => {
    for (const slope of [-1, 0, 1]) {
      for (const direction of [-1, 1] as const) {
        let extremes = NO_EXTREMES;
        for (let at = 0; at < 4 * WINDOW; at++) {
          extremes = extend(extremes, direction, at, slope * at, WINDOW);
          assert.ok(extremes.length <= 2 * (PARTS + 1));
        }
      }
    }
  });

  it("is kept once a part, also where the more extreme of two was overtaken", () => {
    const extremes = kept(
      [
        { at: 10, value: 7 },
        { at: 5, value: 5 },
      ],
      -1,
    );
    assert.deepEqual(extremes, [5, 5]);
  });

  it("is no value that is older than the window", () => {
    const extremes = kept([{ at: 2 * WINDOW, value: 5 }], -1);
    assert.equal(extend(extremes, -1, WINDOW - 1, 1, WINDOW), extremes);
  });

  it("does not change what it was kept in before", () => {
    const before = kept([{ at: 0, value: 5 }], -1);
    const copy = [...before];
    extend(before, -1, 1, 3, WINDOW);
    assert.deepEqual(before, copy);
  });
});
