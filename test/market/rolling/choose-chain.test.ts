import assert from "node:assert/strict";
import { chooseChain } from "../../../src/market/rolling/choose-chain";
import { parseRollingChain } from "../../../src/market/rolling/names/parse";
import type { ChainRule } from "../../../src/market/rolling/rule";
import { at, day, listed } from "../market";

const STRIKES = [80_000];
const NOW = at("2026-11-27T07:00");

describe("The chain that a rolling name is", () => {
  const rule = (name: string, rollBefore = 0): ChainRule => ({
    ...(parseRollingChain(name) as ChainRule),
    rollBefore,
  });
  const listing = listed({ "27NOV26": STRIKES, "28NOV26": STRIKES, "4DEC26": STRIKES });

  it("is the one of its expiry, from the moment of the choice until that rolls", () => {
    assert.deepEqual(chooseChain(rule("BTC-W"), listing, {}, NOW), {
      choice: {
        symbol: "BTCUSD-27NOV26",
        expiry: day("27NOV26"),
        reason: "start",
        since: NOW,
        rollsAt: day("27NOV26"),
      },
    });
  });

  it("goes on with the next, and says from which, at once", () => {
    const before = chooseChain(rule("BTCUSD-W"), listing, {}, NOW);
    const same = chooseChain(rule("BTCUSD-W"), listing, before, day("27NOV26") - 1);
    assert.deepEqual(same, before);
    const { choice } = chooseChain(rule("BTCUSD-W"), listing, same, day("27NOV26"));
    assert.deepEqual(
      [choice?.symbol, choice?.from, choice?.reason, choice?.since],
      ["BTCUSD-4DEC26", "BTCUSD-27NOV26", "expiry", day("27NOV26")],
    );
  });

  it("goes on earlier where the node says so", () => {
    const { choice } = chooseChain(rule("BTCUSD-W", 2), listing, {}, NOW);
    assert.equal(choice?.symbol, "BTCUSD-4DEC26");
  });

  it("is another where a nearer one is newly listed", () => {
    const before = chooseChain(rule("BTCUSD-W"), listed({ "4DEC26": STRIKES }), {}, NOW);
    const { choice } = chooseChain(rule("BTCUSD-W"), listing, before, NOW);
    assert.deepEqual([choice?.symbol, choice?.reason], ["BTCUSD-27NOV26", "listed"]);
  });

  it("stays while it lives and nothing can be chosen anew, and is left after it", () => {
    const last = rule("BTCUSD-NEXT+2");
    const before = chooseChain(last, listing, {}, NOW);
    for (const list of [undefined, listed({ "28NOV26": STRIKES, "4DEC26": STRIKES })]) {
      const { choice, problem } = chooseChain(last, list, before, day("27NOV26"));
      assert.equal(choice?.symbol, "BTCUSD-4DEC26");
      assert.ok(problem);
    }
    const { choice, left } = chooseChain(last, undefined, before, day("4DEC26"));
    assert.deepEqual([choice, left?.symbol], [undefined, "BTCUSD-4DEC26"]);
  });

  it("is left where the list does not have it any more, and followed by the one that it went on from", () => {
    const before = chooseChain(rule("BTCUSD-W"), listed({ "27NOV26": STRIKES }), {}, NOW);
    const without = chooseChain(rule("BTCUSD-W"), listed({ "28NOV26": STRIKES }), before, NOW);
    assert.deepEqual([without.choice, without.left?.symbol], [undefined, "BTCUSD-27NOV26"]);
    const { choice } = chooseChain(rule("BTCUSD-W"), listed({ "4DEC26": STRIKES }), without, NOW);
    assert.deepEqual([choice?.from, choice?.reason], ["BTCUSD-27NOV26", "listed"]);
  });
});
