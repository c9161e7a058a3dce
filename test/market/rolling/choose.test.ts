import assert from "node:assert/strict";
import { type Listing, listingOf } from "../../../src/market/listing";
import type { Quotes } from "../../../src/market/quotes";
import { choose } from "../../../src/market/rolling/choose";
import type { Standing } from "../../../src/market/rolling/standing";
import { at, day, listed, options, quotes, quotesAt, range } from "../market";
import { Follower, ruleOf } from "./choosing";

const NOON = at("2026-11-23T12:00");
const WEEKLY_EXPIRY = day("27NOV26");
const STRIKES = range(78_000, 84_000, 1000);
const LISTING = listed({ "24NOV26": STRIKES, "27NOV26": STRIKES, "4DEC26": STRIKES });
const NOTHING: Quotes = () => undefined;

function forward(price: number): Quotes {
  return quotes([{ strike: 80_000, right: "call", underlyingPrice: price, delta: 0.53 }]);
}

describe("A choice", () => {
  it("tells the option, its strike, what it was chosen by, and until when its expiry is the one", () => {
    const { choice } = choose(ruleOf("BTCUSD-W-ATM-C"), LISTING, forward(80_300), undefined, NOON);
    assert.deepEqual(choice, {
      symbol: "BTCUSD-27NOV26-80000-C",
      expiry: WEEKLY_EXPIRY,
      strike: 80_000,
      right: "call",
      forward: 80_300,
      delta: 0.53,
      reason: "start",
      since: NOON,
      rollsAt: WEEKLY_EXPIRY,
    });
  });

  it("leaves out what the chain does not tell", () => {
    const { choice } = choose(ruleOf("BTCUSD-W-80000-C"), LISTING, NOTHING, undefined, NOON);
    assert.equal(choice?.symbol, "BTCUSD-27NOV26-80000-C");
    assert.ok(!("forward" in choice) && !("delta" in choice) && !("from" in choice));
  });

  it("is spelt as it is listed", () => {
    const listing = listingOf([
      {
        symbol: "HYPEUSD-27NOV26-30.0-C",
        underlying: "HYPEUSD",
        expiry: WEEKLY_EXPIRY,
        strike: 30,
        right: "call",
      },
    ]);
    const { choice } = choose(ruleOf("HYPEUSD-W-30-C"), listing, NOTHING, undefined, NOON);
    assert.equal(choice?.symbol, "HYPEUSD-27NOV26-30.0-C");
  });

  it("stays as it was told while nothing changes, but for when it rolls", () => {
    const rule = ruleOf("BTCUSD-NEXT+1-ATM-C");
    const before = choose(rule, LISTING, forward(80_300), undefined, NOON);
    assert.equal(before.choice?.rollsAt, day("24NOV26"));
    const later = choose(rule, LISTING, forward(80_400), before, NOON + 60_000);
    assert.deepEqual(later, before);
    // One more expiry before it, and it is only the third.
    const more = listed({ "24NOV26": STRIKES, "27NOV26": STRIKES, "4DEC26": STRIKES, "25DEC26": STRIKES });
    assert.deepEqual(choose(rule, more, forward(80_400), before, NOON + 60_000), before);
    const fewer = listed({ "26NOV26": STRIKES, "27NOV26": STRIKES });
    const { choice } = choose(rule, fewer, forward(80_400), before, NOON + 60_000);
    assert.deepEqual(choice, { ...before.choice, rollsAt: day("26NOV26") });
  });

  it("can be kept as JSON", () => {
    const follower = new Follower(ruleOf("BTCUSD-W-ATM-C"));
    follower.look({ listing: LISTING, quotes: forward(80_300), now: NOON });
    follower.look({ listing: LISTING, quotes: forward(80_700), now: NOON + 1000 });
    const kept: Standing = JSON.parse(JSON.stringify(follower.standing));
    assert.deepEqual(kept, follower.standing);
    assert.ok(kept.pending);
    const again = new Follower(ruleOf("BTCUSD-W-ATM-C"), kept);
    const seen = { listing: LISTING, quotes: forward(80_700), now: NOON + 11_000 };
    assert.equal(again.look(seen), follower.look(seen));
  });
});

describe("A choice follows another", () => {
  const money = [forward(80_300), forward(81_300)] as const;
  const still = [forward(80_300), forward(80_300)] as const;

  /** What a name rolls to from noon to a later moment, and why; at once. */
  function rolls(
    name: string,
    listings: Listing | readonly [before: Listing, after: Listing],
    [before, after]: readonly [Quotes, Quotes],
    moment: number,
    asked = false,
  ): readonly unknown[] {
    const rule = ruleOf(`BTCUSD-${name}`, { hold: 0 });
    const [from, to] = "size" in listings ? [listings, listings] : listings;
    const standing = choose(rule, from, before, undefined, NOON);
    const { choice } = choose(rule, to, after, standing, moment, asked);
    return [choice?.from, choice?.symbol, choice?.reason].map((word) => word?.replace("BTCUSD-", ""));
  }

  it("because its expiry rolled", () => {
    const next = ["27NOV26-80000-C", "4DEC26-80000-C", "expiry"];
    assert.deepEqual(rolls("W-ATM-C", LISTING, still, WEEKLY_EXPIRY), next);
    assert.deepEqual(rolls("7DTE-ATM-C", LISTING, still, at("2026-11-24T00:00")), next);
    assert.deepEqual(rolls("W-80000-C", LISTING, [NOTHING, NOTHING], WEEKLY_EXPIRY), next);
  });

  it("because its expiry rolled, also where the money moved meanwhile", () => {
    const next = ["27NOV26-80000-C", "4DEC26-81000-C", "expiry"];
    assert.deepEqual(rolls("W-ATM-C", LISTING, money, WEEKLY_EXPIRY), next);
    assert.deepEqual(rolls("W-ATM-C", LISTING, money, WEEKLY_EXPIRY, true), next);
  });

  it("because its expiry rolled, also where it was not to roll so early when it was chosen", () => {
    const before = choose(ruleOf("BTCUSD-W-ATM-C"), LISTING, forward(80_300), undefined, NOON);
    const earlier = ruleOf("BTCUSD-W-ATM-C", { rollBefore: 100 });
    const { choice } = choose(earlier, LISTING, forward(80_300), before, NOON + 1000);
    assert.deepEqual([choice?.symbol, choice?.reason], ["BTCUSD-4DEC26-80000-C", "expiry"]);
  });

  it("because the money moved", () => {
    const down = ["27NOV26-80000-C", "27NOV26-79000-C", "money"];
    assert.deepEqual(rolls("W-ATM-C", LISTING, [forward(80_300), forward(79_300)], NOON + 1), down);
    const next = ["27NOV26-80000-C", "27NOV26-81000-C", "money"];
    assert.deepEqual(rolls("W-ATM-C", LISTING, money, NOON + 1), next);
    assert.deepEqual(rolls("W-100%-C", LISTING, money, NOON + 1), next);
    assert.deepEqual(rolls("W-ATM-1-C", LISTING, money, NOON + 1), [
      "27NOV26-79000-C",
      "27NOV26-80000-C",
      "money",
    ]);
  });

  it("because deltas moved", () => {
    const deltas = (lower: number, upper: number) =>
      quotes([
        { strike: 80_000, right: "put", delta: -lower },
        { strike: 81_000, right: "put", delta: -upper },
      ]);
    assert.deepEqual(rolls("W-25D-P", LISTING, [deltas(0.25, 0.4), deltas(0.1, 0.24)], NOON + 1), [
      "27NOV26-80000-P",
      "27NOV26-81000-P",
      "delta",
    ]);
  });

  it("because of what is newly listed: a strike between, or an expiry that comes first", () => {
    const finer = listed({ "27NOV26": range(78_000, 84_000, 500), "4DEC26": STRIKES });
    const at80500 = [forward(80_490), forward(80_490)] as const;
    assert.deepEqual(rolls("W-ATM-C", [LISTING, finer], at80500, NOON + 1), [
      "27NOV26-80000-C",
      "27NOV26-80500-C",
      "listed",
    ]);
    assert.deepEqual(rolls("W-ATM+1-C", [LISTING, finer], still, NOON + 1), [
      "27NOV26-81000-C",
      "27NOV26-80500-C",
      "listed",
    ]);
    const sooner = listed({ "24NOV26": STRIKES, "25NOV26": STRIKES, "27NOV26": STRIKES });
    assert.deepEqual(rolls("NEXT+1-ATM-C", [LISTING, sooner], still, NOON + 1), [
      "27NOV26-80000-C",
      "25NOV26-80000-C",
      "listed",
    ]);
  });

  it("because of what is listed no more, even where it would be held", () => {
    const without = listed({ "27NOV26": STRIKES.filter((strike) => strike !== 80_000), "4DEC26": STRIKES });
    const rule = ruleOf("BTCUSD-W-ATM-C", { hold: 3600, follow: "expiry" });
    const before = choose(rule, LISTING, forward(80_300), undefined, NOON);
    const { choice } = choose(rule, without, forward(80_300), before, NOON + 1000);
    assert.deepEqual(
      [choice?.from, choice?.symbol, choice?.reason],
      ["BTCUSD-27NOV26-80000-C", "BTCUSD-27NOV26-81000-C", "listed"],
    );
    const onlyLater = listed({ "4DEC26": STRIKES });
    assert.deepEqual(rolls("W-ATM-C", [LISTING, onlyLater], still, NOON + 1), [
      "27NOV26-80000-C",
      "4DEC26-80000-C",
      "listed",
    ]);
  });

  it("because somebody asked, whatever is held", () => {
    for (const follow of ["money", "expiry"] as const) {
      const rule = ruleOf("BTCUSD-W-ATM-C", { hold: 3600, follow });
      const before = choose(rule, LISTING, forward(80_300), undefined, NOON);
      const { choice } = choose(rule, LISTING, forward(80_501), before, NOON + 1000, true);
      assert.deepEqual(
        [choice?.from, choice?.symbol, choice?.reason],
        ["BTCUSD-27NOV26-80000-C", "BTCUSD-27NOV26-81000-C", "asked"],
      );
    }
  });

  it("not because somebody asked where the same one is the one", () => {
    const rule = ruleOf("BTCUSD-W-ATM-C");
    const before = choose(rule, LISTING, forward(80_300), undefined, NOON);
    assert.deepEqual(choose(rule, LISTING, forward(80_400), before, NOON + 1000, true), before);
    const waiting = choose(rule, LISTING, forward(80_700), before, NOON + 1000);
    assert.ok(waiting.pending);
    assert.deepEqual(choose(rule, LISTING, forward(80_400), waiting, NOON + 2000, true), before);
  });

  it("with the old one's name, also where there was none for a while", () => {
    const follower = new Follower(ruleOf("BTCUSD-W-ATM-C"));
    const look = (now: number, sees: Quotes) => follower.look({ listing: LISTING, quotes: sees, now });
    assert.equal(look(NOON, forward(80_300)), "BTCUSD-27NOV26-80000-C");
    assert.equal(look(WEEKLY_EXPIRY, NOTHING), "rollingForwardMissing");
    assert.equal(look(WEEKLY_EXPIRY + 1000, NOTHING), "rollingForwardMissing");
    assert.equal(look(WEEKLY_EXPIRY + 2000, forward(80_300)), "BTCUSD-4DEC26-80000-C");
    const { from, reason, since } = follower.standing?.choice ?? {};
    assert.deepEqual([from, reason, since], ["BTCUSD-27NOV26-80000-C", "expiry", WEEKLY_EXPIRY + 2000]);
  });
});

describe("The last choice stays", () => {
  const rule = ruleOf("BTCUSD-W-ATM-C");
  const before = choose(rule, LISTING, forward(80_300), undefined, NOON);
  const stays = (standing: Standing, reason: string) => {
    assert.deepEqual(standing.choice, before.choice);
    assert.equal(standing.problem?.reason, reason);
  };

  it("without a list, and without a chain, as long as it lives", () => {
    stays(choose(rule, undefined, forward(83_000), before, WEEKLY_EXPIRY - 1), "rollingListMissing");
    stays(choose(rule, LISTING, NOTHING, before, WEEKLY_EXPIRY - 1), "rollingForwardMissing");
    for (const listing of [undefined, LISTING]) {
      const over = choose(rule, listing, NOTHING, before, WEEKLY_EXPIRY);
      assert.equal(over.choice, undefined);
      assert.deepEqual(over.left, before.choice);
    }
  });

  it("where its expiry should have rolled, and the next one is not listed or not seen yet", () => {
    const early = ruleOf("BTCUSD-W-ATM-C", { rollBefore: 2 });
    const moment = at("2026-11-27T06:30");
    stays(choose(early, LISTING, NOTHING, before, moment), "rollingForwardMissing");
    const alone = listed({ "27NOV26": STRIKES, "28NOV26": STRIKES });
    stays(choose(early, alone, forward(83_000), before, moment), "rollingExpiryUnlisted");
  });

  it("not where the list says that it is there no more", () => {
    const gone = listed({ "24NOV26": STRIKES });
    const { choice, problem } = choose(rule, gone, forward(80_300), before, NOON);
    assert.equal(choice, undefined);
    assert.equal(problem?.reason, "rollingExpiryUnlisted");
  });

  it("not where the next expiry has no such strike: there is nothing to wait for", () => {
    const short = listed({ "27NOV26": STRIKES, "4DEC26": [80_000] });
    const early = ruleOf("BTCUSD-W-ATM+1-C", { rollBefore: 2 });
    const standing = choose(early, short, forward(80_300), undefined, NOON);
    assert.equal(standing.choice?.symbol, "BTCUSD-27NOV26-81000-C");
    const rolled = choose(early, short, forward(80_300), standing, at("2026-11-27T06:00"));
    assert.equal(rolled.choice, undefined);
    assert.equal(rolled.problem?.reason, "rollingStrikeTooFar");
    const fixed = ruleOf("BTCUSD-W-81000-C", { rollBefore: 2 });
    const number = choose(fixed, short, NOTHING, undefined, NOON);
    assert.equal(number.choice?.symbol, "BTCUSD-27NOV26-81000-C");
    const unlisted = choose(fixed, short, NOTHING, number, at("2026-11-27T06:00"));
    assert.equal(unlisted.choice, undefined);
    assert.deepEqual(unlisted.problem, {
      reason: "rollingStrikeUnlisted",
      values: { chain: "BTCUSD-4DEC26", strike: "81000" },
    });
  });

  it("of a name that says its day, until that is over for good", () => {
    const onDay = new Follower(ruleOf("BTCUSD-27NOV26-ATM-C", { rollBefore: 720 }));
    const look = (now: number) => onDay.look({ listing: LISTING, quotes: forward(80_300), now });
    assert.equal(look(NOON), "BTCUSD-27NOV26-80000-C");
    assert.equal(look(WEEKLY_EXPIRY - 1), "BTCUSD-27NOV26-80000-C");
    assert.equal(look(WEEKLY_EXPIRY), "rollingDayPast");
  });

  it("no longer than its problem: that is gone with the next look that succeeds", () => {
    const blind = choose(rule, LISTING, NOTHING, before, NOON + 1000);
    assert.deepEqual(choose(rule, LISTING, forward(80_300), blind, NOON + 2000), before);
  });

  it("of another rule counts for nothing: it is not held", () => {
    const put = choose(ruleOf("BTCUSD-W-ATM-P"), LISTING, forward(81_000), before, NOON + 1000);
    assert.equal(put.choice?.symbol, "BTCUSD-27NOV26-81000-P");
    const eth = listingOf([...options(WEEKLY_EXPIRY, [3000], "ETHUSD"), ...options(WEEKLY_EXPIRY, STRIKES)]);
    const other = choose(ruleOf("ETHUSD-W-ATM-C"), eth, forward(3000), before, NOON + 1000);
    assert.equal(other.choice?.symbol, "ETHUSD-27NOV26-3000-C");
  });
});

describe("A strike that is chosen once an expiry", () => {
  it("is chosen anew by the market of the moment at which its expiry rolls", () => {
    const follower = new Follower(ruleOf("BTCUSD-W-25D-P", { follow: "expiry" }));
    const look = (now: number, price: number) =>
      follower.look({ listing: LISTING, quotes: quotesAt(LISTING, price, now), now });
    const start = look(NOON, 81_200);
    assert.match(start, /^BTCUSD-27NOV26-/);
    assert.equal(look(WEEKLY_EXPIRY - 1, 79_000), start);
    const next = look(WEEKLY_EXPIRY, 82_500);
    assert.match(next, /^BTCUSD-4DEC26-/);
    assert.equal(look(WEEKLY_EXPIRY + 1000, 80_000), next);
    assert.equal(follower.standing?.choice?.reason, "expiry");
  });
});
