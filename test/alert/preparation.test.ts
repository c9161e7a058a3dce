import assert from "node:assert/strict";
import { prepareRule, type Settings } from "../../src/alert/preparation";
import { DEFAULTS } from "./alerting";

function prepared(settings: Partial<Settings>) {
  return prepareRule({ ...DEFAULTS, ...settings });
}

describe("The settings of an alert", () => {
  it("are without a fault by default, with seconds for times", () => {
    const { rule, problems } = prepared({ window: 60, for: 5, cooldown: 7 });
    assert.deepEqual(problems, []);
    assert.deepEqual([rule.window, rule.for, rule.cooldown, rule.quiet], [60_000, 5000, 7000, undefined]);
  });

  it("are named where they are wrong, and count as their defaults then", () => {
    for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      const { rule, problems } = prepared({ window: wrong, hysteresis: wrong, for: wrong, cooldown: wrong });
      assert.deepEqual(problems, ["window", "hysteresis", "for", "cooldown"]);
      assert.deepEqual([rule.window, rule.hysteresis, rule.for, rule.cooldown], [3_600_000, 0, 0, 0]);
    }
  });

  it("need a window only where something is measured in one", () => {
    assert.deepEqual(prepared({ condition: "above", window: 0 }).problems, []);
    for (const condition of ["rises", "falls", "moves", "silent"] as const) {
      assert.deepEqual(prepared({ condition, window: 0 }).problems, ["window"]);
    }
  });

  it("have no quiet hours where these are wrong", () => {
    const wrong: [Partial<Settings>, string[]][] = [
      [{ quietFrom: "22:00" }, ["quietTo"]],
      [{ quietTo: "22:00" }, ["quietFrom"]],
      [{ quietFrom: "25:00", quietTo: "noon" }, ["quietFrom", "quietTo"]],
      [{ quietFrom: "22:00", quietTo: "22:00" }, ["quietEqual"]],
      [{ quietFrom: "22:00", quietTo: "07:00", timeZone: "Mars/Olympus" }, ["timeZone"]],
    ];
    for (const [settings, expected] of wrong) {
      const { rule, problems } = prepared(settings);
      assert.deepEqual([problems, rule.quiet], [expected, undefined]);
    }
    assert.ok(prepared({ quietFrom: "22:00", quietTo: "07:00", timeZone: "" }).rule.quiet);
  });

  it("take a percentage for a value where nothing is measured from another", () => {
    assert.equal(prepared({ condition: "above", unit: "percent" }).rule.scale, "value");
    assert.equal(prepared({ condition: "rises", unit: "percent" }).rule.scale, "percent");
  });
});
