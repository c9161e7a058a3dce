import assert from "node:assert/strict";
import fc from "fast-check";
import { chosenExpiry } from "../../../src/market/rolling/expiry-rule";
import { parseRollingChain } from "../../../src/market/rolling/names/parse";
import { isProblem } from "../../../src/market/rolling/problem";
import type { ChainRule } from "../../../src/market/rolling/rule";
import { formatDay } from "../../../src/protocol/symbols/symbols";
import { at, day, listed } from "../market";

/** As the exchange lists them on Monday, 23 November 2026, after 08:00 UTC. */
const DAYS = [
  "24NOV26",
  "25NOV26",
  "26NOV26",
  "27NOV26",
  "4DEC26",
  "11DEC26",
  "25DEC26",
  "29JAN27",
  "26MAR27",
  "25JUN27",
  "24SEP27",
];
const LISTING = listed(Object.fromEntries(DAYS.map((name) => [name, [80_000, 81_000]])));
const MONDAY_NOON = at("2026-11-23T12:00");

function ruleOf(expiry: string, rollBefore = 0, underlying = "BTCUSD"): ChainRule {
  const chain = parseRollingChain(`${underlying}-${expiry}`);
  assert.ok(!isProblem(chain), expiry);
  return { ...chain, rollBefore };
}

/** The day that is chosen, and when that ends; or the reason why none is. */
function chosen(rule: ChainRule, now: number, listing = LISTING): readonly string[] {
  const found = chosenExpiry(rule, listing, now);
  if (isProblem(found)) return [found.reason];
  return [formatDay(found.chain.expiry), new Date(found.rollsAt).toISOString().slice(0, 16)];
}

describe("An expiry by rule", () => {
  describe("on Monday, 23 November 2026, at noon", () => {
    const cases: Readonly<Record<string, readonly [day: string, rollsAt: string]>> = {
      NEXT: ["24NOV26", "2026-11-24T08:00"],
      "NEXT+1": ["25NOV26", "2026-11-24T08:00"],
      "NEXT+3": ["27NOV26", "2026-11-24T08:00"],
      W: ["27NOV26", "2026-11-27T08:00"],
      "W+1": ["4DEC26", "2026-11-27T08:00"],
      "W+3": ["25DEC26", "2026-11-27T08:00"],
      "W+4": ["29JAN27", "2026-11-27T08:00"],
      M: ["27NOV26", "2026-11-27T08:00"],
      "M+1": ["25DEC26", "2026-11-27T08:00"],
      "M+2": ["29JAN27", "2026-11-27T08:00"],
      Q: ["25DEC26", "2026-12-25T08:00"],
      "Q+1": ["26MAR27", "2026-12-25T08:00"],
      "Q+3": ["24SEP27", "2026-12-25T08:00"],
      // Today's is over: tomorrow's is nearest, until it is over too.
      "0DTE": ["24NOV26", "2026-11-24T08:00"],
      // 24 November is 1 day away. On 24 November the one of the 25th is.
      "1DTE": ["24NOV26", "2026-11-24T00:00"],
      // 27 November is 4 days away, 3 too few, and 4 December 11, 4 too many. The day after it is the other way round.
      "7DTE": ["27NOV26", "2026-11-24T00:00"],
      // 11 December is 18 days away and 25 December 32. Equally near on the first day, the earlier one.
      "25DTE": ["11DEC26", "2026-11-24T00:00"],
      // 32 days. 29 January is 67 days away: nearer than 25 December from the day on that has 30 days to 12 January.
      "30DTE": ["25DEC26", "2026-12-13T00:00"],
      "365DTE": ["24SEP27", "2027-09-24T08:00"],
    };
    for (const [name, expected] of Object.entries(cases)) {
      it(`${name} is ${expected[0]}, until ${expected[1]}`, () => {
        assert.deepEqual(chosen(ruleOf(name), MONDAY_NOON), expected);
      });
    }
  });

  describe("rolls at its moment", () => {
    const cases: readonly (readonly [name: string, moment: string, before: string, after: string])[] = [
      ["NEXT", "2026-11-24T08:00", "24NOV26", "25NOV26"],
      ["NEXT", "2026-11-27T08:00", "27NOV26", "4DEC26"],
      ["W", "2026-11-27T08:00", "27NOV26", "4DEC26"],
      ["W+1", "2026-11-27T08:00", "4DEC26", "11DEC26"],
      ["M", "2026-11-27T08:00", "27NOV26", "25DEC26"],
      ["Q", "2026-12-25T08:00", "25DEC26", "26MAR27"],
      ["0DTE", "2026-11-25T08:00", "25NOV26", "26NOV26"],
      ["1DTE", "2026-11-24T00:00", "24NOV26", "25NOV26"],
      ["25DTE", "2026-11-24T00:00", "11DEC26", "25DEC26"],
      ["30DTE", "2026-12-13T00:00", "25DEC26", "29JAN27"],
    ];
    for (const [name, moment, before, after] of cases) {
      it(`${name}: ${before} until ${moment}, then ${after}`, () => {
        assert.equal(chosen(ruleOf(name), at(moment) - 1)[0], before);
        assert.equal(chosen(ruleOf(name), at(moment))[0], after);
      });
    }
  });

  describe("with hours before the expiry", () => {
    const cases: readonly (readonly [
      name: string,
      hours: number,
      moment: string,
      before: string,
      after: string,
    ])[] = [
      ["W", 2, "2026-11-27T06:00", "27NOV26", "4DEC26"],
      ["W+1", 2, "2026-11-27T06:00", "4DEC26", "11DEC26"],
      ["NEXT", 24, "2026-11-24T08:00", "25NOV26", "26NOV26"],
      ["M", 72, "2026-11-24T08:00", "27NOV26", "25DEC26"],
      ["NEXT", 0.5, "2026-11-24T07:30", "24NOV26", "25NOV26"],
      ["Q", 720, "2026-11-25T08:00", "25DEC26", "26MAR27"],
      // Not today's and not tomorrow's: what is nearest of the others.
      ["0DTE", 24, "2026-11-24T08:00", "25NOV26", "26NOV26"],
    ];
    for (const [name, hours, moment, before, after] of cases) {
      it(`${name}, ${hours} h before: ${before} until ${moment}, then ${after}`, () => {
        const rule = ruleOf(name, hours);
        assert.deepEqual(chosen(rule, at(moment) - 1), [before, moment]);
        assert.equal(chosen(rule, at(moment))[0], after);
      });
    }

    it("a day that the name says stays until it is over", () => {
      const rule: ChainRule = {
        underlying: "BTCUSD",
        expiry: { kind: "day", expiry: day("24NOV26") },
        rollBefore: 24,
      };
      assert.deepEqual(chosen(rule, day("24NOV26") - 1), ["24NOV26", "2026-11-24T08:00"]);
      assert.deepEqual(chosen(rule, day("24NOV26")), ["rollingDayPast"]);
    });
  });

  describe("is none", () => {
    const W = ruleOf("W");
    const onDay = (name: string): ChainRule => ({
      underlying: "BTCUSD",
      expiry: { kind: "day", expiry: day(name) },
      rollBefore: 0,
    });

    it("while it is not known what is listed", () => {
      assert.deepEqual(chosenExpiry(W, undefined, MONDAY_NOON), {
        reason: "rollingListMissing",
        values: { underlying: "BTCUSD" },
      });
    });

    it("of an underlying without options, or only with such as are over", () => {
      const problem = { reason: "rollingUnderlyingUnlisted", values: { underlying: "ETHUSD" } };
      assert.deepEqual(chosenExpiry(ruleOf("W", 0, "ETHUSD"), LISTING, MONDAY_NOON), problem);
      const stale = listed({ "20NOV26": [3000] }, "ETHUSD");
      assert.deepEqual(chosenExpiry(ruleOf("W", 0, "ETHUSD"), stale, MONDAY_NOON), problem);
      assert.deepEqual(chosenExpiry(ruleOf("W", 0, "ETHUSD"), stale, day("20NOV26")), problem);
    });

    it("where so many are not listed, or none of its kind, or all too near", () => {
      assert.deepEqual(chosenExpiry(ruleOf("W+20"), LISTING, MONDAY_NOON), {
        reason: "rollingExpiryUnlisted",
        values: { underlying: "BTCUSD", expiry: "W+20" },
      });
      assert.deepEqual(chosen(ruleOf("Q+4"), MONDAY_NOON), ["rollingExpiryUnlisted"]);
      assert.deepEqual(chosen(W, MONDAY_NOON, listed({ "24NOV26": [80_000] })), ["rollingExpiryUnlisted"]);
      const rule = ruleOf("30DTE", 48);
      assert.deepEqual(chosen(rule, MONDAY_NOON, listed({ "25NOV26": [80_000] })), ["rollingExpiryUnlisted"]);
    });

    it("of a day that is not listed, and of one that is past, whether anything is known or not", () => {
      assert.deepEqual(chosen(onDay("28NOV26"), MONDAY_NOON), ["rollingExpiryUnlisted"]);
      assert.deepEqual(chosenExpiry(onDay("22NOV26"), undefined, MONDAY_NOON), {
        reason: "rollingDayPast",
        values: { day: "22NOV26" },
      });
    });
  });

  describe("at any moment", () => {
    const rules = fc.constantFrom(
      "NEXT",
      "NEXT+2",
      "W",
      "W+1",
      "M",
      "M+1",
      "Q",
      "0DTE",
      "7DTE",
      "30DTE",
      "90DTE",
    );
    const someDays = fc.subarray(DAYS, { minLength: 1 });
    const moments = fc.integer({ min: at("2026-11-20T00:00"), max: at("2027-03-01T00:00") });
    const hours = fc.constantFrom(0, 0, 1, 24, 100);

    it("is one that is listed and further away than those hours", () => {
      fc.assert(
        fc.property(rules, someDays, moments, hours, (name, days, now, rollBefore) => {
          const listing = listed(Object.fromEntries(days.map((each) => [each, [80_000]])));
          const found = chosenExpiry(ruleOf(name, rollBefore), listing, now);
          if (isProblem(found)) return;
          assert.ok(days.includes(formatDay(found.chain.expiry)));
          assert.ok(found.chain.expiry - rollBefore * 3_600_000 > now);
        }),
      );
    });

    it("is the same until the moment that is told, and another one from then on", () => {
      fc.assert(
        fc.property(
          rules,
          someDays,
          moments,
          hours,
          fc.double({ min: 0, max: 1, noNaN: true }),
          (...drawn) => {
            const [name, days, now, rollBefore, share] = drawn;
            const listing = listed(Object.fromEntries(days.map((each) => [each, [80_000]])));
            const rule = ruleOf(name, rollBefore);
            const found = chosenExpiry(rule, listing, now);
            if (isProblem(found)) return;
            assert.ok(found.rollsAt > now);
            const later = Math.min(now + Math.floor(share * (found.rollsAt - now)), found.rollsAt - 1);
            for (const moment of [later, found.rollsAt - 1]) {
              assert.deepEqual(chosenExpiry(rule, listing, moment), found);
            }
            const next = chosenExpiry(rule, listing, found.rollsAt);
            assert.ok(isProblem(next) || next.chain.expiry > found.chain.expiry);
          },
        ),
      );
    });
  });
});
