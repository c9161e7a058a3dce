import assert from "node:assert/strict";
import { sign } from "../../src/protocol/dialects/signed";
import { KEY, SECRET } from "../embedded/harness";
import { Needles } from "./needles";

/** A search that finds nothing proves something only if it finds what is there. */
describe("The search for secrets", () => {
  const needles = new Needles(KEY, SECRET);
  const signature = sign("apiKey", KEY, SECRET, 1_700_000_000_000);

  const given: Record<string, string> = {
    "the key": `apiKey=${KEY}`,
    "the secret": `"${SECRET}"`,
    "half the key": KEY.slice(0, 20),
    "the key in small letters": KEY.toLowerCase(),
    "the key in a URL": encodeURIComponent(KEY),
    "the key in JSON": KEY.replaceAll("/", "\\/"),
    "the secret in base64": Buffer.from(SECRET).toString("base64"),
    "the secret in hex": Buffer.from(SECRET).toString("hex"),
    "a signature": `sign ${signature}`,
  };

  for (const [what, text] of Object.entries(given)) {
    it(`finds ${what}`, () => assert.notDeepEqual(needles.in(`… ${text} …`), []));
  }

  it("finds nothing where nothing is", () => {
    assert.deepEqual(needles.in("Coincall refused the connection (HTTP 403): 7Qx"), []);
  });
});
