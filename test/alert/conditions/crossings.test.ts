import assert from "node:assert/strict";
import { plays } from "../alerting";

describe("Crossing a level", () => {
  it("is told upwards, and is over when it is back; the first value only tells where it stands", () => {
    plays({ condition: "crossesUp" }, [
      [0, 105, ""],
      [1, 95, ""],
      [2, 101, "alert"],
      [3, 102, ""],
      [4, 99, "clear"],
      [5, 101, "alert"],
    ]);
  });

  it("is told downwards alike", () => {
    plays({ condition: "crossesDown" }, [
      [0, 95, ""],
      [1, 105, ""],
      [2, 99, "alert"],
      [3, 101, "clear"],
    ]);
  });

  it("is told both ways, where each crossing ends the one before", () => {
    plays({ condition: "crosses" }, [
      [0, 105, ""],
      [1, 95, "alert"],
      [2, 105, "clear, alert"],
      [3, 106, ""],
      [4, 95, "clear, alert"],
    ]);
  });

  it("takes a value on the level for none of its sides", () => {
    plays({ condition: "crosses" }, [
      [0, 100, ""],
      [1, 101, ""],
      [2, 100, ""],
      [3, 101, ""],
      [4, 100, ""],
      [5, 99, "alert"],
    ]);
  });

  it("is back only past the level by the hysteresis", () => {
    plays({ condition: "crossesUp", hysteresis: 5 }, [
      [0, 98, ""],
      [1, 101, "alert"],
      [2, 95, ""],
      [3, 101, ""],
      [4, 94, "clear"],
      [5, 99, ""],
      [6, 101, "alert"],
    ]);
    plays({ condition: "crosses", hysteresis: 5 }, [
      [0, 98, ""],
      [1, 101, "alert"],
      [2, 95, ""],
      [3, 94, "clear, alert"],
      [4, 105, ""],
      [5, 105.1, "clear, alert"],
    ]);
  });

  it("is none where somebody moves the level over the value", () => {
    plays({ condition: "crosses" }, [
      [0, 85, ""],
      [1, 85, "", { levels: [80] }],
      [2, 86, "", { levels: [90] }],
      [3, 91, "alert", { levels: [90] }],
    ]);
  });

  it("is one where each message brings its own level", () => {
    plays({ condition: "crossesUp", isLevelOfMessage: true }, [
      [0, 100, "", { levels: [101] }],
      [1, 102, "", { levels: [102.5] }],
      [2, 103, "alert", { levels: [102] }],
    ]);
  });

  it("is real after a gap, and marked", () => {
    const { told } = plays({ condition: "crossesUp" }, [
      [0, 95, ""],
      [60, 101, "alert", { isResumed: true }],
      [61, 99, "clear"],
      [62, 101, "alert"],
      [99, undefined, "", { isResumed: true }],
      [100, 99, "clear"],
      [101, 101, "alert"],
    ]);
    assert.deepEqual(
      told.map(({ verdict }) => verdict.acrossGap),
      [true, undefined, undefined, true, undefined],
    );
  });

  it("begins anew where an option rolls: the first value only tells where it stands", () => {
    plays({ condition: "crossesUp" }, [
      [0, 95, ""],
      [1, 105, "", { isRolled: true }],
      [2, 95, ""],
      [3, 105, "alert"],
      [4, 106, "", { isRolled: true }],
      [5, undefined, "", { isRolled: true }],
      [6, 94, "clear"],
    ]);
  });
});
