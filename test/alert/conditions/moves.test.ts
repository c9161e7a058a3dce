import assert from "node:assert/strict";
import { plays, type Row, WAITS } from "../alerting";

const MINUTE = 60;

describe("A move within the window", () => {
  it("is told when the value is above its lowest by the level", () => {
    plays({ condition: "rises", levels: [10] }, [
      [0, 100, ""],
      [1, 95, ""],
      [2, 104.9, ""],
      [3, 105, "alert"],
      [4, 120, ""],
      [5, 104, "clear"],
    ]);
  });

  it("is told when the value is below its highest by the level", () => {
    plays({ condition: "falls", levels: [10] }, [
      [0, 100, ""],
      [1, 105, ""],
      [2, 95, "alert"],
      [3, 96, "clear"],
    ]);
  });

  it("is told either way", () => {
    const { told } = plays({ condition: "moves", levels: [10] }, [
      [0, 100, ""],
      [1, 111, "alert"],
      [2, 105, "clear"],
      [3, 101, "alert"],
      [4, 102, "clear"],
    ]);
    assert.deepEqual(
      told.map(({ verdict }) => verdict.change),
      [11, -6, -10, -9],
    );
  });

  it("forgets what is older than the window", () => {
    plays({ condition: "rises", levels: [10], window: 60 }, [
      [0, 100, ""],
      [30, 104, ""],
      [60, 110, "alert"],
      [61, 110, "clear"],
      [90, 114, "alert"],
      [91, 114, "clear"],
    ]);
  });

  it("is over only when it is less than the level by more than the hysteresis, and when there is none", () => {
    plays({ condition: "rises", levels: [10], hysteresis: 3 }, [
      [0, 100, ""],
      [1, 110, "alert"],
      [2, 107, ""],
      [3, 106.9, "clear"],
      [4, 109, ""],
    ]);
    plays({ condition: "rises", levels: [10], hysteresis: 10 }, [
      [0, 100, ""],
      [1, 110, "alert"],
      [2, 100.1, ""],
      [3, 100, "clear"],
    ]);
  });

  it("is measured in per cent of the size of what it is measured from", () => {
    plays({ condition: "rises", unit: "percent", levels: [10] }, [
      [0, 200, ""],
      [1, 219.9, ""],
      [2, 220, "alert"],
    ]);
    const { told } = plays({ condition: "falls", unit: "percent", levels: [50] }, [
      [0, -10, ""],
      [1, -14.9, ""],
      [2, -15, "alert"],
    ]);
    assert.equal(told[0]?.verdict.change, -50);
  });

  it("is more than any percentage when it starts from 0, and its change is absent then", () => {
    const { told } = plays({ condition: "moves", unit: "percent", levels: [1000] }, [
      [0, 0, ""],
      [1, 0, ""],
      [2, 0.001, "alert"],
      [3, 0, "clear"],
    ]);
    assert.equal("change" in (told[0]?.verdict ?? {}), false);
  });

  it("is measured in points of a volatility", () => {
    const { told } = plays({ condition: "rises", unit: "points", levels: [3] }, [
      [0, 0.55, ""],
      [1, 0.5799, ""],
      [2, 0.58, "alert"],
    ]);
    assert.equal(told[0]?.verdict.change, 3);
  });

  it("is measured by the messages' own time where they have one", () => {
    const at = (seconds: number) => ({ at: 1_000_000_000_000 + seconds * 1000 });
    plays({ condition: "rises", levels: [10], window: 60 }, [
      [0, 100, "", at(0)],
      [1, 105, "", at(59)],
      [2, 110, "", at(61)],
      [3, 115, "alert", at(119)],
    ]);
  });

  it("is measured from what was before too: the past fills the window and is not judged", () => {
    const past = (seconds: number) => ({
      isPast: true,
      at: Date.parse("2026-11-23T12:00:00Z") + seconds * 1000,
    });
    plays({ condition: "rises", levels: [10] }, [
      [0, 100, "", past(-30 * MINUTE)],
      [0, 200, "", past(-20 * MINUTE)],
      [0, 50, "", past(-61 * MINUTE)],
      [0, 109, ""],
      [1, 110, "alert"],
    ]);
    plays({ condition: "rises", levels: [10] }, [
      [0, 110, ""],
      [1, 100, "", past(-10)],
      [2, 110, "alert"],
    ]);
  });

  it("begins anew where an option rolls", () => {
    plays({ condition: "rises", levels: [10] }, [
      [0, 100, ""],
      [1, 150, "", { isRolled: true }],
      [2, 159, ""],
      [3, 160, "alert"],
      [4, 300, "clear", { isRolled: true }],
    ]);
  });

  it("is marked where it is measured over a gap, and no longer when it is measured from after it", () => {
    const { told } = plays({ condition: "rises", levels: [10], window: 100 }, [
      [0, 100, ""],
      [50, 105, "", { isResumed: true }],
      [60, 110, "alert"],
      [105, 106, "clear"],
      [106, 115, "alert"],
    ]);
    assert.deepEqual(
      told.map(({ verdict }) => verdict.acrossGap),
      [true, undefined, undefined],
    );
  });

  it("takes a value that was overtaken into the window, and does not judge it", () => {
    const own = (seconds: number) => ({ at: 1_000_000_000_000 + seconds * 1000 });
    plays({ condition: "rises", levels: [10] }, [
      [0, 105, "", own(10)],
      [1, 150, "", own(5)],
      [2, 100, "", own(6)],
      [3, 110, "alert", own(11)],
    ]);
  });

  it("must hold for as long as it is to", () => {
    const rows: Row[] = [
      [0, 100, ""],
      [1, 110, ""],
      [5, 109, ""],
      [6, 110, ""],
      [20, WAITS, "alert at 16"],
    ];
    plays({ condition: "rises", levels: [10], for: 10 }, rows);
  });
});
