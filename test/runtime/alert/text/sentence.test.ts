import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { prepareRule } from "../../../../src/alert/preparation";
import { CONDITIONS } from "../../../../src/alert/rule";
import { sampleOf } from "../../../../src/runtime/alert/text/sample";
import { sentenceIn } from "../../../../src/runtime/alert/text/sentence";
import { DEFAULTS } from "../../../alert/alerting";
import { ROOT } from "../../../editor/forms";

const ENGLISH: Readonly<Record<(typeof CONDITIONS)[number], string>> = {
  above: "X is above 80: 80.08",
  below: "X is below 80: 79.92",
  outside: "X is outside 80 to 90: 90.09",
  inside: "X is between 80 and 90: 85",
  crosses: "X has crossed 80: 80.08",
  crossesUp: "X has risen above 80: 80.08",
  crossesDown: "X has fallen below 80: 79.92",
  rises: "X has risen by 80 within 1 hour: 180",
  falls: "X has fallen by 80 within 1 hour: 20",
  moves: "X has risen by 80 within 1 hour: 180",
  silent: "X: no message for 1 hour",
};

const OVER: typeof ENGLISH = {
  above: "X is no longer above 80: 79.92",
  below: "X is no longer below 80: 80.08",
  outside: "X is back between 80 and 90: 85",
  inside: "X is no longer between 80 and 90: 90.09",
  crosses: "X is back on the other side of 80: 79.92",
  crossesUp: "X is back below 80: 79.92",
  crossesDown: "X is back above 80: 80.08",
  rises: "X no longer rises by 80 within 1 hour: 100",
  falls: "X no longer falls by 80 within 1 hour: 100",
  moves: "X no longer moves by 80 within 1 hour: 100",
  silent: "X: messages are back",
};

function said(
  language: string,
  condition: (typeof CONDITIONS)[number],
  unit: "value" | "percent" | "points" = "value",
) {
  const settings = { ...DEFAULTS, condition, unit };
  const { topic, verdict, over } = sampleOf(prepareRule(settings).rule, [80, 90], 0);
  const sentence = sentenceIn(language, settings);
  const about = { topic: "X", levels: topic.levels };
  const clear = { ...verdict, state: "clear", value: over } as const;
  return [sentence({ ...about, verdict }), sentence({ ...about, verdict: clear })];
}

describe("The sentence of an alert", () => {
  for (const condition of CONDITIONS) {
    it(`says what has happened, and that it is over: ${condition}`, () =>
      assert.deepEqual(said("en-US", condition), [ENGLISH[condition], OVER[condition]]));
  }

  it("has its units, in the manner of the language", () => {
    assert.equal(said("en-US", "rises", "percent")[0], "X has risen by 80% within 1 hour: 180");
    assert.equal(said("en-US", "falls", "points")[0], "X has fallen by 80 points within 1 hour: -30 points");
    assert.equal(said("en-US", "above", "points")[0], "X is above 80 points: 80.08 points");
    assert.equal(said("en-US", "outside", "points")[0], "X is outside 80 points to 90 points: 90.09 points");
    assert.equal(
      said("de", "rises", "percent")[0],
      "X ist innerhalb von 1 Stunde um 80\u00a0% gestiegen: 180",
    );
    const russian = said("ru", "rises", "points")[0]?.replace(/\s/g, " ");
    assert.equal(russian, "X: рост на 80 пунктов за 1 ч, сейчас 130 пунктов");
  });

  it("leaves exact decimals as they came", () => {
    const sentence = sentenceIn("de", { unit: "value", window: 60 });
    const verdict = { state: "alert", condition: "above", value: "1234.500", since: 0, count: 1 } as const;
    assert.equal(sentence({ topic: "X", verdict, levels: ["1000.00"] }), "X liegt über 1000.00: 1234.500");
    assert.equal(sentence({ topic: "", verdict, levels: [1000] }), "Der Wert liegt über 1.000: 1234.500");
  });

  for (const language of readdirSync(join(ROOT, "locales"))) {
    it(`is there for each condition and its end, all filled and all different, in ${language}`, () => {
      const all = CONDITIONS.flatMap((condition) => said(language, condition));
      assert.deepEqual(
        all.filter((text) => text === undefined || text.includes("__") || !text.includes("X")),
        [],
      );
      // A move is told as the rise or fall that it is.
      assert.equal(new Set(all).size, all.length - 1);
    });
  }

  it("is that of the nearest language there is", () => {
    assert.deepEqual(said("de-AT", "above"), said("de", "above"));
    assert.deepEqual(said("tlh", "above"), said("en-US", "above"));
  });
});
