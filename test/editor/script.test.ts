import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");

describe("The script of the editor", () => {
  it("is smaller than 129 kB", () => {
    assert.ok(statSync(join(ROOT, "resources/editor.js")).size < 129_000);
  });

  it("is loaded once, by the first form", () => {
    const { "node-red": palette } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const scripts: string[] = Object.values(palette.nodes);
    const loading = scripts.filter((script) =>
      readFileSync(join(ROOT, script.replace(".js", ".html")), "utf8").includes("<script src="),
    );
    assert.deepEqual(loading, [scripts[0]]);
  });
});
