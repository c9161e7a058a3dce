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

  it("is refused unread when it is longer than any that leads somewhere", () => {
    const long = (length: number) => "wss://gate.example/".padEnd(length, "a");
    assert.equal(addressProblem(long(2_048), false), undefined);
    assert.equal(addressProblem(long(2_049), false), "invalid");
    assert.equal(addressProblem(`wss://${"/".repeat(1_000_000)}`, false), "invalid");
  });

  it("loses all its slashes at the end, however many", () => {
    assert.equal(baseOfAddress(`wss://gate.example/a/b${"/".repeat(2_000)}`), "wss://gate.example/a/b");
  });
});
