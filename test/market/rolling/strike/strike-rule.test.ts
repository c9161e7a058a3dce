import assert from "node:assert/strict";
import type { ChainQuoteRow } from "../../../../src/market/quotes";
import type { Right } from "../../../../src/protocol/symbols/symbols";
import { at, listed, quotes } from "../../market";
import { first, type Seen } from "../choosing";

const NOW = at("2026-11-23T12:00");

/** A chain of one Friday with these strikes, and what its rows say. */
function chain(strikes: readonly number[], rows: readonly ChainQuoteRow[]): Seen {
  return { listing: listed({ "27NOV26": strikes }), quotes: quotes(rows), now: NOW };
}

/** What is chosen of BTCUSD-27NOV26: a strike with its right, or a reason. */
function chosen(strike: string, seen: Seen): string {
  return first(`BTCUSD-W-${strike}`, seen).replace("BTCUSD-27NOV26-", "");
}

function forwardOf(forward: number): ChainQuoteRow[] {
  return [{ strike: 80_000, right: "call", underlyingPrice: forward }];
}

function deltas(right: Right, sizes: Readonly<Record<number, number>>): ChainQuoteRow[] {
  const sign = right === "call" ? 1 : -1;
  return Object.entries(sizes).map(([strike, size]) => ({
    strike: Number(strike),
    right,
    delta: sign * size,
  }));
}

describe("A strike by rule", () => {
  const LADDER = [78_000, 79_000, 80_000, 81_000, 82_000, 84_000];

  describe("from the money", () => {
    const cases: readonly (readonly [strike: string, forward: number, expected: string])[] = [
      ["ATM-C", 80_300, "80000-C"],
      ["ATM-P", 80_300, "80000-P"],
      ["ATM-C", 80_700, "81000-C"],
      // In the middle: the lower of two.
      ["ATM-C", 80_500, "80000-C"],
      ["ATM-C", 83_000, "82000-C"],
      ["ATM-C", 83_000.1, "84000-C"],
      // The money is beyond what is listed: still the nearest there is.
      ["ATM-C", 200_000, "84000-C"],
      ["ATM-C", 1, "78000-C"],
      ["ATM+1-C", 80_300, "81000-C"],
      ["ATM+3-C", 80_300, "84000-C"],
      ["ATM-2-C", 80_300, "78000-C"],
      ["ATM+4-C", 80_300, "rollingStrikeTooFar"],
      ["ATM-3-C", 80_300, "rollingStrikeTooFar"],
      ["100%-C", 80_300, "80000-C"],
      // 80,000 × 1.05 = 84,000, and × 1.0125 = 81,000.
      ["105%-C", 80_000, "84000-C"],
      ["101.25%-P", 80_000, "81000-P"],
      // 80,000 × 0.98 = 78,400.
      ["98%-P", 80_000, "78000-P"],
      // 70,000 × 1.15 = 80,500: the lower of two.
      ["115%-C", 70_000, "80000-C"],
      // One strike more, 86,000, would be nearer than 84,000 above 85,000.
      ["100%-C", 85_000, "84000-C"],
      ["100%-C", 85_000.1, "rollingStrikeTooFar"],
      ["100%-C", 77_500, "78000-C"],
      ["100%-C", 77_499.9, "rollingStrikeTooFar"],
      ["200%-C", 80_000, "rollingStrikeTooFar"],
      ["10%-C", 80_000, "rollingStrikeTooFar"],
    ];
    for (const [strike, forward, expected] of cases) {
      it(`${strike} at ${forward} is ${expected}`, () => {
        assert.equal(chosen(strike, chain(LADDER, forwardOf(forward))), expected);
      });
    }

    it("is counted on the ladder of its right", () => {
      const { quotes, now } = chain([], forwardOf(80_300));
      const listing = listed({ "27NOV26": [80_000, 81_000] });
      const [only] = listing.get("BTCUSD") ?? [];
      assert.ok(only);
      const put = { strike: 80_500, symbol: "BTCUSD-27NOV26-80500-P" };
      const lopsided = new Map([["BTCUSD", [{ ...only, ladders: { ...only.ladders, put: [put] } }]]]);
      assert.equal(chosen("ATM-C", { listing: lopsided, quotes, now }), "80000-C");
      assert.equal(chosen("ATM-P", { listing: lopsided, quotes, now }), "80500-P");
      assert.equal(chosen("ATM+1-P", { listing: lopsided, quotes, now }), "rollingStrikeTooFar");
    });

    it("is nowhere where the chain does not tell the forward, or has no strike of that right", () => {
      assert.equal(chosen("ATM-C", chain(LADDER, [])), "rollingForwardMissing");
      assert.equal(chosen("105%-C", chain(LADDER, [])), "rollingForwardMissing");
      assert.equal(
        chosen("ATM-C", { ...chain(LADDER, []), quotes: () => undefined }),
        "rollingForwardMissing",
      );
      const [only] = listed({ "27NOV26": [80_000] }).get("BTCUSD") ?? [];
      assert.ok(only);
      const putsOnly = new Map([["BTCUSD", [{ ...only, ladders: { ...only.ladders, call: [] } }]]]);
      assert.equal(
        chosen("ATM-C", { ...chain([], forwardOf(80_300)), listing: putsOnly }),
        "rollingStrikeUnlisted",
      );
    });

    it("is the only strike there is, at 100 % as at the money", () => {
      const seen = chain([80_000], forwardOf(300_000));
      assert.equal(chosen("ATM-C", seen), "80000-C");
      assert.equal(chosen("100%-C", seen), "80000-C");
      assert.equal(chosen("ATM+1-C", seen), "rollingStrikeTooFar");
      assert.equal(chosen("100%-P", chain([80_000], forwardOf(1))), "80000-P");
    });
  });

  describe("by delta", () => {
    const calls = deltas("call", {
      78000: 0.82,
      79000: 0.67,
      80000: 0.5,
      81000: 0.33,
      82000: 0.19,
      84000: 0.05,
    });
    const puts = deltas("put", {
      78000: 0.18,
      79000: 0.33,
      80000: 0.5,
      81000: 0.67,
      82000: 0.81,
      84000: 0.95,
    });
    const cases: readonly (readonly [strike: string, expected: string])[] = [
      ["50D-C", "80000-C"],
      ["33D-C", "81000-C"],
      ["25D-C", "82000-C"],
      ["27D-C", "81000-C"],
      // 0.26 is 0.07 from both: the one farther out of the money.
      ["26D-C", "82000-C"],
      ["25D-P", "78000-P"],
      ["26D-P", "79000-P"],
      // 0.255 is 0.075 from both.
      ["25.5D-P", "78000-P"],
      ["80D-P", "82000-P"],
      // The next strike would be at about 0 for the call: nearer only below 0.
      ["1D-C", "84000-C"],
      // 0.18 is 0.15 less than the one before, so that one strike more would have about 0.03: nearer from 0.105 on.
      ["11D-P", "78000-P"],
      ["10D-P", "rollingStrikeTooFar"],
      // 0.95 is 0.14 more than the one before: one strike more would be nearer above 1.02.
      ["99D-P", "84000-P"],
      // 0.82 is 0.15 more than the one before: nearer above 0.895.
      ["89D-C", "78000-C"],
      ["90D-C", "rollingStrikeTooFar"],
    ];
    for (const [strike, expected] of cases) {
      it(`${strike} is ${expected}`, () => {
        assert.equal(chosen(strike, chain(LADDER, [...calls, ...puts])), expected);
      });
    }

    it("takes what decimals make of two equal distances for equal", () => {
      // 0.2 − 0.15 and 0.25 − 0.2 are not the same number to a computer.
      const even = deltas("call", { 80000: 0.35, 81000: 0.25, 82000: 0.15, 84000: 0.05 });
      assert.equal(chosen("20D-C", chain(LADDER, even)), "82000-C");
    });

    it("is not past an end whose deltas are not in order, if one of them is smaller, or larger", () => {
      const uneven = deltas("call", { 78000: 0.8, 79000: 0.9, 80000: 0.5, 82000: 0.05, 84000: 0.1 });
      assert.equal(chosen("5D-C", chain(LADDER, uneven)), "82000-C");
      assert.equal(chosen("6D-C", chain(LADDER, uneven)), "82000-C");
      assert.equal(chosen("90D-C", chain(LADDER, uneven)), "79000-C");
      const more = deltas("call", { 78000: 0.5, 79000: 0.3, 80000: 0.115, 82000: 0.05, 84000: 0.1 });
      assert.equal(chosen("11D-C", chain(LADDER, more)), "80000-C");
    });

    it("needs no forward, and counts sizes whatever the sign", () => {
      const unsigned = puts.map(({ delta = 0, ...row }) => ({ ...row, delta: -delta }));
      assert.equal(chosen("25D-P", chain(LADDER, unsigned)), "78000-P");
    });

    it("is not looked for beyond the deltas that are known", () => {
      const near = deltas("call", { 80000: 0.5, 81000: 0.33 });
      assert.equal(chosen("40D-C", chain(LADDER, near)), "81000-C");
      assert.equal(chosen("25D-C", chain(LADDER, near)), "81000-C");
      assert.equal(chosen("24D-C", chain(LADDER, near)), "rollingDeltaMissing");
      assert.equal(chosen("59D-C", chain(LADDER, near)), "rollingDeltaMissing");
    });

    it("is nowhere where the chain does not tell deltas, or nonsense", () => {
      assert.equal(chosen("25D-C", chain(LADDER, forwardOf(80_000))), "rollingDeltaMissing");
      assert.equal(chosen("25D-C", { ...chain(LADDER, []), quotes: () => undefined }), "rollingDeltaMissing");
      const nonsense = deltas("call", { 80000: 0.5, 81000: 0.33, 82000: 0.19, 84000: 25 });
      assert.equal(chosen("25D-C", chain(LADDER, nonsense)), "82000-C");
      const deep = deltas("call", { 78000: 25, 79000: 0.67, 80000: 0.5 });
      assert.equal(chosen("90D-C", chain(LADDER, deep)), "rollingDeltaMissing");
      assert.equal(chosen("25D-C", chain(LADDER, deltas("call", { 80000: 0.25 }))), "rollingDeltaMissing");
      const zeros = Object.fromEntries(LADDER.map((strike) => [strike, 0]));
      assert.equal(chosen("25D-C", chain(LADDER, deltas("call", zeros))), "rollingStrikeTooFar");
    });

    it("is next to the money where deltas far from it are all alike", () => {
      const late = deltas("call", { 78000: 1, 79000: 1, 80000: 0.6, 81000: 0, 82000: 0, 84000: 0 });
      assert.equal(chosen("25D-C", chain(LADDER, late)), "81000-C");
      assert.equal(chosen("99D-C", chain(LADDER, late)), "79000-C");
    });
  });

  describe("that is a number", () => {
    it("is that strike, whatever the market does", () => {
      assert.equal(chosen("84000-C", chain(LADDER, [])), "84000-C");
      assert.equal(chosen("84000.0-P", chain(LADDER, [])), "84000-P");
    });

    it("is nothing where it is not listed", () => {
      assert.equal(chosen("83000-C", chain(LADDER, forwardOf(80_000))), "rollingStrikeUnlisted");
    });
  });
});
