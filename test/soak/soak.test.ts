import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { slope } from "./slope";

const CLI = join(__dirname, "cli.ts");

async function soak(...options: string[]): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", CLI, ...options]);
  return stdout.trimEnd().split("\n");
}

describe("The soak", function () {
  this.timeout(60_000);

  it("prints memory, handles and delay over time, and their slope", async () => {
    const lines = await soak("--minutes", "0.05", "--symbols", "40", "--every", "1");
    const cells = lines.map((line) => line.trim().split(/\s{2,}/));
    assert.deepEqual(cells[0], [
      "minutes",
      "rss MB",
      "heap MB",
      "handles",
      "listeners",
      "delay p99 ms",
      "messages",
    ]);
    const rows = cells.slice(1, -1).map((row) => row.map(Number));
    assert.ok(rows.length >= 2, lines.join("\n"));
    for (const [, rss = 0, heap = 0, handles = 0, , , messages = 0] of rows) {
      assert.ok(rss > heap && heap > 5 && handles > 5 && messages > 10, lines.join("\n"));
    }
    assert.equal(cells.at(-1)?.[0], "an hour");
  });

  it("reckons the slope of the line that fits best", () => {
    const line = [0, 1, 2, 3].map((x) => [x, 5 + 2 * x] as const);
    assert.equal(slope(line), 2);
    assert.equal(
      slope([
        [0, 1],
        [1, 9],
        [2, 3],
      ]),
      1,
    );
    assert.equal(slope([[1, 7]]), 0);
  });
});
