import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { ROOT } from "./sources";

/** The house's rules for files, see docs/architecture.md, "Names and sizes of files". */

const CODE = /\.(?:ts|mjs|cjs|js)$/;
const KEBAB_CASE = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:test|d))?\.(?:ts|mjs|cjs|js|html)$/;
const MOST_LINES = 250;
const MOST_FILES = 15;
/**
 * Lists of their kind. Node-RED wants a pair of files a node, a pair of texts a node and language; decisions are numbered
 * one after another.
 */
const FLAT = /^(?:nodes|locales\/[\w-]+|docs\/decisions)$/;
/** Tests of one room of the sources; the others are about several at once. */
const UNIT_TESTS =
  /^test\/(?:alert|editor|history|link|market|protocol|recorder|runtime|simulator)\/.+\.test\.ts$/;
/** Patterns, which say nothing of what is in a file. */
const EMPTY_NAME = /(?:^|-)(?:utils?|helpers?|managers?|services?|common|misc)(?:-|\.)/;

describe("The files", () => {
  const files = filesOfProject();
  const code = files.filter((file) => CODE.test(file));

  it("are named in kebab-case", () => {
    const named = [...code, ...files.filter((file) => file.endsWith(".html"))];
    assert.deepEqual(
      named.filter((file) => !KEBAB_CASE.test(basename(file))),
      [],
    );
  });

  it("are not named after a pattern", () => {
    assert.deepEqual(
      code.filter((file) => EMPTY_NAME.test(basename(file))),
      [],
    );
  });

  it(`have no more than ${MOST_LINES} lines in src and nodes`, () => {
    const long = code.filter((file) => /^(?:src|nodes)\//.test(file) && linesOf(file) > MOST_LINES);
    assert.deepEqual(long, []);
  });

  it(`stand no more than ${MOST_FILES} in a folder, beside its folders`, () => {
    const counts = new Map<string, number>();
    for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    const full = [...counts].filter(
      ([folder, count]) => folder !== "." && !FLAT.test(folder) && count > MOST_FILES,
    );
    assert.deepEqual(full, []);
  });

  it("of the tests of a room stand as its sources do", () => {
    const tests = code.filter((file) => UNIT_TESTS.test(file));
    const astray = tests.filter((file) => !existsSync(join(ROOT, dirname(file).replace(/^test/, "src"))));
    assert.deepEqual(astray, []);
  });
});

/** What git tracks, or would. */
function filesOfProject(): string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  return listed.split("\n").filter((file) => file !== "" && existsSync(join(ROOT, file)));
}

function linesOf(file: string): number {
  return readFileSync(join(ROOT, file), "utf8").split("\n").length - 1;
}
