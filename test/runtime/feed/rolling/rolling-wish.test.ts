import assert from "node:assert/strict";
import { CoincallError } from "../../../../src/protocol/error";
import { klineSubscription } from "../../../../src/protocol/subscription";
import type { FeedDefinition, Wish } from "../../../../src/runtime/feed/definition";
import { candleSubscription } from "../../../../src/runtime/feed/made/made-subscription";
import {
  isMeantToRoll,
  rollingChainWish,
  rollingWish,
} from "../../../../src/runtime/feed/rolling/rolling-wish";
import { wishedChain } from "../../../../src/runtime/feed/wishes/wished-chain";
import { day } from "../../../market/market";

const WISH: Wish = {
  endpoint: "options",
  protocol: "signed",
  period: "m5",
  expiry: "",
  tradeIds: false,
  following: { follow: "expiry", hold: 3, rollBefore: 2 },
  now: 0,
};
const presenter = () => ({ payload: () => undefined });
const KLINE: FeedDefinition = {
  type: "coincall-kline",
  channel: "kline",
  properties: ["follow", "hold", "rollBefore"],
  subscription: candleSubscription,
  presenter,
};
const CHAIN: FeedDefinition = {
  type: "coincall-option-chain",
  channel: "optionChain",
  properties: ["rollBefore", "expiry"],
  subscription: wishedChain,
  presenter,
};

describe("A name among a node's symbols", () => {
  for (const name of [
    "BTCUSD-W-ATM-C",
    "BTC-30DTE-25D-P",
    "BTCUSD-27NOV26-ATM-C",
    "BTCUSD-W",
    "BTCUSD-M+x",
    "BTCUSD-1-2-3",
  ]) {
    it(`is meant to roll: ${name}`, () => assert.equal(isMeantToRoll(name), true));
  }

  for (const name of [
    "BTCUSD",
    "BTCUSD-27NOV26-80000-C",
    "BTCUSD-27NOV26",
    "BTCUSD-",
    "-W-ATM-C",
    "B/T-W-ATM-C",
    "",
  ]) {
    it(`is not: ${name || "nothing"}`, () => assert.equal(isMeantToRoll(name), false));
  }

  it("has one spelling, and of candles one key a period", () => {
    const wishes = ["BTC-W-ATM-C", "BTCUSD-W-ATM-C"].map((name) => rollingWish(KLINE, name, WISH));
    for (const { name, key, period } of wishes) {
      assert.deepEqual([name, key, period], ["BTCUSD-W-ATM-C", "BTCUSD-W-ATM-C m5", "m5"]);
    }
    assert.notEqual(rollingWish(KLINE, "BTCUSD-W-ATM-C", { ...WISH, period: "h1" }).key, wishes[0]?.key);
  });

  it("is followed as the node says, and stands for what the node makes of an option", () => {
    const { rule, subscription } = rollingWish(KLINE, "BTCUSD-W-ATM-C", WISH);
    assert.deepEqual(rule, {
      underlying: "BTCUSD",
      expiry: { kind: "week", after: 0 },
      strike: { kind: "money", steps: 0 },
      right: "call",
      follow: "expiry",
      hold: 3,
      rollBefore: 2,
    });
    const chosen = { symbol: "BTCUSD-27NOV26-80000-C", expiry: day("27NOV26") };
    assert.equal(subscription(chosen).key, klineSubscription("options", chosen.symbol, "m5").key);
  });

  it("stands for the chain that it belongs to where chains are watched", () => {
    for (const name of ["BTCUSD-W", "BTCUSD-W-ATM-C"]) {
      const wish = rollingWish(CHAIN, name, WISH);
      assert.equal(wish.name, "BTCUSD-W");
      const subscription = wish.subscription({ symbol: "BTCUSD-27NOV26", expiry: day("27NOV26") });
      assert.deepEqual([subscription.symbol, subscription.expiry], ["BTCUSD", day("27NOV26")]);
    }
  });

  it("rolls with the expiry beside it where that rolls, and only there", () => {
    const wish = (expiry: string | number) => rollingChainWish(CHAIN, "BTCUSD", { ...WISH, expiry });
    assert.equal(wish(" w+1 ")?.name, "BTCUSD-W+1");
    for (const plain of ["", "27NOV26", "soon", day("27NOV26")]) assert.equal(wish(plain), undefined);
    assert.throws(() => wish("W+x"), CoincallError);
    assert.equal(rollingChainWish(KLINE, "BTCUSD", { ...WISH, expiry: "W" }), undefined);
  });

  it("is refused where nothing rolls, however long it is", () => {
    const nowhere = [
      () => rollingWish(KLINE, "BTCUSD-W-ATM-C", { ...WISH, endpoint: "futures" }),
      () => rollingWish({ ...KLINE, properties: [] }, `BTCUSD-W-ATM-${"C".repeat(1_000)}`, WISH),
    ];
    for (const wish of nowhere) {
      assert.throws(wish, (error: CoincallError) => {
        assert.deepEqual([error.code, error.reason], ["COINCALL_CONFIG", "rollingNotHere"]);
        return String(error.values.name).length <= 40;
      });
    }
  });
});
