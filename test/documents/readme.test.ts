import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { definitionOf } from "../editor/forms";
import { linksIn, PACKAGE, ROOT, read } from "./documents";

const MOST_LINES = 250;

describe("The README", () => {
  const text = read("README.md");

  it(`has ${MOST_LINES} lines at the most`, () => {
    assert.ok(text.split("\n").length <= MOST_LINES);
  });

  it("shows a picture of each folder of the examples", () => {
    const links = linksIn(text).map(decodeURI);
    const folders = readdirSync(join(ROOT, "examples")).map((folder) => `examples/${folder}/`);
    assert.deepEqual(
      folders.filter((folder) => !links.some((link) => link.startsWith(folder) && link.endsWith(".png"))),
      [],
    );
  });

  it("has a row for each node of the palette, under the name that it has there", () => {
    const files = Object.keys(PACKAGE["node-red"].nodes).map((type) => type.replace("coincall-", ""));
    const palette = files.filter((file) => definitionOf(file).definition.inputs === 1);
    const names = palette.map((file) => JSON.parse(read(`locales/en-US/${file}.json`)).palette);
    assert.deepEqual(
      Array.from(text.matchAll(/^\| \*\*([a-z ]+)\*\*/gm), ([, name]) => name).toSorted(),
      names.toSorted(),
    );
  });
});
