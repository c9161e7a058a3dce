import assert from "node:assert/strict";
import { symbolsIn } from "../../../src/protocol/symbols/symbol-list";

describe("a list of symbols", () => {
  it("is separated by commas, semicolons, spaces and new lines, in any number", () => {
    assert.deepEqual(symbolsIn(" BTCUSD,ETHUSD;\nSOLUSD\t XRPUSD ,, "), [
      "BTCUSD",
      "ETHUSD",
      "SOLUSD",
      "XRPUSD",
    ]);
  });

  it("is put in upper case, each symbol once, in its order", () => {
    assert.deepEqual(symbolsIn("ethusd BTCUSD EthUsd btcusd"), ["ETHUSD", "BTCUSD"]);
  });

  it("may come as several texts", () => {
    assert.deepEqual(symbolsIn(["btcusd, ethusd", "ETHUSD", "solusd"]), ["BTCUSD", "ETHUSD", "SOLUSD"]);
  });

  it("is empty when nothing is named", () => {
    for (const nothing of ["", "  \n , ;", [], [""]]) assert.deepEqual(symbolsIn(nothing), []);
  });
});
