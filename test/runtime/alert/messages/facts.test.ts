import assert from "node:assert/strict";
import { factsOf, ownCopy, topicOf } from "../../../../src/runtime/alert/messages/facts";

const SENT = Date.UTC(2026, 10, 27, 12);

describe("The time of a message", () => {
  const ROWS: readonly [string, object, number | undefined][] = [
    ["is when the exchange sent it", { coincall: { sent: SENT }, payload: { timestamp: 1 } }, SENT],
    ["is that of its data where that is not told", { coincall: {}, payload: { timestamp: SENT } }, SENT],
    [
      "is that of its newest trade",
      { coincall: { filled: true, sent: 5 }, payload: [{ timestamp: 1 }, { timestamp: SENT }] },
      SENT,
    ],
    [
      "is the end of a past candle",
      { coincall: { history: true }, payload: { timestamp: SENT, period: "m15" } },
      SENT + 900_000,
    ],
    [
      "is the end of a candle of seconds",
      { coincall: { made: true }, payload: { timestamp: SENT, period: "s15" } },
      SENT + 15_000,
    ],
    ["is not known of what is none of ours", { payload: { timestamp: SENT } }, undefined],
    ["is none where it is no moment", { coincall: { sent: "soon" }, payload: { timestamp: -1 } }, undefined],
  ];
  for (const [title, message, at] of ROWS) {
    it(title, () => assert.equal(factsOf(message).at, at));
  }
});

describe("The topic of a message", () => {
  it("is a text, of what can be one, and of at most 500 characters", () => {
    const topics = ["BTCUSD", 7, true, undefined, null, {}, ["a"], "x".repeat(500), "x".repeat(501)];
    const expected = ["BTCUSD", "7", "true", "", "", "", "", "x".repeat(500), undefined];
    assert.deepEqual(
      topics.map((topic) => topicOf({ topic })),
      expected,
    );
  });
});

describe("A value that is remembered", () => {
  it("is the text of a buffer", () => {
    assert.equal(ownCopy(Buffer.from("21.5")), "21.5");
    assert.equal(ownCopy(21.5), 21.5);
    assert.equal(ownCopy("100.000000000000000000001"), "100.000000000000000000001");
  });
});
