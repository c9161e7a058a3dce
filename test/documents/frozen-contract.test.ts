import assert from "node:assert/strict";
import { found, headingsIn, read } from "./documents";
import { brokenRows } from "./frozen";
import { sectionOf, tablesUnder } from "./tables";

const CONTRACT = read("docs/contract.md");

const PROMISED = {
  "0.1": read("test/upgrade/0.1/contract.md"),
  "the versions since": read("test/upgrade/contract.md"),
};

/** Fields of the message that a section shows as code. */
function fieldsShown(section: string): string[] {
  return found(section, /^ +(\w+): /gm);
}

for (const [version, promised] of Object.entries(PROMISED)) {
  describe(`What the contract of ${version} promised is in that of today, with the same default and meaning`, () => {
    const [, ...headings] = headingsIn(promised);

    for (const heading of headings) {
      for (const [title, rows] of Object.entries(tablesUnder(promised, heading))) {
        it(`${heading}: each ${title}`, () => {
          const now = tablesUnder(CONTRACT, heading)[title] ?? [];
          assert.deepEqual(brokenRows(rows, now), [], "see test/upgrade/contract.md for what to do");
        });
      }
    }

    it("Messages out: each field of a message", () => {
      const shown = fieldsShown(sectionOf(CONTRACT, "Messages out"));
      const fields = fieldsShown(sectionOf(promised, "Messages out"));
      assert.notDeepEqual(fields, []);
      assert.deepEqual(
        fields.filter((field) => !shown.includes(field)),
        [],
      );
    });
  });
}

describe("A row that was promised", () => {
  const ROW = {
    property: "`emit`",
    default: '`"every"`',
    values: "`every` one · `latest` a few",
    nodes: "`a` `b`",
  };
  const isKept = (change: Partial<typeof ROW>) => brokenRows([ROW], [{ ...ROW, ...change }]).length === 0;

  it("is kept where names, values and a new node's own value are added", () => {
    assert.ok(isKept({}));
    assert.ok(isKept({ nodes: "`a` `c` `b`" }));
    assert.ok(isKept({ values: "`every` one · `none` never · `latest` a few" }));
    assert.ok(isKept({ default: '`"every"` new: `"latest"`' }));
  });

  it("is broken where it is gone, or lacks something, or has another default or meaning", () => {
    assert.deepEqual(brokenRows([ROW], []), [ROW]);
    assert.ok(!isKept({ property: "`emits`" }));
    assert.ok(!isKept({ nodes: "`a`" }));
    assert.ok(!isKept({ values: "`every` one" }));
    assert.ok(!isKept({ values: "`every` two · `latest` a few" }));
    assert.ok(!isKept({ default: '`"latest"`' }));
  });

  it("is broken where a new node's own value is another than it was", () => {
    const row = { default: "`1` new: `2`" };
    assert.deepEqual(brokenRows([row], [{ default: "`1` new: `3`" }]), [row]);
    assert.deepEqual(brokenRows([row], [{ default: "`1`" }]), [row]);
  });
});
