import assert from "node:assert/strict";
import { KeptTopics } from "../../src/alert/kept-topics";
import { NEW_TOPIC, type Topic } from "../../src/alert/topic";

const BUSY: Topic = {
  at: 1_790_000_000_000,
  heard: 1_790_000_000_020,
  value: "64250.123456789012345678",
  levels: [103, "104.5"],
  lows: [1_790_000_000_000, 99],
  highs: [],
  side: "below",
  hold: { since: 1_789_999_999_000, telling: "told", acrossGap: true },
  isAfterGap: true,
  gapAt: 1_789_999_998_000,
  alertedAt: 1_789_999_997_000,
  count: 7,
  isArmed: false,
  unreadable: 3,
};

describe("What is kept of topics", () => {
  it("comes back as it was, whatever of it there is", () => {
    const kept = new KeptTopics();
    const topics: Topic[] = [
      NEW_TOPIC,
      BUSY,
      { ...BUSY, value: 0, side: "above", hold: null, isArmed: true },
      { ...BUSY, value: null, side: null, isAfterGap: false, lows: [], levels: [103] },
    ];
    const rows = topics.map((topic) => kept.add(topic));
    assert.deepEqual(
      rows.map((row) => kept.topic(row)),
      topics,
    );
  });

  it("is replaced as a whole", () => {
    const kept = new KeptTopics();
    const row = kept.add(BUSY);
    kept.keep(row, NEW_TOPIC);
    assert.deepEqual(kept.topic(row), NEW_TOPIC);
    kept.keep(row, { ...BUSY, value: 5 });
    assert.deepEqual(kept.topic(row), { ...BUSY, value: 5 });
  });

  it("is nobody else's where one left and another came", () => {
    const kept = new KeptTopics();
    const row = kept.add(BUSY);
    kept.remove(row);
    assert.equal(kept.add(NEW_TOPIC), row, "or topics that come and go take ever more room");
    assert.deepEqual(kept.topic(row), NEW_TOPIC);
  });

  it("stays each its own, of thousands", () => {
    const kept = new KeptTopics();
    const rows = Array.from({ length: 5_000 }, (_, count) => kept.add({ ...BUSY, count }));
    assert.deepEqual(
      rows.map((row) => kept.topic(row).count),
      Array.from({ length: 5_000 }, (_, count) => count),
    );
  });
});
