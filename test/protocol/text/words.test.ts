import assert from "node:assert/strict";
import { CUT, LONGEST_WORDS, words } from "../../../src/protocol/text/words";

describe("Somebody else's words are taken in", () => {
  it("as they are when they are a sentence", () => {
    for (const text of ["", "busy", "no such symbol: BTCUSD (10574)", "Wartung läuft, 維護中 🙂"]) {
      assert.equal(words(text), text);
    }
  });

  it("in 500 characters at most, and one can see that there were more", () => {
    assert.equal(LONGEST_WORDS, 500);
    assert.equal(words("x".repeat(500)), "x".repeat(500));
    assert.equal(words("x".repeat(501)), `${"x".repeat(499)}${CUT}`);
    assert.equal(words("x".repeat(100), 40), `${"x".repeat(39)}${CUT}`);
  });

  it("without what a terminal or a page would act on", () => {
    assert.equal(words("\u0007busy\u001b[31m \u202enow\u0000\u200b"), "busy[31m now");
  });

  it("in one line, with its words apart", () => {
    assert.equal(words("<html>\r\n\t<body>busy\u2028later"), "<html> <body>busy later");
  });

  it("with nothing between the characters of a secret that would hide it from a search", () => {
    assert.equal(words("key 7Qx+d\u200be\u0000m\u202eo/KEY"), "key 7Qx+demo/KEY");
  });
});
