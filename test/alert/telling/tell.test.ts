import assert from "node:assert/strict";
import { arm, disarm } from "../../../src/alert/orders";
import { plays, START, WAITS, type Wish } from "../alerting";

/** Each condition beside a silence: how it is made true and false. */
const KINDS: readonly [wish: Wish, begins: number, ends: number][] = [
  [{ condition: "above" }, 101, 99],
  [{ condition: "below" }, 99, 101],
  [{ condition: "outside", levels: [90, 110] }, 111, 100],
  [{ condition: "inside", levels: [90, 110] }, 100, 111],
  [{ condition: "crossesUp" }, 101, 99],
  [{ condition: "crossesDown" }, 99, 101],
  [{ condition: "rises", levels: [2] }, 101, 99],
  [{ condition: "falls", levels: [2] }, 99, 101],
];

for (const [wish, begins, ends] of KINDS) {
  describe(`An alert of what is ${wish.condition}`, () => {
    it("waits until it has held for long enough, also without a message, and begins anew when it is interrupted", () => {
      plays({ ...wish, for: 10 }, [
        [0, ends, ""],
        [1, begins, ""],
        [9, ends, ""],
        [10, begins, ""],
        [19, begins, ""],
        [20, begins, "alert"],
        [21, ends, "clear"],
        [30, begins, ""],
        [100, WAITS, "alert at 40"],
      ]);
    });

    it("is told once until it is armed again, and its end too", () => {
      const watched = plays({ ...wish, repeat: "once" }, [
        [0, ends, ""],
        [1, begins, "alert"],
        [2, ends, "clear"],
        [3, begins, ""],
        [4, ends, ""],
      ]);
      const now = START + 5000;
      watched.takes(arm(watched.rule, watched.topic, now), now);
      watched.hears(now + 1000, { value: begins });
      assert.equal(watched.told.length, 3);
    });

    it("is told while it holds, each cooldown", () => {
      plays({ ...wish, repeat: "while", cooldown: 60 }, [
        [0, ends, ""],
        [1, begins, "alert"],
        [30, begins, ""],
        [61, begins, "alert"],
        [200, WAITS, "alert at 121, alert at 181"],
        [201, ends, "clear"],
        [300, WAITS, ""],
      ]);
    });

    it("is not told within the cooldown, but when it is over, if it still holds then", () => {
      plays({ ...wish, cooldown: 60 }, [
        [0, ends, ""],
        [1, begins, "alert"],
        [2, ends, "clear"],
        [3, begins, ""],
        [4, ends, ""],
        [10, begins, ""],
        [100, WAITS, "alert at 61"],
        [101, ends, "clear"],
        [120, begins, ""],
        [119 + 60, begins, "alert at 121"],
      ]);
    });

    it("is held in quiet hours, and told afterwards if it still holds", () => {
      plays({ ...wish, quietFrom: "12:01", quietTo: "12:05" }, [
        [59, ends, ""],
        [60, begins, ""],
        [61, ends, ""],
        [70, begins, ""],
        [299, begins, ""],
        [301, WAITS, "alert at 300"],
        [302, ends, "clear"],
      ]);
    });

    it("is dropped in quiet hours where it is to be, and its end with it", () => {
      plays({ ...wish, quietFrom: "12:01", quietTo: "12:05", quiet: "drop" }, [
        [59, ends, ""],
        [60, begins, ""],
        [400, begins, ""],
        [401, ends, ""],
        [402, begins, "alert"],
        [403, ends, "clear"],
      ]);
    });
  });
}

describe("Telling", () => {
  it("says since when it has held, how often it was told, and by what", () => {
    const { told } = plays({ for: 10, hysteresis: 1 }, [
      [0, 101, ""],
      [5, 102, ""],
      [12, WAITS, "alert at 10"],
      [13, 98, "clear"],
      [14, 103, ""],
      [30, 104, "alert at 24"],
    ]);
    const alert = { state: "alert", condition: "above", level: 100 };
    assert.deepEqual(
      told.map(({ verdict }) => verdict),
      [
        { ...alert, value: 102, since: START, count: 1 },
        { ...alert, state: "clear", value: 98, since: START, count: 1 },
        { ...alert, value: 103, since: START + 14_000, count: 2 },
      ],
    );
  });

  it("names the level that a value is outside of, also when it is back", () => {
    const { told } = plays({ condition: "outside", levels: [90, 110] }, [
      [0, 111, "alert"],
      [1, 100, "clear"],
      [2, 80, "alert"],
    ]);
    assert.deepEqual(
      told.map(({ verdict }) => verdict.level),
      [110, 110, 90],
    );
  });

  it("goes on after quiet hours where it is repeated, also where they drop alerts", () => {
    plays({ repeat: "while", cooldown: 60, quietFrom: "12:01", quietTo: "12:05", quiet: "drop" }, [
      [30, 101, "alert"],
      [400, WAITS, "alert at 300, alert at 360"],
    ]);
  });

  it("tells in quiet hours that it is over", () => {
    plays({ quietFrom: "12:01", quietTo: "12:05" }, [
      [0, 101, "alert"],
      [70, 99, "clear"],
    ]);
  });

  it("begins anew where an option rolls while it waits, and says nothing of the old one any more", () => {
    plays({ for: 10 }, [
      [0, 101, ""],
      [5, 102, "", { isRolled: true }],
      [14, 102, ""],
      [15, 102, "alert"],
    ]);
    plays({ repeat: "while", cooldown: 10 }, [
      [0, 101, "alert"],
      [5, undefined, "", { isRolled: true }],
      [30, WAITS, ""],
      [31, 99, "clear"],
    ]);
    plays({ for: 10 }, [
      [0, 101, ""],
      [5, undefined, "", { isRolled: true }],
      [30, WAITS, ""],
    ]);
  });

  it("is marked where a gap lies within what had to hold", () => {
    const { told } = plays({ for: 10 }, [
      [0, 101, ""],
      [5, 101, "", { isResumed: true }],
      [12, WAITS, "alert at 10"],
    ]);
    assert.equal(told[0]?.verdict.acrossGap, true);
  });

  it("tells once more each message while it holds, where no cooldown is set", () => {
    plays({ repeat: "while" }, [
      [0, 101, "alert"],
      [1, 101, "alert"],
      [100, WAITS, ""],
    ]);
  });

  it("of a topic that is off nothing begins; what holds when it is armed is told, but no crossing of before", () => {
    for (const [condition, expected] of [
      ["above", 1],
      ["crossesUp", 0],
    ] as const) {
      for (const forSeconds of [0, 2]) {
        const watched = plays({ condition, for: forSeconds }, [[0, 95, ""]]);
        watched.topic = disarm(watched.rule, watched.topic);
        watched.hears(START + 1000, { value: 101 });
        assert.equal(watched.told.length, 0);
        watched.takes(arm(watched.rule, watched.topic, START + 9500), START + 9500);
        assert.equal(watched.told.length, expected);
      }
    }
  });

  it("of a topic that is off the end is told of what was told", () => {
    for (const condition of ["above", "crossesUp"] as const) {
      const watched = plays({ condition, repeat: "while", cooldown: 1 }, [
        [0, 99, ""],
        [1, 101, "alert"],
      ]);
      watched.topic = disarm(watched.rule, watched.topic);
      watched.hears(START + 10_000, { value: 102 });
      watched.hears(START + 11_000, { value: 90 });
      assert.deepEqual(
        watched.told.map(({ verdict }) => verdict.state),
        ["alert", "clear"],
      );
    }
  });

  it("is not marked for a gap after it was told first", () => {
    const { told } = plays({ repeat: "while", cooldown: 10 }, [
      [0, 101, "alert"],
      [5, 101, "", { isResumed: true }],
      [10, 101, "alert"],
    ]);
    assert.equal(told[1]?.verdict.acrossGap, undefined);
  });
});
