import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import before from "./built-help.json";
import { ROOT, read } from "./forms";

const BUILT = "dist/nodes";

describe("The built help and forms", () => {
  it("are as they were, letter for letter", () => {
    assert.deepEqual(hashesOf(BUILT), before);
  });
});

/** A hash of each html in a folder and those below it, by its path there. */
function hashesOf(folder: string): Record<string, string> {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
  const pages = files.filter((file) => file.endsWith(".html")).sort();
  return Object.fromEntries(pages.map((page) => [page, hashOf(read(`${folder}/${page}`))]));
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
