import assert from "node:assert/strict";
import { traitsOf } from "./traits";

describe("The traits of a message", () => {
  it("are its fields with their types, and its words without its figures", () => {
    const message = {
      _msgid: "1",
      topic: "BTCUSD-27DEC26-100000-C",
      payload: { price: 1.5, volume24h: 2, bids: [{ price: 1 }, { price: null }], ok: true },
      text: "BTCUSD fell by -1.5 % to 80,000 USD",
    };
    assert.deepEqual(traitsOf(message), [
      "topic: OPTION",
      "payload.price: number",
      "payload.volume24h: number",
      "payload.bids[].price: number",
      "payload.bids[].price: null",
      "payload.ok: boolean",
      "text: BTCUSD fell by # % to # USD",
    ]);
  });

  it("are those of each line of a text, and of JSON in it", () => {
    assert.deepEqual(traitsOf({ payload: "a,1\nb,2" }), ["payload: a,#", "payload: b,#"]);
    assert.deepEqual(traitsOf({ payload: '{"topic":"BTCUSD-27DEC26"}' }), ["payload as JSON.topic: CHAIN"]);
  });

  it("tell a number from a text, and a field from none", () => {
    assert.notDeepEqual(traitsOf({ price: "1" }), traitsOf({ price: 1 }));
    assert.notDeepEqual(traitsOf({ price: 1 }), traitsOf({}));
  });
});
