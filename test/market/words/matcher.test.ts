import assert from "node:assert/strict";
import { matcherOf } from "../../../src/market/words/matcher";
import { ENGLISH } from "../../../src/market/words/vocabulary";
import { type Instrument, instrumentOf } from "../../../src/protocol/symbols/instruments";

/** A Monday. */
const NOW = Date.UTC(2026, 10, 23, 12);

const CALL = "BTCUSD-27DEC26-95000-C";
const NAMES = ["BTCUSD", "ETHUSD", CALL, "BTCUSD-27DEC26-95000-P", "ETHUSD-1JAN27-3000-P"];

function found(query: string): string[] {
  const fitOf = matcherOf(query, ENGLISH, NOW) ?? assert.fail(query);
  return NAMES.flatMap((name) => instrumentOf(name) ?? [])
    .filter((instrument) => fitOf(instrument) !== undefined)
    .map(({ symbol }) => symbol);
}

describe("A search", () => {
  it("finds by parts of the name, the day or the right, in any order and any case", () => {
    for (const query of ["btc 95 call", "CALL 27dec26 BTCUSD", "dec26, 950; cal"]) {
      assert.deepEqual(found(query), [CALL], query);
    }
    assert.deepEqual(found("eth"), ["ETHUSD", "ETHUSD-1JAN27-3000-P"]);
    assert.deepEqual(found(" , - "), NAMES);
    assert.deepEqual(found("usd"), []);
    assert.deepEqual(found("5000"), []);
  });

  it("takes a c for a call, whatever the name of the month", () => {
    for (const query of ["btc c", "btc 2026-12-27 c", "27dec26 c"])
      assert.deepEqual(found(query), [CALL], query);
  });

  it("takes twenty words of forty characters, and no more", () => {
    const words = (count: number, length: number) => Array(count).fill("b".repeat(length)).join(" ");
    assert.ok(matcherOf(words(20, 40), ENGLISH, NOW));
    assert.equal(matcherOf(words(21, 1), ENGLISH, NOW), undefined);
    assert.equal(matcherOf(words(1, 41), ENGLISH, NOW), undefined);
  });

  it("looks at each instrument once, however many words there are", () => {
    const looks = new Map<string, number>();
    const watched = new Proxy(instrumentOf(CALL) as Instrument, {
      get(instrument, name) {
        looks.set(String(name), (looks.get(String(name)) ?? 0) + 1);
        return Reflect.get(instrument, name);
      },
    });
    const words = "b bt btc btcu btcus btcusd 9 95 950 9500 95000 d de dec 27 26 c ca cal call";
    assert.equal(matcherOf(words, ENGLISH, NOW)?.(watched), 0);
    assert.deepEqual([...new Set(looks.values())], [1]);
  });
});
