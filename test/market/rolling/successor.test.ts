import assert from "node:assert/strict";
import { parseRollingChain, parseRollingOption } from "../../../src/market/rolling/names/parse";
import { isProblem } from "../../../src/market/rolling/problem";
import { successorOf } from "../../../src/market/rolling/successor";

describe("The rolling name that goes on where an option ends", () => {
  const cases = {
    "on an ordinary Friday is the week's": ["BTCUSD-4DEC26-81000-C", "BTCUSD-W-81000-C"],
    "on a month's last Friday is the month's": ["BTCUSD-27NOV26-81000-C", "BTCUSD-M-81000-C"],
    "on a quarter's last Friday is the quarter's": ["BTCUSD-25DEC26-100000-P", "BTCUSD-Q-100000-P"],
    "on any other day is the next expiry's": ["ETHUSD-7DEC26-3000-P", "ETHUSD-NEXT-3000-P"],
    "on a Friday that is not the quarter's last is no quarter's": ["BTCUSD-18DEC26-1-C", "BTCUSD-W-1-C"],
    "keeps a strike as it was written": ["HYPEUSD-26JUN26-30.0-C", "HYPEUSD-Q-30.0-C"],
    "has the quote currency, also where the option's name had none": ["BTC-4DEC26-1-C", "BTCUSD-W-1-C"],
    "of a chain is a chain's": ["BTCUSD-4DEC26", "BTCUSD-W"],
  };
  for (const [what, [name = "", successor]] of Object.entries(cases)) {
    it(what, () => assert.equal(successorOf(name), successor));
  }

  it("is one that can be read, in each case", () => {
    for (const [, successor = ""] of Object.values(cases)) {
      const isChain = successor.split("-").length === 2;
      assert.ok(
        !isProblem(isChain ? parseRollingChain(successor) : parseRollingOption(successor)),
        successor,
      );
    }
  });

  it("is none for what never ends", () => {
    assert.equal(successorOf("BTCUSD"), undefined);
    assert.equal(successorOf("BTCUSD-W-81000-C"), undefined);
  });
});
