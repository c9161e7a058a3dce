import assert from "node:assert/strict";
import { feedPropertyCheck } from "../../src/runtime/feed/properties";

const check = feedPropertyCheck(["endpoint", "depth"], { endpoint: "futures" });
const reasons = (saved: object) =>
  check(saved).problems.map(({ reason, values }) => [values.property, reason]);

describe("Saved properties", () => {
  it("that are missing, empty or null have their defaults", () => {
    const { properties, problems } = check({});
    assert.deepEqual(problems, []);
    assert.equal(properties.endpoint, "futures");
    assert.equal(properties.depth, 100);
    assert.deepEqual(check({ endpoint: "", depth: null, symbols: null }).properties, properties);
  });

  it("that a form or a variable gives as text become numbers and booleans", () => {
    const { properties } = check({ depth: " 5 ", interval: "250", includeRaw: "true" });
    assert.deepEqual([properties.depth, properties.interval, properties.includeRaw], [5, 250, true]);
  });

  it("of another type of node are not looked at", () => {
    const { properties, problems } = check({ period: "m2", history: "some" });
    assert.deepEqual([problems.length, properties.period, properties.history], [0, "m1", true]);
  });

  it("are each reported once, with what would be right", () => {
    const unset = ["$", "{LEVELS}"].join("");
    assert.deepEqual(reasons({ depth: 0, interval: -1, endpoint: "spot" }), [
      ["endpoint", "notOneOf"],
      ["depth", "notBetween"],
      ["interval", "notBetween"],
    ]);
    assert.deepEqual(reasons({ depth: unset }), [["depth", "variableUnset"]]);
    assert.deepEqual(reasons({ symbols: ["BTCUSD"] }), [["symbols", "notOfType"]]);
  });

  it("are quoted in parts when they are long", () => {
    const [problem] = check({ depth: "x".repeat(10_000) }).problems;
    assert.ok(String(problem?.values.value).length <= 40);
  });

  describe("that choose one field of the payload", () => {
    const checkValue = feedPropertyCheck(["value"], {}, ["price", "timestamp"]);
    const chosen = (saved: object) => checkValue(saved).properties.value;
    const wrong = (saved: object) =>
      checkValue(saved).problems.map(({ reason, values }) => [reason, values.property, values.allowed]);

    it("take any of its fields, and the whole where there is none", () => {
      for (const [saved, value] of [
        [{}, ""],
        [{ value: "" }, ""],
        [{ value: null }, ""],
        [{ value: " price " }, "price"],
      ] as const)
        assert.deepEqual([chosen(saved), wrong(saved)], [value, []]);
    });

    it("say which fields there are when it is none of them", () => {
      const allowed = "price, timestamp";
      for (const value of ["delta", "Price", "payload", 7, {}, "constructor"])
        assert.deepEqual(wrong({ value }), [["notOneOf", "value", allowed]], String(value));
      assert.deepEqual(wrong({ value: ["$", "{FIELD}"].join("") }), [["variableUnset", "value", undefined]]);
    });

    it("may be saved as output where there is no value", () => {
      for (const [saved, value] of [
        [{ output: "price" }, "price"],
        [{ output: "payload" }, ""],
        [{ output: "" }, ""],
        [{ value: "", output: "price" }, ""],
        [{ value: "timestamp", output: "delta" }, "timestamp"],
      ] as const)
        assert.deepEqual([chosen(saved), wrong(saved)], [value, []]);
      assert.deepEqual(wrong({ output: "delta" }), [["notOneOf", "output", "price, timestamp"]]);
    });

    it("mean nothing to a node that has none", () => {
      assert.deepEqual(
        [check({ value: "price", output: "price" }).properties.value, reasons({ value: 7 })],
        ["", []],
      );
    });
  });

  it("stay as they were saved", () => {
    const saved = Object.freeze({ depth: "5" });
    check(saved);
    assert.deepEqual(saved, { depth: "5" });
  });
});
