import assert from "node:assert/strict";
import { readValue } from "../../../src/alert/values/value";

describe("A value", () => {
  it("is a number wherever a number holds what is written", () => {
    for (const [found, value] of [
      [1.5, 1.5],
      [" 3920.08500000 ", 3920.085],
      ["-0", 0],
      ["0.00e-300", 0],
      ["1e3", 1000],
      [12n, 12],
    ] as const) {
      assert.ok(Object.is(readValue(found), value), String(found));
    }
  });

  it("stays a text where none does", () => {
    for (const text of ["0.1234567890123456789", "12345678901234567890", "1e-400", "1e300"]) {
      assert.equal(readValue(text), text);
    }
  });

  it("is absent, or can't be read", () => {
    for (const found of [undefined, null, "", " \t"]) assert.equal(readValue(found), "absent");
    for (const found of ["abc", Number.NaN, false, {}, ["1"], `1${" ".repeat(200)}`, "1".repeat(200)]) {
      assert.equal(readValue(found), "unreadable");
    }
  });
});
