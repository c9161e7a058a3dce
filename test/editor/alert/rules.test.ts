import assert from "node:assert/strict";
import { alertProblem } from "../../../src/editor/alert/rules";
import { definitionOf } from "../forms";

type Settings = Readonly<Record<string, string>>;

const USUAL = { level: "82000", level2: "90000" };
const DEFAULTS = Object.entries(definitionOf("alert").definition.defaults);

/** What is wrong with each property of an alert, by its name. */
function problemsOf(settings: Settings): Record<string, string> {
  const defaults = Object.fromEntries(DEFAULTS.map(([name, { value }]) => [name, String(value)]));
  const all: Settings = { ...defaults, ...USUAL, ...settings };
  const around = {
    property: (name: string) => all[name] ?? "",
    isPath: (written: string) => /^[a-z][\w.]*$/i.test(written),
  };
  const found = Object.entries(all).map(([name, value]) => [
    name,
    alertProblem(name, value, around)?.sentence,
  ]);
  return Object.fromEntries(found.filter(([, sentence]) => sentence !== undefined));
}

describe("What the form of an alert finds fault with", () => {
  it("is nothing in an alert that is set", () => {
    assert.deepEqual(problemsOf({}), {});
  });

  it("is a value that is not named, or no place in a message", () => {
    assert.deepEqual(problemsOf({ property: " " }), { property: "noProperty" });
    assert.deepEqual(problemsOf({ property: "payload..price" }), {});
    assert.deepEqual(problemsOf({ property: "payload[" }), { property: "property" });
  });

  it("is a level that is missing or no number, in numbers as the node reads them", () => {
    assert.deepEqual(problemsOf({ level: "" }), { level: "noLevel" });
    for (const level of ["82,000", "eighty", "0x10", "NaN", "Infinity"]) {
      assert.deepEqual(problemsOf({ level }), { level: "level" }, level);
    }
    for (const level of ["0", "-5", "1e5", ".5", "0.12345678901234567890"]) {
      assert.deepEqual(problemsOf({ level }), {}, level);
    }
  });

  it("is a distance that is not above 0", () => {
    for (const condition of ["rises", "falls", "moves"]) {
      assert.deepEqual(problemsOf({ condition, level: "0" }), { level: "distance" });
      assert.deepEqual(problemsOf({ condition, level: "-3" }), { level: "distance" });
    }
  });

  it("is a place of a level that is not named", () => {
    assert.deepEqual(problemsOf({ level: "", levelType: "flow" }), { level: "source" });
    assert.deepEqual(problemsOf({ level: "a b", levelType: "msg" }), { level: "source" });
    assert.deepEqual(problemsOf({ level: "LIMIT", levelType: "env" }), {});
  });

  it("is the second level only where there are two, in any order", () => {
    assert.deepEqual(problemsOf({ level2: "" }), {});
    assert.deepEqual(problemsOf({ condition: "outside", level2: "" }), { level2: "noLevel" });
    assert.deepEqual(problemsOf({ condition: "inside", level: "2", level2: "1" }), {});
  });

  it("is a time to look back of 0, only where it is needed", () => {
    for (const window of ["0", "-1", "", "soon", "2592001"]) {
      assert.deepEqual(problemsOf({ window }), {});
      assert.deepEqual(problemsOf({ condition: "falls", window }), { window: "window" }, window);
    }
    assert.deepEqual(problemsOf({ condition: "silent", window: "0", level: "", property: "" }), {
      window: "window",
    });
  });

  it("is a time or a way back below 0", () => {
    assert.deepEqual(problemsOf({ for: "-1", cooldown: "x", hysteresis: "-0.1" }), {
      for: "wait",
      cooldown: "wait",
      hysteresis: "back",
    });
    assert.deepEqual(problemsOf({ hysteresis: "" }), { hysteresis: "back" });
  });

  it("is a quiet hour that is missing, no time of the day, or the same as the other", () => {
    assert.deepEqual(problemsOf({ quietFrom: "22:00", quietTo: "07:00" }), {});
    assert.deepEqual(problemsOf({ quietFrom: "22:00" }), { quietTo: "hour" });
    assert.deepEqual(problemsOf({ quietFrom: "25:00", quietTo: "7:00" }), { quietFrom: "hour" });
    assert.deepEqual(problemsOf({ quietFrom: "07:00", quietTo: "7:00" }), { quietTo: "sameHour" });
  });

  it("is a time zone that nobody knows, where there are quiet hours", () => {
    const quiet = { quietFrom: "22:00", quietTo: "07:00" };
    assert.deepEqual(problemsOf({ ...quiet, timeZone: "Europe/Berlin" }), {});
    assert.deepEqual(problemsOf({ ...quiet, timeZone: "Europe/Atlantis" }), { timeZone: "zone" });
    assert.deepEqual(problemsOf({ timeZone: "Europe/Atlantis" }), {});
  });

  it("is a template that can't be filled in", () => {
    for (const text of ["{{topic", "{{#alert}}", "{{/alert}}", "{{#a}}{{/b}}"]) {
      assert.deepEqual(problemsOf({ text }), { text: "template" }, text);
    }
    assert.deepEqual(problemsOf({ text: "{{topic}}: {{alert.value}} } {" }), {});
  });
});
