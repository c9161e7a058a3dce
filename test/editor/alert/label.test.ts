import assert from "node:assert/strict";
import { alertLabel } from "../../../src/editor/alert/label";
import { definitionOf } from "../forms";
import { speak } from "../language";

const { category, defaults } = definitionOf("alert").definition;

function labelOf(properties: Readonly<Record<string, unknown>>, language = "en-US"): string {
  const end = speak(language);
  try {
    return alertLabel({ type: "coincall-alert", ...properties, _def: { category, defaults } });
  } finally {
    end();
  }
}

describe("The label of an alert", () => {
  it("is its sentence in short", () => {
    assert.equal(labelOf({ level: "82000" }), "payload.price above 82,000");
    assert.equal(
      labelOf({ property: "payload.markIv", condition: "rises", level: "3", unit: "points" }),
      "payload.markIv up by 3 points in 1 hr",
    );
    assert.equal(
      labelOf({ condition: "moves", level: 2.5, unit: "percent", window: "900" }),
      "payload.price up or down by 2.5% in 15 min",
    );
    assert.equal(
      labelOf({ property: "payload.delta", condition: "outside", level: "0.2", level2: "0.3" }),
      "payload.delta outside of 0.2 to 0.3",
    );
    assert.equal(labelOf({ condition: "silent", window: 120 }), "silent for 2 min");
  });

  it("names the place where a level is found", () => {
    assert.equal(labelOf({ level: "limit", levelType: "flow" }), "payload.price above flow.limit");
    assert.equal(labelOf({ level: "LIMIT", levelType: "env" }), `payload.price above \${LIMIT}`);
    assert.equal(
      labelOf({ level: "payload.strike", levelType: "msg" }),
      "payload.price above msg.payload.strike",
    );
  });

  it("says a percentage only of what moves, as the rule takes it", () => {
    assert.equal(labelOf({ level: "5", unit: "percent" }), "payload.price above 5");
  });

  it("leaves open what is not set yet, and what is no number as it is written", () => {
    assert.equal(labelOf({}), "payload.price above …");
    assert.equal(
      labelOf({ condition: "falls", level: "x", window: "soon" }),
      "payload.price down by x in soon",
    );
  });

  it("is in the language of the editor, with its numbers", () => {
    assert.equal(labelOf({ level: "82000.5" }, "de"), "payload.price über 82.000,5");
    assert.equal(labelOf({ level: "82000" }, "ja"), "payload.priceが82,000超");
  });

  it("takes what was saved and is no condition for the usual one", () => {
    assert.equal(labelOf({ condition: "toString", level: "1" }), "payload.price above 1");
  });
});
