import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { found, headingsIn, ROOT, read } from "./documents";
import { sectionOf } from "./tables";

/** Of these, a comment names the place and not only the page. */
const CITED = ["docs/protocol.md", "docs/contract.md"];
const FOLDERS = ["bench", "chaos", "nodes", "scripts", "src", "test"];

/** A page in a comment; in quotes it is a path that a program uses. */
const PAGE = /(?<!["'/\w])(docs\/[\w/-]+\.md)/g;
/** What follows it: headings in quotes, and the numbers of points below the last of them. */
const PLACES = /^(?:(?:,| and| to)\s+(?:"[^"]+"|\d+\b))*/;
const COMMENT_LINE = /\n\s*(?:\*|\/\/|#)\s?/g;

interface Citation {
  readonly file: string;
  readonly page: string;
  readonly headings: readonly string[];
  readonly points: readonly number[];
}

describe("What comments cite", () => {
  const sources = FOLDERS.flatMap(sourcesIn);
  const citations = sources.flatMap(citationsIn);

  it("are pages that exist", () => {
    assert.deepEqual(
      citations.filter(({ page }) => !existsSync(join(ROOT, page))),
      [],
    );
  });

  it("are headings of those pages", () => {
    assert.ok(citations.flatMap(({ headings }) => headings).length > 50);
    assert.deepEqual(
      citations.filter(
        ({ page, headings }) => !headings.every((heading) => headingsIn(read(page)).includes(heading)),
      ),
      [],
    );
  });

  it("are numbered points that stand there", () => {
    assert.ok(citations.some(({ points }) => points.length > 0));
    assert.deepEqual(
      citations.filter(({ page, headings, points }) => {
        const known = points.length > 0 ? pointsUnder(page, headings.at(-1) ?? "") : [];
        return !points.every((point) => known.includes(point));
      }),
      [],
    );
  });

  it("are places, where a page has many", () => {
    assert.deepEqual(
      citations.filter(({ page, headings }) => CITED.includes(page) && headings.length === 0),
      [],
    );
  });

  it("are never the names that two of the pages had outside of this project", () => {
    assert.deepEqual(
      sources.filter((file) => /\b(?:PROTOCOL|CONTRACT)\.md/.test(read(file))),
      [],
    );
  });
});

function sourcesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : sourcesIn(path);
    return /\.(?:[cm]?[jt]s|html)$/.test(path) ? [path] : [];
  });
}

function citationsIn(file: string): Citation[] {
  const text = read(file).replace(COMMENT_LINE, " ");
  return Array.from(text.matchAll(PAGE), ({ 0: page, index }) => {
    const [places = ""] = PLACES.exec(text.slice(index + page.length)) ?? [];
    return {
      file,
      page,
      headings: found(places, /"([^"]+)"/g).map((heading) => heading.replaceAll("`", "")),
      points: found(places.replace(/"[^"]+"/g, ""), /(\d+)/g).map(Number),
    };
  });
}

function pointsUnder(page: string, heading: string): number[] {
  return found(sectionOf(read(page), heading), /^(\d+)\. /gm).map(Number);
}
