import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { found, ROOT, read } from "./documents";

const SOURCE = /([\w.-]+\.(?:ts|html))\b/g;

describe("The picture of the house", () => {
  const architecture = read("docs/architecture.md");
  const sources = readdirSync(join(ROOT, "src"), { recursive: true, withFileTypes: true });

  it("shows every folder of the sources", () => {
    const folders = sources.filter((entry) => entry.isDirectory()).map(({ name }) => `${name}/`);
    assert.deepEqual(
      folders.filter((folder) => !architecture.includes(folder)),
      [],
    );
  });

  it("names no source file that is gone", () => {
    const beside = ["bench", "chaos", "locales/en-US", "nodes", "test"].flatMap((folder) =>
      readdirSync(join(ROOT, folder)),
    );
    const names = new Set([...sources.map(({ name }) => name), ...beside]);
    assert.deepEqual(
      found(architecture, SOURCE).filter((name) => !names.has(name)),
      [],
    );
  });
});
