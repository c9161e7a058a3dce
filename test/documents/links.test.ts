import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { DOCUMENTS, headingsIn, linksIn, PACKAGE, ROOT, read } from "./documents";

/** npm takes these along whatever `files` says. */
const ALWAYS_PACKED = ["README.md", "LICENSE", "package.json"];

interface Target {
  /** The document that it is linked to in. */
  readonly from: string;
  /** From the project's folder. */
  readonly path: string;
  /** What is behind the `#`; empty without one. */
  readonly anchor: string;
}

describe("The links of the documents", () => {
  it("lead to files and headings that exist", () => {
    const targets = DOCUMENTS.flatMap(targetsIn);
    assert.ok(targets.length > 50);
    assert.deepEqual(targets.filter(isBroken), []);
  });

  it("are encrypted where they lead out of the project", () => {
    const outside = DOCUMENTS.flatMap((path) => linksIn(read(path))).filter(isOutside);
    assert.deepEqual(
      outside.filter((link) => !link.startsWith("https://") || !URL.canParse(link)),
      [],
    );
  });

  it("lead to what is in the package, in those that are in it themselves", () => {
    const targets = DOCUMENTS.filter(isPacked).flatMap(targetsIn);
    assert.deepEqual(
      targets.filter(({ path }) => !isPacked(path)),
      [],
    );
  });
});

describe("The package", () => {
  it("holds no page that the README does not lead to", () => {
    const reached = new Set(["README.md"]);
    for (const path of reached)
      if (path.endsWith(".md")) for (const target of targetsIn(path)) reached.add(target.path);
    assert.deepEqual(
      DOCUMENTS.filter(isPacked).filter((path) => !reached.has(path)),
      [],
    );
  });

  it("leaves out what only those need who change the source", () => {
    const forDevelopers = [
      "CONTRIBUTING.md",
      "docs/architecture.md",
      "docs/protocol.md",
      "docs/decisions/README.md",
    ];
    assert.deepEqual(forDevelopers.filter(isPacked), []);
  });
});

function targetsIn(document: string): Target[] {
  const inside = linksIn(read(document)).filter((link) => !isOutside(link));
  return inside.map((link) => {
    const [path = "", anchor = ""] = link.split("#");
    // In links, spaces are written as %20.
    return {
      from: document,
      path: path === "" ? document : join(dirname(document), decodeURI(path)),
      anchor,
    };
  });
}

function isOutside(link: string): boolean {
  return /^[a-z]+:/.test(link);
}

function isBroken({ path, anchor }: Target): boolean {
  if (!existsSync(join(ROOT, path))) return true;
  return anchor !== "" && !anchorsOf(read(path)).includes(decodeURI(anchor));
}

/** As GitHub and npm make them of headings. */
function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>();
  return headingsIn(text).map((heading) => {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-");
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
}

/** By `files` of package.json, of which the last pattern that fits counts. */
function isPacked(path: string): boolean {
  if (ALWAYS_PACKED.includes(path)) return true;
  const patterns: readonly string[] = PACKAGE.files;
  const last = patterns.findLast((pattern) => isWithin(path, pattern.replace(/^!/, "")));
  return last !== undefined && !last.startsWith("!");
}

/** A star stands for a name or a part of it, and a folder for all in it. */
function isWithin(path: string, pattern: string): boolean {
  const names = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${names.join("[^/]*")}(/|$)`).test(path);
}
