import assert from "node:assert/strict";
import { type Listing, namedIn, underlyingNamed } from "../../../../src/editor/symbols/search/taking";

const NAMES = { options: new Set(["BTCUSD", "ETHUSD"]), futures: new Set(["BTCUSD", "DOGEUSD"]) };
const LISTED: Listing = (endpoint) => NAMES[endpoint];
const UNKNOWN: Listing = () => undefined;
const OPTION = "BTCUSD-27DEC26-100000-C";

describe("A text that is left in the field of the symbols", () => {
  const taken = (typed: string, type: string, listing = LISTED) =>
    namedIn(typed, `coincall-${type}`, listing)?.join(" ");

  it("becomes symbols if each of its words is an option's name or rolls, listed or not", () => {
    for (const type of ["greeks", "kline", "order-book", "trades"]) {
      assert.equal(taken(`${OPTION.toLowerCase()}, btc-w-atm-c`, type), `${OPTION} BTC-W-ATM-C`, type);
      assert.equal(taken(OPTION, type, UNKNOWN), OPTION, type);
      assert.equal(taken(`${OPTION} put`, type), undefined, type);
    }
  });

  it("becomes an underlying where one is watched, as it is listed", () => {
    for (const type of ["kline", "order-book", "trades", "spot"])
      assert.equal(taken("btc dogeusd", type), "BTCUSD DOGEUSD", type);
    assert.equal(taken("eth", "option-chain"), "ETHUSD");
    assert.equal(taken("eth", "kline"), undefined);
    assert.equal(taken("solusd", "kline"), undefined);
  });

  it("stays words if it is a search", () => {
    for (const type of ["greeks", "kline", "order-book", "trades", "spot", "option-chain"])
      for (const typed of ["btc put", "btc 95 call", "btc weekly atm call", "put", "4dec26", "95000", ""])
        assert.equal(taken(typed, type), undefined, `${type}: ${typed}`);
  });

  it("stays words if it names what the node can't watch", () => {
    for (const typed of ["btc", "btcusd"]) assert.equal(taken(typed, "greeks"), undefined, typed);
    assert.equal(taken(OPTION, "spot"), undefined);
    assert.equal(taken("btc-w-atm-c", "option-chain"), undefined);
  });

  it("needs no list where it is written like a name, and no word of a search is", () => {
    assert.equal(taken("btc", "spot", UNKNOWN), "BTCUSD");
    assert.equal(taken("pepeusd ethusdt", "kline", UNKNOWN), "PEPEUSD ETHUSDT");
    for (const typed of ["btc put", "put", "weekly", "usd"])
      assert.equal(taken(typed, "kline", UNKNOWN), undefined, typed);
  });

  it("may be a variable", () => {
    const variable = ["$", "{WATCHED}"].join("");
    assert.equal(taken(variable, "greeks"), variable);
  });

  it("is known for an underlying alone by its name or what that begins with", () => {
    for (const typed of ["btc", "BTCUSD", " btcusd "])
      assert.equal(underlyingNamed(typed, []), "BTCUSD", typed);
    assert.equal(underlyingNamed("doge", NAMES.futures), "DOGEUSD");
    assert.equal(underlyingNamed("Bitcoin", []), "BTCUSD");
    assert.equal(underlyingNamed("狗狗币", NAMES.futures), "DOGEUSD");
    for (const typed of ["bt", "btc put", "", OPTION])
      assert.equal(underlyingNamed(typed, NAMES.futures), undefined, typed);
  });
});
