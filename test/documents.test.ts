import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const ROOT = join(__dirname, "..");
const DOCUMENTS = ["README.md", "CHANGELOG.md", "docs/architecture.md", "docs/performance.md"];
const PACKAGE = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
/** npm takes these along whatever `files` says. */
const ALWAYS_PACKED = ["README.md", "LICENSE", "package.json"];

const LINK = /\]\((?!https?:)([^)#]+)/g;
const COMMAND = /npm run ([a-z]+)/g;
const PATH = /`((?:bench|src|nodes|test|scripts|locales|icons|examples|docs)\/[\w./-]+)`/g;
const SOURCE = /([\w.-]+\.(?:ts|html))\b/g;
const JSON_BLOCK = /```json\n([\s\S]*?)```/g;

describe("The documents", () => {
  for (const path of DOCUMENTS) {
    const text = readFileSync(join(ROOT, path), "utf8");

    it(`link only to what exists, in ${path}`, () => {
      const broken = linksIn(text).filter((target) => !existsSync(join(ROOT, dirname(path), target)));
      assert.deepEqual(broken, []);
    });

    it(`name only files and commands that exist, in ${path}`, () => {
      const files = found(text, PATH).filter((file) => !existsSync(join(ROOT, file)));
      const commands = found(text, COMMAND).filter((command) => !(command in PACKAGE.scripts));
      assert.deepEqual([...files, ...commands], []);
    });

    it(`show payloads that are JSON, in ${path}`, () => {
      for (const block of found(text, JSON_BLOCK)) assert.doesNotThrow(() => JSON.parse(block), block);
    });
  }

  it("link in the README only to what is in the package too", () => {
    const packed = [...ALWAYS_PACKED, ...PACKAGE.files];
    const links = linksIn(readFileSync(join(ROOT, "README.md"), "utf8"));
    assert.deepEqual(
      links.filter((target) => !packed.some((path) => target === path || target.startsWith(`${path}/`))),
      [],
    );
  });

  it("show in the README a picture of each folder of the examples", () => {
    const links = linksIn(readFileSync(join(ROOT, "README.md"), "utf8"));
    const folders = readdirSync(join(ROOT, "examples")).map((folder) => `examples/${folder}/`);
    assert.deepEqual(
      folders.filter((folder) => !links.some((link) => link.startsWith(folder) && link.endsWith(".png"))),
      [],
    );
  });

  describe("of the architecture", () => {
    const architecture = readFileSync(join(ROOT, "docs/architecture.md"), "utf8");
    const sources = readdirSync(join(ROOT, "src"), { recursive: true, withFileTypes: true });

    it("describe every folder of the sources", () => {
      const folders = sources.filter((entry) => entry.isDirectory()).map(({ name }) => `${name}/`);
      assert.deepEqual(
        folders.filter((folder) => !architecture.includes(folder)),
        [],
      );
    });

    it("name no source file that is gone", () => {
      const beside = ["bench", "locales/en-US", "nodes", "test"].flatMap((folder) =>
        readdirSync(join(ROOT, folder)),
      );
      const names = new Set([...sources.map(({ name }) => name), ...beside]);
      const gone = found(architecture, SOURCE).filter((name) => !names.has(name));
      assert.deepEqual(gone, []);
    });
  });
});

/** Paths as files have them: in links, spaces are written as %20. */
function linksIn(text: string): string[] {
  return found(text, LINK).map(decodeURI);
}

function found(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), ([, match = ""]) => match);
}
