import assert from "node:assert/strict";
import { NEW_TOPIC, type Topic } from "../../src/alert/topic";
import { MOST_TOPICS, Topics } from "../../src/alert/topics";
import { plays } from "./alerting";

function counted(count: number, heard: number | null = null): Topic {
  return { ...NEW_TOPIC, count, heard };
}

function through(topics: Topics): Topics {
  return new Topics(JSON.parse(JSON.stringify(topics.saved())));
}

/** The same numbers from 0 to 1 with each run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

describe("Topics", () => {
  it("are new until something is known of them", () => {
    const topics = new Topics();
    assert.equal(topics.get("a"), NEW_TOPIC);
    assert.equal(topics.has("a"), false);
    topics.update("a", counted(1));
    assert.equal(topics.has("a"), false);
  });

  it("are so many at most: those leave that were heard the longest time ago", () => {
    const topics = new Topics(undefined, 3);
    for (const [index, name] of ["a", "b", "c"].entries()) {
      assert.equal(topics.hear(name, counted(1, index)), undefined);
    }
    topics.hear("a", counted(2, 3));
    topics.update("b", counted(2, 1));
    assert.equal(topics.hear("d", counted(1, 4)), "b");
    assert.deepEqual(
      topics.saved().map(([name]) => name),
      ["c", "a", "d"],
    );
    topics.forget("c");
    assert.equal(topics.size, 2);
  });

  it("leave in the order in which they were heard, whatever is heard between", () => {
    const topics = new Topics(undefined, 20);
    const heard = new Map<string, number>();
    const random = chance(7);
    for (let now = 0; now < 5_000; now += 1) {
      const name = String(Math.floor(random() * 40));
      const left = topics.hear(name, counted(1, now));
      if (heard.size === 20 && !heard.has(name)) {
        const [oldest] = [...heard].reduce((one, other) => (other[1] < one[1] ? other : one));
        assert.equal(left, oldest, `at ${now}`);
        heard.delete(oldest);
      } else assert.equal(left, undefined);
      heard.set(name, now);
    }
  });

  it("are five thousand at most, also of those that were saved", () => {
    const saved = Array.from({ length: MOST_TOPICS + 1 }, (_, index) => [String(index), NEW_TOPIC]);
    const topics = new Topics(saved);
    assert.equal(topics.size, 5000);
    assert.equal(topics.has("0"), false);
  });

  it("are the same after they were saved, in the same order", () => {
    const topics = new Topics();
    topics.hear(
      "9",
      plays({ condition: "moves", levels: [5] }, [
        [0, 1, ""],
        [1, 9, "alert"],
      ]).topic,
    );
    topics.hear("1", plays({ condition: "outside", levels: ["1e-400", 3] }, [[0, "7.0", "alert"]]).topic);
    topics.hear("__proto__", plays({ condition: "crosses" }, [[0, 1, ""]]).topic);
    assert.deepEqual(through(topics).saved(), topics.saved());
  });

  it("are read from whatever was saved: what is none is left out", () => {
    const good = plays({ condition: "moves", levels: [5] }, [
      [0, 1, ""],
      [1, 9, "alert"],
    ]).topic;
    const bad: unknown[] = [
      undefined,
      null,
      [],
      {},
      { ...good, at: "now" },
      { ...good, value: "apple" },
      { ...good, levels: [1, 2, 3] },
      { ...good, lows: [1] },
      { ...good, lows: ["1", 2] },
      { ...good, highs: Array.from({ length: 1000 }, () => 1) },
      { ...good, side: "left" },
      { ...good, hold: {} },
      { ...good, hold: 5 },
      { ...good, isArmed: 1 },
      { ...good, count: 0.5 },
    ];
    const saved = [
      ...bad.map((topic, index) => [`bad ${index}`, topic]),
      ["good", good],
      [5, good],
      "text",
      null,
    ];
    assert.deepEqual(new Topics(saved).saved(), [["good", good]]);
    for (const nothing of [null, 5, "text", {}]) assert.equal(new Topics(nothing).size, 0);
  });
});
