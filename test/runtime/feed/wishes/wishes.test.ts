import assert from "node:assert/strict";
import {
  chainSubscription,
  greeksSubscription,
  klineSubscription,
} from "../../../../src/protocol/subscription";
import type { Control } from "../../../../src/runtime/feed/control";
import type { FeedDefinition, Wish } from "../../../../src/runtime/feed/definition";
import { candleSubscription } from "../../../../src/runtime/feed/made/made-subscription";
import { wishedChain } from "../../../../src/runtime/feed/wishes/wished-chain";
import {
  isMeant,
  isNameMeant,
  isSubscriptionName,
  wishesFor,
} from "../../../../src/runtime/feed/wishes/wishes";

const NOW = Date.UTC(2026, 10, 23);
const DAY = Date.UTC(2030, 11, 27, 8);
const WISH: Wish = {
  endpoint: "options",
  protocol: "signed",
  period: "m1",
  expiry: "",
  tradeIds: false,
  following: { follow: "money", hold: 10, rollBefore: 0 },
  now: NOW,
};

const definition = (
  subscription: FeedDefinition["subscription"],
  channel: FeedDefinition["channel"] = "greeks",
): FeedDefinition => ({
  type: "coincall-test",
  channel,
  properties: ["rollBefore"],
  subscription,
  presenter: () => ({ payload: () => undefined }),
});
const GREEKS = definition((symbol) => greeksSubscription(symbol));
const CHAIN = definition(wishedChain, "optionChain");

describe("The symbols that a node is given", () => {
  it("are subscribed where they are right, and complained of together where they are not", async () => {
    const { subscriptions, problems } = await wishesFor(GREEKS, ["BTCUSD", "B", "BTC/USD", "ETHUSD"], WISH);
    assert.deepEqual(
      subscriptions.map(({ symbol }) => symbol),
      ["BTCUSD", "ETHUSD"],
    );
    assert.deepEqual(
      problems.map(({ reason, values }) => [reason, values.symbols]),
      [["symbolsMalformed", "B, BTC/USD"]],
    );
  });

  it("are nothing that is watched where they are words that were left in a form", async () => {
    for (const watching of [GREEKS, CHAIN])
      for (const words of [
        "?BTC+PUT",
        "?BTC-W-ATM-C+PUT",
        "?BTCUSD-27DEC30",
        "?BTCUSD-27DEC30-100000-C%2C+PUT",
      ]) {
        const { subscriptions, rolling, problems } = await wishesFor(watching, [words], WISH);
        assert.deepEqual([subscriptions, rolling, problems.length], [[], [], 1], words);
      }
  });

  it("name a chain with the day that it expires on, or are an option of it", async () => {
    const keys = async (symbol: string, wish: Partial<Wish>) =>
      (await wishesFor(CHAIN, [symbol], { ...WISH, ...wish })).subscriptions.map(({ label }) => label);
    assert.deepEqual(await keys("BTCUSD", { expiry: "27DEC30" }), ["BTCUSD-27DEC30"]);
    assert.deepEqual(await keys("BTCUSD", { expiry: DAY }), ["BTCUSD-27DEC30"]);
    assert.deepEqual(await keys("BTCUSD-27DEC30-1000-C", { expiry: "28MAR31" }), ["BTCUSD-27DEC30"]);
    assert.deepEqual(await keys("BTCUSD", { protocol: "apikey" }), ["BTCUSD"]);
  });

  for (const [expiry, reason] of [
    ["", "expiryMissing"],
    ["soon", "expiryInvalid"],
    ["22NOV26", "expiryPast"],
  ] as const) {
    it(`name no chain with the expiry “${expiry}”: ${reason}`, async () => {
      const { subscriptions, problems } = await wishesFor(CHAIN, ["BTCUSD", "ETHUSD"], { ...WISH, expiry });
      assert.deepEqual(subscriptions, []);
      assert.deepEqual(
        problems.map((problem) => problem.reason),
        [reason],
      );
    });
  }
});

describe("A chain", () => {
  it("is wanted by the name that it is listed under, whatever expiry the node has", async () => {
    const wish = { ...WISH, expiry: "4JAN31" };
    const { subscriptions, problems } = await wishesFor(CHAIN, ["BTC-27DEC30"], wish);
    assert.deepEqual(problems, []);
    assert.deepEqual(subscriptions, [chainSubscription("BTCUSD", DAY)]);
    assert.equal(subscriptions[0]?.label, "BTCUSD-27DEC30");
  });

  it("that has expired is refused by that name too", async () => {
    const { problems } = await wishesFor(CHAIN, ["BTCUSD-7FEB23"], WISH);
    assert.deepEqual(
      problems.map(({ reason, values }) => [reason, values.expiry]),
      [["expiryPast", "BTCUSD-7FEB23"]],
    );
  });

  it("is no name to a node that watches single options", async () => {
    const { problems } = await wishesFor(GREEKS, ["BTCUSD-27DEC30"], WISH);
    assert.equal(problems[0]?.reason, "symbolsMalformed");
  });
});

describe("A message that unsubscribes means", () => {
  const means = (names: Partial<Control>, expiry?: number) => {
    const message = {
      action: "unsubscribe",
      symbols: undefined,
      period: undefined,
      expiry: undefined,
    } as const;
    return (subscription: Parameters<typeof isMeant>[0]) =>
      isMeant(subscription, { ...message, ...names }, expiry);
  };

  it("a symbol in each of its spellings", () => {
    const option = greeksSubscription("BTCUSD-7FEB30-20500-P");
    assert.ok(means({ symbols: ["BTC-07FEB30-20500.0-P"] })(option));
    assert.ok(!means({ symbols: ["BTCUSD-7FEB30-20500-C"] })(option));
  });

  it("candles of every period, or of the one it names", () => {
    const hourly = klineSubscription("futures", "BTCUSD", "h1");
    assert.ok(means({ symbols: ["BTCUSD"] })(hourly));
    assert.ok(means({ symbols: ["BTCUSD"], period: "h1" })(hourly));
    assert.ok(!means({ symbols: ["BTCUSD"], period: "m1" })(hourly));
    const made = candleSubscription("BTCUSD", { ...WISH, endpoint: "futures", period: "m3" });
    assert.ok(means({ symbols: ["BTCUSD"] })(made));
    assert.ok(means({ symbols: ["BTCUSD"], period: "m3" })(made));
    assert.ok(!means({ symbols: ["BTCUSD"], period: "m1" })(made), "it only is made of these");
  });

  it("chains of every expiry, or of the one it names, also by the name that they are listed under", () => {
    const chain = chainSubscription("BTCUSD", DAY);
    assert.ok(means({ symbols: ["BTCUSD"] })(chain));
    assert.ok(means({ symbols: ["BTCUSD"] }, DAY)(chain));
    assert.ok(!means({ symbols: ["BTCUSD"] }, DAY + 1)(chain));
    assert.ok(means({ symbols: ["BTCUSD-27DEC30"] })(chain));
    assert.ok(means({ symbols: ["BTC-27DEC30"] })(chain));
    assert.ok(!means({ symbols: ["ETHUSD"] })(chain));
  });

  it("chains that roll by their expiry, in each of its spellings", async () => {
    const { rolling } = await wishesFor(CHAIN, ["BTCUSD"], { ...WISH, expiry: "W+01" });
    const isMeantBy = (expiry: string) =>
      rolling.map((wish) =>
        isNameMeant(wish, { action: "unsubscribe", symbols: ["BTCUSD"], period: undefined, expiry }),
      );
    assert.deepEqual([isMeantBy(" w+1 "), isMeantBy("W+01"), isMeantBy("W")], [[true], [true], [false]]);
  });

  it("nothing by what is no name", () => {
    for (const name of ["BTCUSD", "BTCUSD-27DEC30", "BTCUSD-27DEC30-1000-C"])
      assert.ok(isSubscriptionName(name));
    for (const name of ["", "B", "-27DEC30", "BTCUSD-31FEB30", "BTCUSD-27DEC30-C"]) {
      assert.ok(!isSubscriptionName(name), name);
    }
  });
});
