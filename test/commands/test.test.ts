import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Clone } from "./clone";
import { Command } from "./command";

const ONE_FILE = "test/protocol/text/numbers.test.ts";
const COUNTS = /^(\d+) passed, (\d+) failed(, \d+ skipped)?$/;

describe("npm test in a fresh clone", function () {
  this.timeout(300_000);
  let clone: Clone;

  before(() => {
    clone = new Clone();
  });
  after(() => clone?.remove());

  // One file, because this file among all of them would start the next clone.
  it("installs, builds, checks and tests, and ends with the counts", async () => {
    const { code, counts, lines } = await npmTest(ONE_FILE);
    assert.equal(code, 0, lines.slice(-40).join("\n"));
    assert.equal(counts.failed, 0);
    assert.ok(counts.passed > 2, "only the linter and the compiler passed");
    for (const progress of [/^Installing/, /node-red-5/, /^Compiling/, /^Lint/, /^Tests/]) {
      assert.ok(
        lines.some((line) => progress.test(line)),
        `no line ${progress}`,
      );
    }
  });

  it("leaves nothing that git would see", () => {
    assert.equal(clone.changes(), "");
  });

  it("installs and builds only once", async () => {
    const { lines } = await npmTest(ONE_FILE);
    assert.ok(!lines.some((line) => /^(Installing|Compiling)/.test(line)));
  });

  it("fails when no test runs", async () => {
    const { code, counts } = await npmTest("test/none.test.ts");
    assert.notEqual(code, 0);
    assert.ok(counts.failed > 0);
  });

  it("fails when a test fails, and when the linter does", async () => {
    const failing = 'it("fails", () => { throw new Error("as it should") })';
    writeFileSync(join(clone.folder, "test/failing.test.ts"), failing);
    const { code, counts } = await npmTest("test/failing.test.ts");
    assert.notEqual(code, 0);
    assert.equal(counts.failed, 2);
  });

  it("is what continuous integration runs, and nothing else", () => {
    const script = readFileSync(join(clone.folder, ".ci/run"), "utf8");
    const commands = script.split("\n").filter((line) => /\bnp[mx]\b|\bnode\b/.test(line));
    assert.deepEqual(commands, ["exec npm test"]);
  });

  async function npmTest(file: string) {
    const command = new Command(clone.folder, "npm", "test", "--", file);
    const code = await command.exit();
    const [, passed, failed] =
      COUNTS.exec(command.lines.filter((line) => COUNTS.test(line)).at(-1) ?? "") ?? [];
    return { code, counts: { passed: Number(passed), failed: Number(failed) }, lines: command.lines };
  }
});
