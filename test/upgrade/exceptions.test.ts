import assert from "node:assert/strict";
import { found, read } from "../documents/documents";
import { sectionOf } from "../documents/tables";
import { EXCEPTIONS } from "./0.1/exceptions";
import type { Act } from "./act";

const PAGE = read("docs/upgrading.md");
const RECORDED: readonly Act[] = JSON.parse(read("test/upgrade/0.1/recorded.json"));

describe("What flows of 0.1 are told otherwise", () => {
  it("has a paragraph each in docs/upgrading.md, and each paragraph there is about something", () => {
    const headings = found(PAGE, /^### (.+)$/gm);
    assert.deepEqual(headings.toSorted(), EXCEPTIONS.map(({ name }) => name).toSorted());
  });

  for (const { name, today } of EXCEPTIONS) {
    it(`comes with a reason, and is still so: ${name}`, () => {
      assert.match(sectionOf(PAGE, name), /\w/);
      assert.notDeepEqual(today(RECORDED), RECORDED);
    });
  }
});
