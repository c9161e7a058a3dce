import assert from "node:assert/strict";
import { addressProblem, baseOfAddress } from "../../src/protocol/address";

describe("An address of an exchange", () => {
  it("is taken with or without the name of a market, which is added to it", () => {
    for (const address of [
      "wss://ws.coincall.com",
      "wss://ws.coincall.com/",
      "wss://ws.coincall.com/options",
      "wss://ws.coincall.com/futures/",
    ]) {
      assert.equal(addressProblem(address, false), undefined, address);
      assert.equal(baseOfAddress(address), "wss://ws.coincall.com", address);
    }
    assert.equal(baseOfAddress("wss://gate.example/coincall/options"), "wss://gate.example/coincall");
    assert.equal(baseOfAddress("wss://gate.example/my-options"), "wss://gate.example/my-options");
  });
});
