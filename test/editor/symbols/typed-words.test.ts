import assert from "node:assert/strict";
import * as fc from "fast-check";
import { problemWith } from "../../../src/editor/form/rules";
import { asSymbol, symbolsBeside, wordsIn } from "../../../src/editor/symbols/typed-words";
import { writtenAs } from "../../../src/editor/symbols/written-symbols";
import { symbolsIn } from "../../../src/protocol/symbols/symbol-list";
import { isSymbol } from "../../../src/protocol/symbols/symbols";

const OPTION = "BTCUSD-27DEC26-100000-C";

describe("Words that were typed, and left without a choice", () => {
  it("are saved beside the symbols, and found again as they were", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (typed) => {
        const words = typed.trim();
        fc.pre(words !== "");
        const saved = writtenAs([OPTION], words);
        assert.equal(wordsIn(saved), words);
        assert.deepEqual(symbolsBeside(saved), [OPTION]);
      }),
    );
  });

  it("can be read in a flow", () => {
    assert.equal(asSymbol("btc put"), "?btc+put");
  });

  it("are one symbol to a flow, which no exchange has, and never several", () => {
    for (const words of ["btc put", "btcusd, put", "a;b", `${OPTION} put`]) {
      const names = symbolsIn(asSymbol(words));
      assert.equal(names.length, 1, words);
      assert.ok(!isSymbol(String(names[0])), words);
    }
  });

  it("make the node's symbols wrong until somebody chooses, in the form and out of it", () => {
    const property = (name: string) => (name === "symbolsType" ? "str" : "coincall-greeks");
    const around = { now: Date.now(), property, connectionProtocol: () => undefined };
    assert.deepEqual(problemWith("symbols", writtenAs([OPTION], "btc put"), around), {
      sentence: "untaken",
      values: { typed: "btc put" },
    });
    assert.equal(problemWith("symbols", writtenAs([OPTION], ""), around), undefined);
  });

  it("survive somebody who wrote them by hand", () => {
    assert.equal(wordsIn("BTCUSD, ?50%+put"), "50% put");
  });
});
