import assert from "node:assert/strict";
import { forgotten, type Known, newestOf, withTold } from "../../../src/history/trades/known";
import type { RawTrade } from "../../../src/protocol/decode";

const NOTHING: Known = { trades: [], from: 0 };

function tradesAt(...times: readonly number[]): RawTrade[] {
  return times.map((ts) => ({ s: "BTCUSD", pr: 1, q: 1, ts }));
}

function told(times: readonly number[]): Known {
  return times.reduce((known, time) => withTold(known, tradesAt(time)), NOTHING);
}

function count(length: number, of: (index: number) => number): number[] {
  return Array.from({ length }, (_, index) => of(index));
}

describe("The trades that were told last", () => {
  it("are remembered in bounded numbers, the newest of them, and it is known from when on", () => {
    const { trades, from } = told(count(10_000, (index) => index + 1));
    assert.ok(trades.length >= 128 && trades.length <= 256);
    assert.equal(Number(trades[0]?.ts), from + 1);
    assert.equal(Number(trades.at(-1)?.ts), 10_000);
  });

  it("of one millisecond are forgotten together", () => {
    const { trades, from } = told([...count(200, (index) => index + 1), ...count(300, () => 500)]);
    assert.equal(trades.filter(({ ts }) => ts === 500).length, 300);
    assert.ok(from < 500);
  });

  it("of one millisecond are forgotten where they are thousands", () => {
    const known = withTold(NOTHING, tradesAt(...count(5_000, () => 500)));
    assert.equal(known.trades.length, 4_096);
    assert.equal(known.from, 500);
  });

  it("are known by their times once they are forgotten", () => {
    assert.deepEqual(forgotten(told([3, 9, 5])), { trades: [], from: 9 });
    assert.deepEqual(forgotten({ trades: [], from: 7 }), { trades: [], from: 7 });
  });

  it("know which was the newest, also where one has no time", () => {
    const known = withTold(NOTHING, [...tradesAt(3, 9, 5), { s: "BTCUSD", pr: 1, q: 1 }]);
    assert.equal(newestOf(known), 9);
    assert.equal(newestOf({ trades: [], from: 7 }), 7);
  });
});
