import assert from "node:assert/strict";
import { type Asked, candlesOf } from "../../../src/history/answers/candle-rows";

const NOON = Date.parse("2026-11-23T12:00:00Z");
const ASKED: Asked = { symbol: "BTCUSD", period: "m1", from: NOON, to: NOON + 300_000 };

function row(minute: number, more: object = {}): object {
  return {
    open: 1,
    close: 2,
    low: 0.5,
    high: 3,
    volume: 4,
    time: NOON + minute * 60_000,
    period: "m1",
    ...more,
  };
}

/** Minutes of what was read. */
function read(answer: unknown, asked = ASKED): readonly number[] | undefined {
  return candlesOf(answer, asked)?.map(({ ts }) => (Number(ts) - NOON) / 60_000);
}

describe("Candles of REST", () => {
  it("are read as the socket has them, with the figures as they were written", () => {
    assert.deepEqual(candlesOf([row(1, { open: "1.10", volume: "4.000 " })], ASKED), [
      { s: "BTCUSD", open: "1.10", high: 3, low: 0.5, close: 2, v: "4.000 ", ts: NOON + 60_000, pe: "m1" },
    ]);
  });

  for (const [name, answer, minutes] of [
    ["in order", [row(0), row(1)], [0, 1]],
    ["out of order", [row(2), row(0), row(1)], [0, 1, 2]],
    ["of more than was asked", [row(-1), row(0), row(4), row(5)], [0, 4]],
    ["of none", [], []],
    [
      "with some that can't be read",
      [null, "x", 7, row(0, { open: "none" }), row(1), row(2, { time: null })],
      [1],
    ],
    ["with figures that contradict each other", [row(0, { high: 1.5 }), row(1, { low: 1.5 }), row(2)], [2]],
    ["with a period in capitals", [row(0, { period: "M1" })], [0]],
    [
      "that don't say their period and follow each other",
      [row(0, { period: undefined }), row(1, { period: "" })],
      [0, 1],
    ],
    ["that say their symbol", [row(0, { symbol: "BTCUSD" })], [0]],
  ] as const) {
    it(`are read from a list ${name}`, () => {
      assert.deepEqual(read(answer), minutes);
    });
  }

  it("count as they were written last where one comes twice", () => {
    const [candle] = candlesOf([row(0, { close: 1 }), row(0, { close: 2 })], ASKED) ?? [];
    assert.equal(candle?.close, 2);
  });

  for (const [name, answer] of [
    ["nothing", undefined],
    ["a text", "<html>"],
    ["an object", { list: [row(0)] }],
    ["a list with a candle of another period", [row(0), row(1, { period: "m5" })]],
    ["a list with a candle of another symbol", [row(0), row(1, { symbol: "ETHUSD" })]],
    ["a list with a candle that opens at no minute", [row(0), row(0.5)]],
    [
      "candles that don't say their period and never follow each other",
      [0, 5, 10].map((each) => row(each, { period: null })),
    ],
    ["one that does not say its period", [row(0, { period: undefined })]],
  ] as const) {
    it(`are not read from ${name}`, () => {
      assert.equal(read(answer), undefined);
    });
  }

  it("are looked at up to two thousand", () => {
    const asked = { ...ASKED, to: NOON + 5_000 * 60_000 };
    assert.equal(
      read(
        Array.from({ length: 5_000 }, (_, index) => row(index)),
        asked,
      )?.length,
      2_000,
    );
  });
});
