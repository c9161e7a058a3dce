import assert from "node:assert/strict";
import { restarted } from "../../../src/alert/orders";
import { plays, START, WAITS } from "../alerting";

describe("Silence", () => {
  it("is told when no message came for the window, and ends with any message", () => {
    const { told } = plays({ condition: "silent", window: 60 }, [
      [0, 100, ""],
      [59, 101, ""],
      [200, WAITS, "alert at 119"],
      [201, undefined, "clear"],
      [260, "not a number", ""],
      [321, 102, "alert at 320, clear"],
    ]);
    assert.deepEqual(told[0]?.verdict, {
      state: "alert",
      condition: "silent",
      value: 101,
      since: START + 119_000,
      count: 1,
    });
  });

  it("goes on while the past is told", () => {
    plays({ condition: "silent", window: 60 }, [
      [0, 100, ""],
      [30, 99, "", { isPast: true, at: START }],
      [61, WAITS, "alert at 60"],
    ]);
  });

  it("must last for longer where it is to hold first, and is told again where it is to be", () => {
    plays({ condition: "silent", window: 60, for: 30, repeat: "while", cooldown: 100 }, [
      [0, 100, ""],
      [300, WAITS, "alert at 90, alert at 190, alert at 290"],
      [301, 1, "clear"],
    ]);
  });

  it("counts from the start of the flow", () => {
    const watched = plays({ condition: "silent", window: 60 }, [[0, 100, ""]]);
    watched.topic = restarted(watched.rule, watched.topic, START + 3_600_000);
    watched.waits(START + 3_659_000);
    assert.equal(watched.told.length, 0);
    watched.waits(START + 3_660_001);
    assert.equal(watched.told.length, 1);
  });
});
