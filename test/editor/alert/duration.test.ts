import assert from "node:assert/strict";
import { durationOf, secondsOf } from "../../../src/editor/alert/duration";

/** As they are saved, and as a person says them. */
const DURATIONS = [
  ["3600", "1", "hour"],
  ["5400", "90", "minute"],
  ["86400", "1", "day"],
  ["60", "1", "minute"],
  ["61", "61", "second"],
  ["0.5", "0.5", "second"],
  ["0", "0", "second"],
] as const;

describe("A time in a form", () => {
  it("is in the largest unit in which it is a whole number, and saved in seconds all the same", () => {
    for (const [seconds, amount, unit] of DURATIONS) {
      assert.deepEqual(durationOf(seconds), { amount, unit });
      assert.equal(secondsOf({ amount, unit }), seconds);
    }
  });

  it("can be a part of a unit, to the millisecond", () => {
    assert.equal(secondsOf({ amount: "1.5", unit: "hour" }), "5400");
    assert.equal(secondsOf({ amount: "1.1", unit: "minute" }), "66");
  });

  it("that is no number stays as it is written, to be found fault with", () => {
    for (const written of ["", " ", "soon", "1,5", `\${WINDOW}`, "-3600x"]) {
      assert.deepEqual(durationOf(written), { amount: written, unit: "second" });
      for (const unit of ["second", "hour"] as const) {
        assert.equal(secondsOf({ amount: written, unit }), written);
      }
    }
  });
});
