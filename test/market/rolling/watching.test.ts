import assert from "node:assert/strict";
import { choose } from "../../../src/market/rolling/choose";
import { chainsNeeded, nextMoment } from "../../../src/market/rolling/watching";
import { formatDay } from "../../../src/protocol/symbols/symbols";
import { at, day, listed, quotes, range } from "../market";
import { ruleOf } from "./choosing";

const NOON = at("2026-11-23T12:00");
const MINUTE = 60_000;
const STRIKES = range(78_000, 84_000, 1000);
const LISTING = listed({ "24NOV26": STRIKES, "27NOV26": STRIKES, "4DEC26": STRIKES });
const forward = (price: number) => quotes([{ strike: 80_000, right: "call", underlyingPrice: price }]);

describe("The chains that a choice needs", () => {
  const needed = (name: string, now: number, listing = LISTING) =>
    chainsNeeded(ruleOf(name), listing, undefined, now).map(formatDay);

  it("are that of its expiry, and a minute before it rolls the next one's too", () => {
    const rolls = day("27NOV26");
    assert.deepEqual(needed("BTCUSD-W-ATM-C", NOON), ["27NOV26"]);
    assert.deepEqual(needed("BTCUSD-W-ATM-C", rolls - MINUTE - 1), ["27NOV26"]);
    assert.deepEqual(needed("BTCUSD-W-ATM-C", rolls - MINUTE), ["27NOV26", "4DEC26"]);
    assert.deepEqual(needed("BTCUSD-W-ATM-C", rolls - 1), ["27NOV26", "4DEC26"]);
    assert.deepEqual(needed("BTCUSD-W-ATM-C", rolls), ["4DEC26"]);
  });

  it("are those of midnight too, where days are counted", () => {
    assert.deepEqual(needed("BTCUSD-7DTE-25D-P", at("2026-11-23T23:59")), ["27NOV26", "4DEC26"]);
    assert.deepEqual(needed("BTCUSD-7DTE-25D-P", at("2026-11-24T00:00")), ["4DEC26"]);
  });

  it("are only its own where nothing follows", () => {
    const rolls = day("4DEC26");
    assert.deepEqual(needed("BTCUSD-W-ATM-C", rolls - 1), ["4DEC26"]);
    assert.deepEqual(needed("BTCUSD-4DEC26-ATM-C", rolls - 1), ["4DEC26"]);
  });

  it("are none where the name says the strike, and where there is no expiry", () => {
    assert.deepEqual(needed("BTCUSD-W-80000-C", NOON), []);
    assert.deepEqual(needed("BTCUSD-Q-ATM-C", NOON), []);
    assert.deepEqual(needed("ETHUSD-W-ATM-C", NOON), []);
    assert.deepEqual(chainsNeeded(ruleOf("BTCUSD-W-ATM-C"), undefined, undefined, NOON), []);
  });

  it("are none between two rolls where the strike is chosen once an expiry", () => {
    const rule = ruleOf("BTCUSD-W-ATM-C", { follow: "expiry" });
    const neededAt = (now: number, listing = LISTING) =>
      chainsNeeded(rule, listing, chosen, now).map(formatDay);
    const chosen = choose(rule, LISTING, forward(80_300), undefined, NOON);
    assert.deepEqual(chainsNeeded(rule, LISTING, undefined, NOON), [day("27NOV26")]);
    assert.deepEqual(neededAt(NOON), []);
    assert.deepEqual(neededAt(day("27NOV26") - MINUTE), ["4DEC26"]);
    assert.deepEqual(neededAt(day("27NOV26")), ["4DEC26"]);
    // Its strike is listed no more: another one has to be chosen.
    assert.deepEqual(neededAt(NOON, listed({ "27NOV26": [81_000, 82_000] })), ["27NOV26"]);
  });
});

describe("The next moment at which time alone changes something", () => {
  const rule = ruleOf("BTCUSD-W-ATM-C");
  const rolls = day("27NOV26");

  it("is when the next chain is needed, and then when the expiry rolls", () => {
    assert.equal(nextMoment(rule, LISTING, undefined, NOON), rolls - MINUTE);
    assert.equal(nextMoment(rule, LISTING, undefined, rolls - MINUTE), rolls);
    assert.equal(nextMoment(rule, LISTING, undefined, rolls), day("4DEC26") - MINUTE);
  });

  it("is when something better has waited long enough", () => {
    const before = choose(rule, LISTING, forward(80_300), undefined, NOON);
    const waiting = choose(rule, LISTING, forward(80_700), before, NOON + 500);
    assert.equal(nextMoment(rule, LISTING, waiting, NOON + 500), NOON + 10_500);
    const { choice } = choose(rule, LISTING, forward(80_700), waiting, NOON + 10_500);
    assert.equal(choice?.symbol, "BTCUSD-27NOV26-81000-C");
  });

  it("is when a choice ends that only stayed for want of another", () => {
    const early = ruleOf("BTCUSD-W-ATM-C", { rollBefore: 2 });
    const before = choose(early, LISTING, forward(80_300), undefined, NOON);
    const alone = listed({ "27NOV26": STRIKES });
    assert.equal(nextMoment(early, alone, before, at("2026-11-27T06:00")), rolls);
    assert.equal(nextMoment(early, undefined, before, NOON), rolls);
  });

  it("never comes where nothing is chosen nor can be", () => {
    assert.equal(nextMoment(rule, undefined, undefined, NOON), undefined);
    assert.equal(nextMoment(ruleOf("BTCUSD-22NOV26-ATM-C"), LISTING, undefined, NOON), undefined);
    assert.equal(nextMoment(ruleOf("BTCUSD-Q-ATM-C"), LISTING, undefined, NOON), undefined);
  });
});
