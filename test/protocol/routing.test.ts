import assert from "node:assert/strict";
import { keysOf } from "../../src/protocol/routing";
import {
  balanceSubscription,
  chainSubscription,
  greeksSubscription,
  klineSubscription,
  symbolSubscription,
} from "../../src/protocol/subscription";

const OPTION = "BTCUSD-7FEB23-20500-P";
const SPELLINGS = [OPTION, "BTC-7FEB23-20500-P", "BTCUSD-07FEB23-20500.0-P", "BTC-07FEB23-20500.00-P"];
const EXPIRY = Date.UTC(2023, 1, 7, 8);

describe("a subscription", () => {
  it("is the same in every spelling of an option", () => {
    for (const spelling of SPELLINGS) {
      assert.equal(greeksSubscription(spelling).key, greeksSubscription(OPTION).key);
      assert.equal(
        klineSubscription("options", spelling, "h1").key,
        klineSubscription("options", OPTION, "h1").key,
      );
      assert.equal(chainSubscription(spelling).key, chainSubscription("BTCUSD", EXPIRY).key);
    }
    assert.equal(greeksSubscription("SOLUSD-12JAN24-81.0-C").key, greeksSubscription("SOL-12JAN24-81-C").key);
  });

  it("asks and shows the symbol as the user wrote it", () => {
    const subscription = greeksSubscription("BTC-7FEB23-20500-P");
    assert.equal(subscription.symbol, "BTC-7FEB23-20500-P");
    assert.equal(subscription.label, "BTC-7FEB23-20500-P");
  });

  it("of an option's Greeks says what the name says", () => {
    const { option } = greeksSubscription("BTC-7FEB23-20500-P");
    assert.deepEqual(
      [option?.underlying, option?.expiry, option?.strike, option?.right],
      ["BTCUSD", EXPIRY, 20_500, "put"],
    );
    assert.equal(greeksSubscription("BTCUSD").option, undefined);
  });

  it("is another one for another strike, right, day, period or expiry", () => {
    const keys = [
      "BTCUSD-7FEB23-20500-P",
      "BTCUSD-7FEB23-20500-C",
      "BTCUSD-7FEB23-20500.5-P",
      "BTCUSD-8FEB23-20500-P",
      "ETHUSD-7FEB23-20500-P",
    ].map((symbol) => greeksSubscription(symbol).key);
    assert.equal(new Set(keys).size, keys.length);
    assert.notEqual(
      klineSubscription("futures", "BTCUSD", "m1").key,
      klineSubscription("futures", "BTCUSD", "m15").key,
    );
    assert.notEqual(chainSubscription("BTCUSD", EXPIRY).key, chainSubscription("BTCUSD").key);
  });

  it("to a chain is shown by its name", () => {
    assert.equal(chainSubscription("BTCUSD", EXPIRY).label, "BTCUSD-7FEB23");
    assert.equal(chainSubscription("BTC-7FEB23-20500-P").label, "BTCUSD-7FEB23");
    assert.equal(chainSubscription("BTCUSD").label, "BTCUSD");
    assert.equal(balanceSubscription().label, "balance");
  });
});

describe("a row of a push", () => {
  it("goes to its symbol, in every spelling", () => {
    for (const channel of ["greeks", "orderBook", "spot"] as const) {
      const { key } = symbolSubscription(channel, "options", OPTION);
      for (const s of SPELLINGS) assert.deepEqual(keysOf(channel, "options", { s }), [key]);
    }
    assert.deepEqual(keysOf("spot", "futures", { s: "BTCUSD" }), ["BTCUSD"]);
  });

  it("of candles goes to its period, under either name of it", () => {
    const { key } = klineSubscription("options", OPTION, "h1");
    for (const row of [
      { s: OPTION, pe: "h1" },
      { s: OPTION, period: "h1" },
      { s: OPTION, pe: null, period: "h1" },
      { s: OPTION, pe: "", period: "h1" },
    ]) {
      assert.deepEqual(keysOf("kline", "options", row), [key], JSON.stringify(row));
    }
  });

  it("of candles goes to no period of its own choice when it names none", () => {
    for (const row of [
      { s: "BTCUSD" },
      { s: "BTCUSD", pe: null },
      { s: "BTCUSD", pe: "" },
      { s: "BTCUSD", pe: 1 },
    ]) {
      assert.deepEqual(keysOf("kline", "futures", row), [], JSON.stringify(row));
    }
  });

  it("of a chain goes to its expiry's chain and to all chains of its underlying", () => {
    assert.deepEqual(keysOf("optionChain", "options", { s: OPTION }), [
      chainSubscription("BTCUSD", EXPIRY).key,
      chainSubscription("BTCUSD").key,
    ]);
    assert.equal(keysOf("optionChain", "options", { s: "BTCUSD" }), undefined);
  });

  it("of an option's trades goes to the option and to its underlying", () => {
    const keys = [symbolSubscription("trades", "options", OPTION).key, "BTCUSD"];
    for (const s of SPELLINGS) assert.deepEqual(keysOf("trades", "options", { s }), keys);
    assert.deepEqual(keysOf("trades", "futures", { s: "BTCUSD" }), ["BTCUSD"]);
  });

  it("of the account needs no name", () => {
    assert.deepEqual(keysOf("balance", "options", { e: 1 }), [balanceSubscription().key]);
  });

  it("goes nowhere when it does not say what it is about", () => {
    for (const row of [undefined, null, 7, "text", {}, { s: null }, { s: 7 }, { s: ["BTCUSD"] }]) {
      for (const channel of ["kline", "orderBook", "trades", "optionChain", "greeks", "spot"] as const) {
        assert.equal(keysOf(channel, "options", row), undefined, `${channel} ${JSON.stringify(row)}`);
      }
    }
    assert.equal(keysOf("balance", "options", null), undefined);
  });
});
