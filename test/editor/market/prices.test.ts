import assert from "node:assert/strict";
import { moneyIn } from "../../../src/editor/market/prices";

const DAYS = [24, 27, 30].map((day) => Date.UTC(2026, 10, day, 8));
const [FIRST = 0, SECOND = 0, THIRD = 0] = DAYS;
const PRICES = [
  { underlying: "BTCUSD", price: 80_588 },
  { underlying: "BTCUSD", expiry: THIRD, price: 80_700 },
  { underlying: "BTCUSD", expiry: FIRST, price: 80_600 },
  { underlying: "ETHUSD", price: 3_000 },
];

describe("The money of options in a form", () => {
  it("is the forward of their expiry, or of the one nearest to it, the earlier of two", () => {
    assert.equal(moneyIn(PRICES, "BTCUSD", THIRD), 80_700);
    assert.equal(moneyIn(PRICES, "BTCUSD", SECOND), 80_600);
    assert.equal(moneyIn(PRICES, "BTCUSD", THIRD + 1), 80_700);
  });

  it("is the public price of their underlying where the flow knows no forward of it", () => {
    assert.equal(moneyIn(PRICES, "ETHUSD", FIRST), 3_000);
    assert.equal(moneyIn(PRICES, "SOLUSD", FIRST), undefined);
  });
});
