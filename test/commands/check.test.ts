import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Clone } from "./clone";
import { Command } from "./command";

const QUICK_SUITE = "test/protocol/text/numbers.test.ts";
const COUNTS = /^(\d+) passed, (\d+) failed, \d+ skipped$/;
const FAILING = 'it("fails", () => {\n  throw new Error("as it should");\n});\n';

describe("npm run check in a fresh clone", function () {
  this.timeout(300_000);
  let clone: Clone;

  before(() => {
    clone = new Clone();
    // All of them would take half a minute each time.
    for (const suite of suitesOf(clone)) if (suite !== QUICK_SUITE) rmSync(join(clone.folder, suite));
  });
  after(() => clone?.remove());

  it("installs, builds, checks and tests, and ends with the counts as npm test does", async () => {
    const { code, counts, lines } = await check();
    assert.equal(code, 0, lines.slice(-40).join("\n"));
    assert.equal(counts.failed, 0);
    assert.ok(counts.passed > 2, "only the linter and the compiler passed");
    for (const progress of [/^Installing/, /^Compiling/, /^Lint/, /^Types/, /^Tests/]) {
      assert.ok(
        lines.some((line) => progress.test(line)),
        `no line ${progress}`,
      );
    }
  });

  it("installs neither Node-RED 5 nor what the examples talk to", async () => {
    const { lines } = await check();
    assert.ok(!lines.some((line) => /^Installing/.test(line)));
    for (const folder of ["scripts/runtimes/node-red-5", "test/gallery/services", "demo"]) {
      assert.equal(existsSync(join(clone.folder, folder, "node_modules")), false, folder);
    }
  });

  it("leaves out what starts Node-RED", async () => {
    writeFileSync(join(clone.folder, "test/embedded/failing.test.ts"), FAILING);
    assert.equal((await check()).code, 0);
  });

  it("fails when a test fails", async () => {
    writeFileSync(join(clone.folder, "test/protocol/failing.test.ts"), FAILING);
    const { code, counts } = await check();
    assert.notEqual(code, 0);
    assert.equal(counts.failed, 1);
  });

  async function check() {
    const command = new Command(clone.folder, "npm", "run", "check");
    const code = await command.exit();
    const [, passed, failed] = COUNTS.exec(command.lines.at(-1) ?? "") ?? [];
    return { code, counts: { passed: Number(passed), failed: Number(failed) }, lines: command.lines };
  }
});

function suitesOf({ folder }: Clone): string[] {
  const files = execFileSync("git", ["ls-files", "*.test.ts"], { cwd: folder, encoding: "utf8" });
  return files.split("\n").filter((file) => file !== "");
}
