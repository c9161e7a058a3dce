import assert from "node:assert/strict";
import {
  ALL_IN_DOUBT,
  type Doubt,
  filledAt,
  foundAt,
  isDoubtful,
  isUndecided,
  knownFrom,
  lostAt,
} from "../../../src/history/made/doubts";
import { OF_TRADES } from "../../../src/history/made/from-trades";
import type { Filled, Gap } from "../../../src/history/told";

function gap(from: number, to: number, filled: Filled): Gap {
  return { from, to, filled };
}

/** Lost at a time, and back at another with a gap. */
function outage(doubts: readonly Doubt[], lost: number, found: Gap): readonly Doubt[] {
  return foundAt(lostAt(doubts, lost), found, found.to, 0);
}

/** Which of these tens are in doubt. */
function doubtful(doubts: readonly Doubt[], ...tens: readonly number[]): number[] {
  return tens.filter((from) => isDoubtful(doubts, from, from + 10));
}

describe("What may be missing of made candles", () => {
  it("is everything until something live comes, and then what was before the first that was told", () => {
    assert.deepEqual(doubtful(ALL_IN_DOUBT, 0, 100), [0, 100]);
    const begun = foundAt(ALL_IN_DOUBT, undefined, 50, 20);
    assert.deepEqual(doubtful(begun, 0, 10, 20, 50), [0, 10]);
  });

  it("is a gap in the past too", () => {
    assert.deepEqual(
      doubtful(foundAt(ALL_IN_DOUBT, gap(30, 50, "part"), 50, 20), 10, 20, 30, 40, 50),
      [10, 30, 40],
    );
  });

  it("is undecided from an outage on, until something live comes", () => {
    const lost = lostAt(knownFrom(0), 35);
    assert.deepEqual(doubtful(lost, 20, 30, 1_000), [30, 1_000]);
    assert.deepEqual([isUndecided(lost, 30), isUndecided(lost, 40)], [false, true]);
    assert.deepEqual(lostAt(lost, 90), lost);
    const found = foundAt(lost, gap(35, 60, "none"), 60, 0);
    assert.deepEqual(doubtful(found, 20, 30, 50, 60), [30, 50]);
    assert.equal(isUndecided(found, 40), false);
  });

  it("begins where the link was lost, or where something is missing from if that is earlier", () => {
    assert.deepEqual(doubtful(outage(knownFrom(0), 35, gap(50, 60, "part")), 20, 30, 50), [30, 50]);
    assert.deepEqual(doubtful(outage(knownFrom(0), 50, gap(35, 60, "part")), 20, 30, 50), [30, 50]);
  });

  it("is nothing where all was filled, at once or afterwards", () => {
    assert.deepEqual(outage(knownFrom(0), 35, gap(35, 60, "all")), knownFrom(0));
    const none = outage(knownFrom(0), 35, gap(35, 60, "none"));
    assert.deepEqual(filledAt(none, gap(35, 60, "part")), none);
    assert.deepEqual(filledAt(none, gap(35, 61, "all")), none);
    assert.deepEqual(filledAt(none, gap(35, 60, "all")), knownFrom(0));
  });

  it("is never less for being too much to remember", () => {
    const outages = Array.from({ length: 100 }, (_, index) => 100 * (index + 1));
    const doubts = outages.reduce(
      (before, from) => outage(before, from, gap(from, from + 50, "none")),
      knownFrom(0),
    );
    assert.ok(doubts.length <= 20);
    assert.deepEqual(doubtful(doubts, ...outages), outages);
  });

  it("is of trades the last millisecond of a gap too", () => {
    assert.equal(OF_TRADES.wholeFrom({ s: "BTCUSD", pr: 1 }, gap(0, 60, "part")), 61);
  });
});
