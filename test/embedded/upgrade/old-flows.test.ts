import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { today } from "../../upgrade/0.1/exceptions";
import type { Act } from "../../upgrade/act";
import { differences } from "../../upgrade/compare";
import { play } from "../../upgrade/play";
import { describeOnEach, ROOT } from "../harness";

const FOLDER = join(ROOT, "test/upgrade/0.1");
const EXPECTED = today(JSON.parse(readFileSync(join(FOLDER, "recorded.json"), "utf8")) as Act[]);

describeOnEach(
  "A flow that version 0.1 has saved, with its credentials and its context,",
  function (version) {
    this.timeout(180_000);
    let played: readonly Act[];

    before(async () => {
      played = await play(FOLDER, { version, expected: EXPECTED });
    });

    for (const [index, expected] of EXPECTED.entries()) {
      it(`tells what it told then: ${expected.name}`, () => {
        const now = played[index];
        assert.equal(now?.name, expected.name);
        assert.deepEqual(now && differences(expected, now), []);
      });
    }
  },
);
