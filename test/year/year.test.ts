import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { growthOf } from "./memory";

const CLI = join(__dirname, "cli.ts");
/** The 27th of March 2026 is a Friday, and the last one of a month and of a quarter. */
const FORTNIGHT = ["--start", "2026-03-20", "--days", "14"];

/** What the year prints; the differences among it stand at its end. */
function play(...options: string[]): Promise<{ readonly code: unknown; readonly text: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["--import", "tsx", CLI, ...options], (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, text: stdout + stderr });
    });
  });
}

describe("Rolling names on an exchange with a clock of its own", function () {
  this.timeout(180_000);

  it("are what they must be at every moment of a fortnight with a quarter's end, whatever fails", async () => {
    const played = await Promise.all([
      play(...FORTNIGHT),
      play("--start", "2026-03-25", "--days", "4", "--faults"),
    ]);
    for (const { code, text } of played) {
      assert.equal(code, 0, text);
      assert.match(text, /differences 0\n/);
      for (const reason of ["start", "expiry", "money", "delta"])
        assert.match(text, new RegExp(`${reason} \\d`));
    }
  });
});

describe("What memory is held to in the year", () => {
  const held = (bytesAt: (day: number) => number) =>
    Array.from({ length: 52 }, (_, week) => ({ day: 7 * week, bytes: bytesAt(7 * week) }));

  it("is no slope beside what it goes up and down by", () => {
    assert.equal(growthOf(held((day) => 20e6 + 3e5 * Math.sin(day))).isGrowth, false);
    assert.equal(growthOf(held((day) => 20e6 + 1e4 * day + 3e5 * Math.sin(day))).isGrowth, true);
  });
});
