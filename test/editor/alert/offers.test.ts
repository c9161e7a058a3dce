import assert from "node:assert/strict";
import { numbersIn } from "../../../src/editor/alert/offers";

describe("The values that an alert offers", () => {
  it("are the numbers of a message of the node before it, exact decimals too, and no times", () => {
    const message = {
      topic: "BTCUSD",
      payload: {
        symbol: "BTCUSD",
        price: 82_000,
        mark: "82000.5",
        iv: { put25: 0.6 },
        timestamp: 1,
        expiry: 2,
      },
      coincall: { received: 3 },
    };
    assert.deepEqual(numbersIn(message), ["payload.price", "payload.mark", "payload.iv.put25"]);
  });

  it("are the payload itself where that is a number", () => {
    assert.deepEqual(numbersIn({ payload: 5 }), ["payload"]);
  });

  it("are none where there is a list, or nothing", () => {
    assert.deepEqual(numbersIn({ payload: [{ price: 5 }] }), []);
    assert.deepEqual(numbersIn({}), []);
    assert.deepEqual(numbersIn({ payload: null }), []);
  });
});
