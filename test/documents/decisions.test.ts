import assert from "node:assert/strict";
import { DOCUMENTS, read } from "./documents";

const PAGES = DOCUMENTS.filter((path) => /^docs\/decisions\/\d/.test(path)).toSorted();
/** A page on a screen. */
const MOST_LINES = 50;

describe("The decisions", () => {
  it("are numbered without a hole", () => {
    const numbers = PAGES.map((path) => Number(/(\d{4})-[a-z-]+\.md$/.exec(path)?.[1]));
    assert.deepEqual(
      numbers,
      PAGES.map((_path, index) => index + 1),
    );
  });

  it("stand in their list, each with its title, date and status", () => {
    const rows = PAGES.map((path, index) => {
      const { title, date, status } = headOf(read(path));
      return [String(index + 1), `[${title}](${path.replace("docs/decisions/", "")})`, date, status];
    });
    const listed = read("docs/decisions/README.md")
      .split("\n")
      .filter((line) => /^\| \d/.test(line))
      .map((line) => line.split("|").slice(1, -1))
      .map((cells) => cells.map((cell) => cell.trim()));
    assert.deepEqual(listed, rows);
  });

  it("say on one page what was decided, when, and why not otherwise", () => {
    for (const path of PAGES) {
      const text = read(path);
      const { date, status } = headOf(text);
      assert.match(date ?? "", /^\d{4}-\d{2}-\d{2}$/, path);
      assert.ok(status, path);
      const headings = Array.from(text.matchAll(/^## (.+)$/gm), ([, heading]) => heading);
      assert.deepEqual(headings, ["Decided", "What else was thought of, and why not"], path);
      assert.ok(text.split("\n").length <= MOST_LINES, path);
    }
  });
});

function headOf(text: string): { title?: string; date?: string; status?: string } {
  return (
    /^# (?<title>.+)\n[\s\S]*?\| date +\| (?<date>\S+) +\|\n\| status +\| (?<status>.+?) +\|/.exec(text)
      ?.groups ?? {}
  );
}
