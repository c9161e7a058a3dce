import assert from "node:assert/strict";
import english from "../../../locales/en-US/connection.json";
import { read } from "../documents";
import { codesIn, tableIn } from "../tables";

/** What the page has in place of values, which the contract calls N. */
const VALUES = /\b\d+\b(?! [\dA-Z])|flow\.coins|4DEC26 81000 C/g;
/** Before what is only ever said together with other words. */
const JOINT = /, (?=this machine)|: (?=another connection)/;
const LOOKS = /\b(?:grey|yellow|green|blue|red|ring|dot)\b/g;

describe("The page for when nothing arrives", () => {
  const statuses = tableIn(read("docs/contract.md"), "Status", "text");
  const told = tableIn(read("docs/nothing-arrives.md"), "By what is below the node", "words").flatMap(
    ({ dot = "", words }) =>
      codesIn(words).map((text) => ({ dot, texts: text.replace(VALUES, "N").split(JOINT) })),
  );
  const reasons: readonly string[] = Object.values(english.unchosen);

  it("explains every text that there can be below a node", () => {
    const texts = [...statuses.flatMap(({ text }) => codesIn(text)), ...reasons];
    const explained = told.flatMap(({ texts }) => texts);
    assert.deepEqual(
      texts.filter((text) => !explained.includes(text)),
      [],
    );
  });

  it("has each beside the dot or ring that it has, and none that there is not", () => {
    for (const { dot, texts } of told) {
      for (const text of texts) {
        const status = statuses.find((row) => codesIn(row.text).includes(text));
        const look = reasons.includes(text) ? "red dot" : status?.["fill, shape"];
        assert.deepEqual(looksIn(dot), looksIn(look ?? `nothing for ${text}`), text);
      }
    }
  });
});

/** The colours and shapes that are named, in whichever words. */
function looksIn(words: string): string[] {
  return [...new Set(words.match(LOOKS))].toSorted();
}
