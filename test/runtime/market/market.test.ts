import assert from "node:assert/strict";
import { parseRollingChain, parseRollingOption } from "../../../src/market/rolling/names/parse";
import type { ChainRule, OptionRule } from "../../../src/market/rolling/rule";
import type { Instrument } from "../../../src/protocol/symbols/instruments";
import { type Followed, Market } from "../../../src/runtime/market/market";
import { pass, resumeTime, stopTime } from "../../link/harness";
import { day, options, range } from "../../market/market";
import { MadeUpFeed, rawRow } from "./made-up-feed";

const SECOND = 1_000;
const NAME = "BTCUSD-W-ATM-C";
const STEP = 500;
const STRIKES = range(70_000, 90_000, STEP);

function rule(name: string, following: Partial<OptionRule> = {}): OptionRule {
  return {
    ...(parseRollingOption(name) as OptionRule),
    follow: "money",
    hold: 10,
    rollBefore: 0,
    ...following,
  };
}

describe("The market of a connection", () => {
  let feed: MadeUpFeed;
  let lists: number;
  let listed: readonly Instrument[];
  let rolled: [name: string, symbol: string, reason: string][];
  let market: Market;

  beforeEach(() => {
    stopTime();
    feed = new MadeUpFeed(day("27NOV26") - 3_600_000);
    lists = 0;
    listed = ["27NOV26", "4DEC26"].flatMap((name) => options(day(name), STRIKES));
    rolled = [];
    market = new Market(feed.asFeed, {
      ask: async () => {
        lists += 1;
        return listed;
      },
      rolled: (name, { symbol, reason }) => rolled.push([name, symbol, reason]),
    });
  });
  afterEach(() => {
    market.close();
    resumeTime();
  });

  /** Each chain that is watched says so. */
  const say = (forward: number) => {
    for (const label of feed.labels) feed.push(label, [rawRow(`${label}-80000-C`, forward)]);
  };
  /** The option's strike, or why there is none. */
  const meaning = ({ standing: { choice, problem } }: Followed) =>
    choice ? Number(choice.symbol.split("-")[2]) : problem?.reason;

  it("asks for nothing before somebody follows a rule, and for each thing once, however many do", async () => {
    await pass(SECOND);
    assert.equal(lists, 0);
    const one = market.follow(NAME, rule(NAME), () => {});
    const other = market.follow("BTCUSD-W-25D-P", rule("BTCUSD-W-25D-P"), () => {});
    assert.equal(meaning(one), "rollingListMissing");
    await pass(SECOND);
    assert.deepEqual([lists, feed.labels, feed.asked], [1, ["BTCUSD-27NOV26"], 1]);
    assert.equal(meaning(one), "rollingForwardMissing");
    one.close();
    assert.deepEqual(feed.labels, ["BTCUSD-27NOV26"]);
    other.close();
    other.close();
    assert.deepEqual(feed.labels, []);
    await pass(60 * 60 * SECOND);
    assert.equal(lists, 1);
  });

  it("tells all who follow one rule in one way the same choice, at the same moment", async () => {
    const told: string[] = [];
    const followed = ["one", "other"].map((who) => market.follow(NAME, rule(NAME), () => told.push(who)));
    const held = market.follow(NAME, rule(NAME, { hold: 60 }), () => told.push("held"));
    await pass(SECOND);
    told.length = 0;
    say(80_010);
    assert.deepEqual(told, ["one", "other", "held"]);
    assert.equal(followed[0]?.standing, followed[1]?.standing);
    await pass(SECOND);
    say(80_900);
    await pass(11 * SECOND);
    assert.deepEqual([...followed, held].map(meaning), [81_000, 81_000, 80_000]);
    assert.equal(market.standingOf(NAME, rule(NAME, { hold: 60 })), held.standing);
    assert.equal(market.standingOf(NAME, rule(NAME, { hold: 61 })), undefined);
  });

  it("follows a price through ten strikes and back with one choice a strike, and none for a tremble", async () => {
    const followed = market.follow(NAME, rule(NAME), () => {});
    await pass(SECOND);
    const seen: unknown[] = [];
    const minute = async (forward: number) => {
      for (let second = 0; second < 60; second += 1) {
        say(forward);
        await pass(SECOND);
        if (meaning(followed) !== seen.at(-1)) seen.push(meaning(followed));
      }
    };
    // Each step ends a little past the middle, and not by more than a tenth of the distance: nothing is taken there.
    const steps = range(80_000, 85_000, STEP);
    for (const strike of steps) {
      await minute(strike);
      await minute(strike + STEP / 2 + 49);
    }
    for (const strike of [...steps].reverse()) {
      await minute(strike);
      await minute(strike - STEP / 2 - 49);
    }
    assert.deepEqual(seen, [...steps, ...steps.slice(0, -1).reverse()]);
    assert.equal(rolled.length, seen.length - 1);
    assert.ok(rolled.every(([name, , reason]) => name === NAME && reason === "money"));
  }).timeout(20_000);

  it("changes once a hold at most while a price runs, and once in all where it turns back before", async () => {
    const followed = market.follow(NAME, rule(NAME), () => {});
    await pass(SECOND);
    say(80_000);
    for (let second = 1; second <= 40; second += 1) {
      await pass(SECOND);
      say(80_000 + second * 100);
    }
    assert.ok(rolled.length >= 2 && rolled.length <= 4, JSON.stringify(rolled));
    await pass(60 * SECOND);
    const before = rolled.length;
    for (let second = 1; second <= 60; second += 1) {
      say(second % 9 < 8 ? 90_000 : Number(meaning(followed)));
      await pass(SECOND);
    }
    assert.equal(rolled.length, before);
  });

  it("goes on to the next expiry at its moment, whose chain it has looked at for a minute", async () => {
    const followed = market.follow(NAME, rule(NAME), () => {});
    const chain = market.follow("BTCUSD-W", chainRule("BTCUSD-W"), () => {});
    await pass(SECOND);
    say(80_000);
    await pass(59 * 60 * SECOND - SECOND);
    assert.deepEqual(feed.labels, ["BTCUSD-27NOV26", "BTCUSD-4DEC26"]);
    say(80_000);
    await pass(59 * SECOND);
    assert.deepEqual(rolled, []);
    await pass(SECOND);
    assert.deepEqual(rolled, [
      [NAME, "BTCUSD-4DEC26-80000-C", "expiry"],
      ["BTCUSD-W", "BTCUSD-4DEC26", "expiry"],
    ]);
    assert.deepEqual(feed.labels, ["BTCUSD-4DEC26"]);
    assert.equal(chain.standing.choice?.symbol, "BTCUSD-4DEC26");
    followed.close();
  }).timeout(20_000);

  it("goes on at once when the exchange's clock proves to be past an expiry", async () => {
    const chain = market.follow("BTCUSD-W", chainRule("BTCUSD-W"), () => {});
    await pass(SECOND);
    feed.jump(2 * 3_600 * SECOND);
    assert.equal(chain.standing.choice?.symbol, "BTCUSD-4DEC26");
    assert.equal(rolled.length, 1);
  });

  it("chooses anew at once where somebody asks, whatever is held", async () => {
    const followed = market.follow(NAME, rule(NAME, { hold: 3_600 }), () => {});
    await pass(SECOND);
    say(80_000);
    await pass(SECOND);
    say(82_000);
    assert.equal(meaning(followed), 80_000);
    followed.roll();
    assert.equal(meaning(followed), 82_000);
    assert.deepEqual(rolled, [[NAME, "BTCUSD-27NOV26-82000-C", "asked"]]);
  });

  it("chooses anew where somebody asks although the chain of a choice that is kept is not watched", async () => {
    const kept = market.follow(NAME, rule(NAME, { follow: "expiry" }), () => {});
    await pass(SECOND);
    say(80_010);
    assert.deepEqual([meaning(kept), feed.labels], [80_000, []]);
    kept.roll();
    assert.deepEqual([meaning(kept), feed.labels], [80_000, ["BTCUSD-27NOV26"]]);
    await pass(SECOND);
    say(81_000);
    assert.deepEqual([meaning(kept), feed.labels], [81_000, []]);
    assert.deepEqual(rolled, [[NAME, "BTCUSD-27NOV26-81000-C", "asked"]]);
  });

  it("takes strikes that a chain names before the list does", async () => {
    const followed = market.follow(NAME, rule(NAME, { hold: 0 }), () => {});
    await pass(SECOND);
    feed.push("BTCUSD-27NOV26", [rawRow("BTCUSD-27NOV26-80100-C", 80_090)]);
    await pass(SECOND);
    assert.equal(meaning(followed), 80_100);
  });

  it("begins with what somebody kept, before a list is there", async () => {
    const first = market.follow(NAME, rule(NAME, { follow: "expiry" }), () => {});
    await pass(SECOND);
    say(80_000);
    const kept = structuredClone(first.standing);
    first.close();
    const second = market.follow(NAME, rule(NAME, { follow: "expiry" }), () => {}, kept);
    assert.equal(meaning(second), 80_000);
    await pass(SECOND);
    say(85_000);
    assert.equal(meaning(second), 80_000);
  });

  it("wants nothing any more once it is closed, whoever closes later", async () => {
    const followed = market.follow(NAME, rule(NAME), () => {});
    await pass(SECOND);
    market.close();
    followed.close();
    assert.deepEqual([feed.labels, feed.surprised], [[], 0]);
    await pass(60 * 60 * SECOND);
    assert.equal(lists, 1);
  });
});

function chainRule(name: string): ChainRule {
  return { ...(parseRollingChain(name) as ChainRule), rollBefore: 0 };
}
