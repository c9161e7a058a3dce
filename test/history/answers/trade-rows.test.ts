import assert from "node:assert/strict";
import { sourcesOf, tradesOf } from "../../../src/history/answers/trade-rows";

const NOON = Date.parse("2026-11-23T12:00:00Z");

function row(second: number, more: object = {}): object {
  return { symbol: "BTCUSD", price: second, qty: "1.0 ", time: NOON + second * 1_000, tradeSide: 1, ...more };
}

function read(answer: unknown): readonly number[] | undefined {
  return tradesOf(answer, "BTCUSD")?.trades.map(({ pr }) => Number(pr));
}

describe("Trades of REST", () => {
  it("are read as the socket has them, with the figures as they were written", () => {
    assert.deepEqual(tradesOf([row(1, { price: "1.50", tradeId: "7882585330726010026" })], "BTCUSD"), {
      trades: [
        { s: "BTCUSD", pr: "1.50", q: "1.0 ", sd: 1, ts: NOON + 1_000, tradeId: "7882585330726010026" },
      ],
      isWhole: true,
    });
  });

  for (const [name, answer, prices] of [
    ["newest first", [row(3), row(2), row(1)], [1, 2, 3]],
    ["oldest first", [row(1), row(2), row(3)], [1, 2, 3]],
    ["out of order", [row(2), row(3), row(1)], [1, 2, 3]],
    ["newest first, two of them in one millisecond", [row(2), row(1, { price: 9 }), row(1)], [1, 9, 2]],
    ["that don't say their symbol", [row(1, { symbol: undefined })], [1]],
  ] as const) {
    it(`are told oldest first from a list ${name}`, () => {
      assert.deepEqual(read(answer), prices);
    });
  }

  it("are found again in the answer that they were read of", () => {
    const answer = [
      row(3),
      null,
      row(2, { displayName: "BTC perpetual" }),
      row(1, { price: "much" }),
      row(1),
    ];
    const { trades = [] } = tradesOf(answer, "BTCUSD") ?? {};
    assert.deepEqual(sourcesOf(answer, trades.slice(0, 2)), [answer[2], answer[4]]);
    assert.deepEqual(sourcesOf("<html>", trades), []);
  });

  it("tell where one can't be read", () => {
    for (const bad of [null, "x", row(2, { price: "much" }), row(2, { time: undefined })]) {
      const { trades, isWhole } = tradesOf([row(1), bad], "BTCUSD") ?? {};
      assert.deepEqual([trades?.length, isWhole], [1, false]);
    }
  });

  for (const [name, answer] of [
    ["nothing", undefined],
    ["a text", "<html>"],
    ["an object", { list: [row(1)] }],
    ["an empty list", []],
    ["a list with nothing that can be read", [null, { time: NOON }]],
    ["a list with one of another symbol", [row(1), row(2, { symbol: "ETHUSD" })]],
  ] as const) {
    it(`are not read from ${name}`, () => {
      assert.equal(read(answer), undefined);
    });
  }

  it("are looked at up to two thousand, the newest", () => {
    const all = Array.from({ length: 5_000 }, (_, index) => row(index + 1));
    for (const answer of [all, all.toReversed()]) {
      const prices = read(answer) ?? [];
      assert.deepEqual([prices.length, prices[0], prices.at(-1)], [2_000, 3_001, 5_000]);
    }
  });
});
