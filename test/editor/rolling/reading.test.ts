import assert from "node:assert/strict";
import { candidatesFor } from "../../../src/editor/rolling/candidates";
import { readingOf } from "../../../src/editor/rolling/reading";
import { ENGLISH } from "../../../src/market/words/vocabulary";

const NOW = Date.UTC(2026, 10, 23, 12);
const UNDERLYINGS = ["BTCUSD", "ETHUSD", "SOLUSD", "HYPEUSD"];

function found(query: string, vocabulary = ENGLISH): readonly string[] | undefined {
  const understood = readingOf(query, { vocabulary, underlyings: UNDERLYINGS, now: NOW });
  return understood && candidatesFor(understood, UNDERLYINGS);
}

/** What somebody types, and the one name that is meant. */
const PHRASES: Readonly<Record<string, string>> = {
  "btc weekly atm call": "BTCUSD-W-ATM-C",
  "BTC Weekly ATM Calls": "BTCUSD-W-ATM-C",
  "call btc at the money this week": "BTCUSD-W-ATM-C",
  "eth 30d 25 delta put": "ETHUSD-30DTE-25D-P",
  "eth 30d 25d put": "ETHUSD-30DTE-25D-P",
  "eth 30 days 25 delta put": "ETHUSD-30DTE-25D-P",
  "eth 30dte 0.25 delta p": "ETHUSD-30DTE-25D-P",
  "eth 30days 25delta put": "ETHUSD-30DTE-25D-P",
  "btc next +2 call": "BTCUSD-NEXT-ATM+2-C",
  "btc next -1 put": "BTCUSD-NEXT-ATM-1-P",
  "btc next week atm call": "BTCUSD-W+1-ATM-C",
  "btc next month atm call": "BTCUSD-M+1-ATM-C",
  "btc month 105% call": "BTCUSD-M-105%-C",
  "btc month-end +5% call": "BTCUSD-M-105%-C",
  "btc monthly -5% put": "BTCUSD-M-95%-P",
  "btc w+1 atm+2 c": "BTCUSD-W+1-ATM+2-C",
  "btc quarterly 100000 call": "BTCUSD-Q-100000-C",
  "btc quarter 100k call": "BTCUSD-Q-100000-C",
  "btc weekly 25d put": "BTCUSD-W-25D-P",
  "btc 14d atm put": "BTCUSD-14DTE-ATM-P",
  "btc 27dec26 atm put": "BTCUSD-27DEC26-ATM-P",
  "btc-w-atm-c": "BTCUSD-W-ATM-C",
  "btcusd-w-atm-c": "BTCUSD-W-ATM-C",
  "eth-next-atm+2-c": "ETHUSD-NEXT-ATM+2-C",
  "eth-next-atm-2-p": "ETHUSD-NEXT-ATM-2-P",
  "eth-30dte-25d-p": "ETHUSD-30DTE-25D-P",
  "btc-m+1-105%-c": "BTCUSD-M+1-105%-C",
  "hyp front atm call": "HYPEUSD-NEXT-ATM-C",
  "bitcoin weekly atm call": "BTCUSD-W-ATM-C",
  "ether friday 25Δ put": "ETHUSD-W-25D-P",
  "btc weekly -0.3": "BTCUSD-W-30D-P",
  "btc weekly +0.3": "BTCUSD-W-30D-C",
  "btc -.25 put 30 days": "BTCUSD-30DTE-25D-P",
  "btc tomorrow atm call": "BTCUSD-24NOV26-ATM-C",
  "btc 27 december 2026 atm put": "BTCUSD-27DEC26-ATM-P",
  "btc 2026-12-27 25 delta put": "BTCUSD-27DEC26-25D-P",
};

describe("Words that mean a rolling option", () => {
  for (const [phrase, name] of Object.entries(PHRASES)) {
    it(`are understood: ${phrase}`, () => assert.deepEqual(found(phrase), [name]));
  }

  it("have what is missing filled in with what is usual", () => {
    assert.deepEqual(found("next +2 call"), ["BTCUSD-NEXT-ATM+2-C", "ETHUSD-NEXT-ATM+2-C"]);
    assert.deepEqual(found("eth weekly atm"), ["ETHUSD-W-ATM-C", "ETHUSD-W-ATM-P"]);
    assert.deepEqual(found("eth weekly put"), ["ETHUSD-W-ATM-P", "ETHUSD-W-25D-P"]);
    assert.deepEqual(found("eth 10 delta put"), ["ETHUSD-W-10D-P", "ETHUSD-M-10D-P", "ETHUSD-30DTE-10D-P"]);
    assert.deepEqual(found("eth put"), ["ETHUSD-W-ATM-P", "ETHUSD-30DTE-25D-P"]);
    assert.equal(found("")?.[0], "BTCUSD-W-ATM-C");
  });

  it("are taken both ways where a size with a d can be days or a delta", () => {
    assert.deepEqual(found("btc 25d call"), [
      "BTCUSD-W-25D-C",
      "BTCUSD-M-25D-C",
      "BTCUSD-30DTE-25D-C",
      "BTCUSD-25DTE-ATM-C",
      "BTCUSD-25DTE-25D-C",
    ]);
  });

  it("are taken both ways where a fraction can be a delta or a strike, of which only the delta is a rule", () => {
    assert.deepEqual(found("btc 0.3 call"), ["BTCUSD-W-30D-C", "BTCUSD-M-30D-C", "BTCUSD-30DTE-30D-C"]);
    assert.deepEqual(found("btc weekly 0.3 call"), ["BTCUSD-W-30D-C", "BTCUSD-W-0.3-C"]);
    assert.deepEqual(found("btc -0.3"), ["BTCUSD-W-30D-P", "BTCUSD-M-30D-P", "BTCUSD-30DTE-30D-P"]);
  });

  it("find six names at most", () => {
    for (const query of ["", "weekly", "25d", "atm", "next"])
      assert.ok((found(query)?.length ?? 0) <= 6, query);
  });

  it("are those of the editor's language too", () => {
    const german = { ...ENGLISH, week: [...ENGLISH.week, "woche"], days: [...ENGLISH.days, "tage"] };
    assert.deepEqual(found("btc woche atm call", german), ["BTCUSD-W-ATM-C"]);
    assert.deepEqual(found("btc 30 tage atm call", german), ["BTCUSD-30DTE-ATM-C"]);
  });
});

describe("Words that mean no rolling option", () => {
  it("find none: they say a day or a strike, as listed options do", () => {
    for (const query of ["btc 95 call", "btc 27dec26", "eth 27dec26 3200 put"])
      assert.deepEqual(found(query), [], query);
  });

  it("are not understood, or contradict each other, or are beyond what a name can have", () => {
    for (const query of [
      "eth dec put",
      "doge weekly atm call",
      "btc weekly monthly call",
      "btc weekly atm call put",
      "btc weekly -0.3 call",
      "btc 0.3 0.4 call",
      "btc 30d 25d 10d put",
      "btc w+10000 atm call",
      "btc weekly 0% call",
      "btc weekly 100 delta call",
      "btc 5000dte atm call",
      "b ".repeat(21),
      `btc ${"w".repeat(41)}`,
    ])
      assert.equal(found(query), undefined, query);
  });

  it("are told from those that say a rule, and leave what listed options can be searched by", () => {
    const rest = (query: string) =>
      readingOf(query, { vocabulary: ENGLISH, underlyings: UNDERLYINGS, now: NOW });
    assert.deepEqual(rest("btc weekly atm call")?.rest, "btc weekly call");
    assert.deepEqual(rest("btc weekly 95k call")?.rest, "btc weekly 95k call");
    assert.deepEqual(rest("btc 25d call")?.rest, "btc call 25d");
    assert.deepEqual(rest("btc 0.3 put")?.rest, "btc 0.3 put");
    assert.deepEqual(rest("btc tomorrow atm call")?.rest, "btc tomorrow call");
    assert.equal(rest("btc tomorrow call")?.saysRule, false);
    assert.equal(rest("btc weekly")?.saysRule, true);
    assert.equal(rest("btc 95 call")?.saysRule, false);
    assert.equal(rest("btc")?.saysRule, false);
  });
});
