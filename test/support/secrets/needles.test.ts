import assert from "node:assert/strict";
import { sign } from "../../../src/protocol/dialects/signed";
import { KEY, SECRET } from "../../embedded/harness/live";
import { Needles } from "./needles";
import { ENCODED, ESCAPED } from "./spellings";

/** A search that finds nothing proves something only if it finds what is there. */
describe("The search for secrets", () => {
  const needles = new Needles(KEY, SECRET);
  const signature = sign("apiKey", KEY, SECRET, 1_700_000_000_000);

  const given: Record<string, string> = {
    "the key": `apiKey=${KEY}`,
    "the secret": `"${SECRET}"`,
    "the key in small letters": KEY.toLowerCase(),
    "a signature": `sign ${signature}`,
  };

  for (const [what, text] of Object.entries(given)) {
    it(`finds ${what}`, () => assert.notDeepEqual(needles.in(`… ${text} …`), []));
  }

  for (const [spelt, spell] of Object.entries({ ...ESCAPED, ...ENCODED })) {
    it(`finds key and secret ${spelt}`, () => {
      for (const secret of [KEY, SECRET]) assert.notDeepEqual(needles.in(`… ${spell(secret)} …`), []);
    });
  }

  it("finds nothing where nothing is", () => {
    assert.deepEqual(needles.in("The exchange refused the connection (HTTP 403): 7Qx"), []);
  });
});
