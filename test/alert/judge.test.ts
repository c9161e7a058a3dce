import assert from "node:assert/strict";
import { judge } from "../../src/alert/judge";
import { reset, test as tryOut } from "../../src/alert/orders";
import { NEW_TOPIC } from "../../src/alert/topic";
import { plays, ruleOf, START, WAITS } from "./alerting";

const ABSENT = [undefined, null, "", "  "];
const UNREADABLE = [
  "12 apples",
  "1,5",
  "NaN",
  "0x10",
  Number.NaN,
  Number.POSITIVE_INFINITY,
  true,
  {},
  [],
  [1],
];

describe("A message", () => {
  it("without the value changes nothing", () => {
    const { topic, rule } = plays({ for: 10 }, [[0, 101, ""]]);
    for (const value of ABSENT) {
      const outcome = judge(rule, topic, { value, levels: [100], now: START + 1000 });
      assert.deepEqual(outcome, { topic, verdicts: [] });
    }
  });

  it("with something that is no number is counted, and judged no more than one without", () => {
    const { topic, rule } = plays({ for: 10 }, [[0, 101, ""]]);
    for (const value of UNREADABLE) {
      const outcome = judge(rule, topic, { value, levels: [100], now: START + 1000 });
      assert.deepEqual(outcome, { topic: { ...topic, unreadable: 1 }, verdicts: [], problem: "value" });
    }
  });

  it("is not judged while a level is missing or no number, and is so when it is there again", () => {
    for (const level of [...ABSENT, ...UNREADABLE]) {
      const message = { value: 101, now: START };
      const first = judge(ruleOf(), NEW_TOPIC, { ...message, levels: [level] });
      assert.deepEqual([first.verdicts, first.problem], [[], "level"]);
      const band = judge(ruleOf({ condition: "outside" }), NEW_TOPIC, { ...message, levels: [90, level] });
      assert.deepEqual([band.verdicts, band.problem], [[], "level2"]);
    }
    plays({}, [
      [0, 101, "alert"],
      [1, 90, "", { levels: [undefined] }],
      [2, 90, "clear"],
    ]);
  });

  it("that could not be judged for its level begins nothing later", () => {
    plays({ condition: "falls", levels: [10] }, [
      [0, 100, ""],
      [1, 120, "", { levels: [undefined] }],
      [50, WAITS, ""],
      [51, 111, ""],
      [52, 110, "alert"],
    ]);
  });

  it("is not judged by a move of nothing or less", () => {
    for (const level of [0, "0", -1]) {
      const outcome = judge(ruleOf({ condition: "rises" }), NEW_TOPIC, {
        value: 1,
        levels: [level],
        now: START,
      });
      assert.equal(outcome.problem, "level");
    }
  });

  it("with exact decimals is compared exactly", () => {
    plays({ levels: ["0.10000000000000000001"] }, [
      [0, "0.10000000000000000001", ""],
      [1, "0.100000000000000000011", "alert"],
    ]);
    const { told } = plays({ condition: "rises", levels: ["0.2"] }, [
      [0, "0.1", ""],
      [1, "0.29999999999999999999", ""],
      [2, "0.30000", "alert"],
    ]);
    assert.deepEqual([told[0]?.verdict.value, told[0]?.verdict.change], ["0.30000", "0.2"]);
  });

  it("with numbers is compared as they are written", () => {
    const { told } = plays({ condition: "rises", levels: [0.2] }, [
      [0, 0.1, ""],
      [1, 0.3, "alert"],
    ]);
    assert.equal(told[0]?.verdict.change, 0.2);
  });
});

describe("A topic", () => {
  it("can be tried out without a change", () => {
    const { topic, rule } = plays({}, [[0, 90, ""]]);
    const verdict = { state: "test", condition: "above", value: 90, level: 100, since: START, count: 0 };
    assert.deepEqual(tryOut(rule, topic, START), verdict);
    assert.deepEqual(tryOut(rule, NEW_TOPIC, START), {
      state: "test",
      condition: "above",
      since: START,
      count: 0,
    });
  });

  it("that is reset is as if nothing had come yet", () => {
    const watched = plays({ repeat: "once" }, [[0, 101, "alert"]]);
    watched.topic = reset();
    watched.hears(START + 1000, { value: 101 });
    assert.equal(watched.told.length, 2);
    assert.equal(watched.told[1]?.verdict.count, 1);
  });
});
