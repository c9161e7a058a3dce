import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { playExamples } from "../../upgrade/examples/play";
import { type ExamplesAct, lackingAfter } from "../../upgrade/examples/told";
import { describeOnEach, ROOT } from "../harness";

const FOLDER = join(ROOT, "test/upgrade/0.1");
const EXPECTED: readonly ExamplesAct[] = JSON.parse(
  readFileSync(join(FOLDER, "examples-recorded.json"), "utf8"),
);

describeOnEach("The examples of version 0.1, as they were imported then,", function (version) {
  this.timeout(180_000);
  let played: readonly ExamplesAct[];

  before(async () => {
    played = await playExamples(join(FOLDER, "examples"), { version, expected: EXPECTED });
  });

  for (const [index, expected] of EXPECTED.entries()) {
    it(`tell, show and hand on what they did when ${expected.name}`, () => {
      assert.deepEqual(lackingAfter(played.slice(0, index + 1), expected), []);
    });
  }
});
