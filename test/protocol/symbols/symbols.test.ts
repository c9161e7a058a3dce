import assert from "node:assert/strict";
import {
  formatChain,
  formatDay,
  formatOption,
  isPlainSymbol,
  isSymbol,
  parseDay,
  parseOption,
} from "../../../src/protocol/symbols/symbols";

describe("an option's name", () => {
  it("says underlying, expiry at 08:00 UTC, strike and right", () => {
    assert.deepEqual(parseOption("BTCUSD-27DEC26-100000-C"), {
      symbol: "BTCUSD-27DEC26-100000-C",
      underlying: "BTCUSD",
      expiry: Date.UTC(2026, 11, 27, 8),
      strike: 100_000,
      right: "call",
    });
    assert.equal(parseOption("BTCUSD-6FEB23-19000-P")?.right, "put");
  });

  it("has a day of one digit or two", () => {
    const expiry = Date.UTC(2023, 1, 7, 8);
    assert.equal(parseOption("BTCUSD-7FEB23-20500-P")?.expiry, expiry);
    assert.equal(parseOption("BTCUSD-07FEB23-20500-P")?.expiry, expiry);
  });

  it("may leave out the quote currency", () => {
    assert.equal(parseOption("BTC-7FEB23-20500-P")?.underlying, "BTCUSD");
    assert.equal(parseOption("BTCUSDT-7FEB23-20500-P")?.underlying, "BTCUSDT");
  });

  it("may have decimals in its strike, and digits in its underlying", () => {
    assert.equal(parseOption("SOLUSD-12JAN24-81.0-C")?.strike, 81);
    assert.equal(parseOption("XRPUSD-12JAN24-0.625-C")?.strike, 0.625);
    assert.equal(parseOption("1000PEPEUSD-12JAN24-0.0125-P")?.underlying, "1000PEPEUSD");
    assert.equal(parseOption("TRUMP-12JAN24-8.5-P")?.underlying, "TRUMPUSD");
  });

  const malformed = [
    "",
    "BTCUSD",
    "BTCUSD-27DEC26",
    "BTCUSD-27DEC26-100000",
    "BTCUSD-27DEC26-100000-X",
    "BTCUSD-27DEC26-100000-CALL",
    "BTCUSD-27DEC26--C",
    "BTCUSD-27DEC26-0-C",
    "BTCUSD-27DEC26-0.00-C",
    "BTCUSD-27DEC26-100.-C",
    "BTCUSD-27DEC26-.5-C",
    "BTCUSD-27DEC26-1e5-C",
    "BTCUSD-27DEC26--5-C",
    "BTCUSD-31FEB26-100000-C",
    "BTCUSD-29FEB27-100000-C",
    "BTCUSD-0DEC26-100000-C",
    "BTCUSD-32DEC26-100000-C",
    "BTCUSD-27DEZ26-100000-C",
    "BTCUSD-27DEC2026-100000-C",
    "btcusd-27dec26-100000-c",
    " BTCUSD-27DEC26-100000-C",
    "BTCUSD-27DEC26-100000-C\n",
    "BTC USD-27DEC26-100000-C",
    "B-27DEC26-100000-C",
  ];
  it("is none when a part is missing, malformed, or a day that no calendar has", () => {
    for (const name of malformed) assert.equal(parseOption(name), undefined, JSON.stringify(name));
  });

  it("exists on 29 February in leap years only", () => {
    assert.equal(parseOption("BTCUSD-29FEB28-100000-C")?.expiry, Date.UTC(2028, 1, 29, 8));
  });

  it("is written as the exchange writes it", () => {
    const expiry = Date.UTC(2026, 1, 6, 8);
    assert.equal(formatDay(expiry), "6FEB26");
    assert.equal(formatChain("BTCUSD", expiry), "BTCUSD-6FEB26");
    assert.equal(formatOption("SOLUSD", expiry, 81.5, "put"), "SOLUSD-6FEB26-81.5-P");
    assert.equal(formatDay(Date.UTC(2009, 0, 31, 8)), "31JAN09");
  });

  it("survives reading and writing, on every day of a leap year", () => {
    for (let day = 0; day < 366; day += 1) {
      const expiry = Date.UTC(2028, 0, 1 + day, 8);
      assert.equal(parseDay(formatDay(expiry)), expiry);
    }
  });
});

describe("a symbol", () => {
  it("is an option's name or a plain one", () => {
    for (const symbol of ["BTCUSD", "1000PEPEUSD", "TRUMPUSD", "BTCUSD-27DEC26-100000-C"]) {
      assert.equal(isSymbol(symbol), true, symbol);
    }
    for (const symbol of [
      "",
      "B",
      "btcusd",
      "BTC-USD",
      "BTCUSD-27DEC26",
      "BTC/USD",
      "BTCUSD\n",
      "A".repeat(21),
    ]) {
      assert.equal(isSymbol(symbol), false, JSON.stringify(symbol));
    }
    assert.equal(isPlainSymbol("BTCUSD-27DEC26-100000-C"), false);
  });
});
