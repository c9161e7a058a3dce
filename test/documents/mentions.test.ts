import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ERROR_CODES } from "../../src/protocol/error";
import { USAGE as RECORDER } from "../../src/recorder/options";
import { USAGE as SIMULATOR } from "../../src/simulator/options";
import { DOCUMENTS, found, PACKAGE, ROOT, read } from "./documents";

const COMMAND = /npm run ([a-z]+)/g;
const FOLDERS = "bench|chaos|demo|docs|examples|icons|locales|nodes|scripts|src|test";
const PATH = new RegExp(`\`((?:${FOLDERS}|\\.ci)/[\\w./-]+|[\\w-]+\\.md)\``, "g");
const JSON_BLOCK = /```json\n([\s\S]*?)```/g;
const CODE = /\b(COINCALL_[A-Z]+)\b/g;
const OPTION = /(--[a-z][a-z-]*)/g;

/** Not codes: what the recorder and the README's flow read from the environment. */
const VARIABLES = ["COINCALL_KEY", "COINCALL_SECRET"];

describe("The documents", () => {
  it("name only files that exist", () => {
    none(PATH, (file) => !existsSync(join(ROOT, file)));
  });

  it("name only commands that exist", () => {
    none(COMMAND, (command) => !(command in PACKAGE.scripts));
  });

  it("name only error codes that exist", () => {
    const known: readonly string[] = [...ERROR_CODES, ...VARIABLES];
    none(CODE, (code) => !known.includes(code));
  });

  it("show payloads that are JSON", () => {
    none(JSON_BLOCK, (block) => !isJson(block));
  });

  it("tell of every option of the simulator's program, and of no other", () => {
    const table = found(read("docs/programs/simulator.md"), /^\| `(--[a-z]+)/gm);
    assert.deepEqual(
      table.toSorted(),
      unique(SIMULATOR)
        .filter((option) => option !== "--help")
        .toSorted(),
    );
  });

  it("tell of no option of the recorder's program that there is not", () => {
    const known = [...unique(RECORDER), ...unique(SIMULATOR)];
    assert.deepEqual(
      found(read("docs/programs/record-and-replay.md"), OPTION).filter((option) => !known.includes(option)),
      [],
    );
  });
});

/** That no document has a match that is wrong. */
function none(pattern: RegExp, isWrong: (match: string) => boolean): void {
  const wrong = DOCUMENTS.map((path) => [path, found(read(path), pattern).filter(isWrong)] as const);
  assert.deepEqual(
    wrong.filter(([, matches]) => matches.length > 0),
    [],
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function unique(usage: string): string[] {
  return [...new Set(found(usage, OPTION))];
}
