import assert from "node:assert/strict";
import { choosable } from "../../../src/editor/market/choosable";
import { marksFor } from "../../../src/editor/market/marks";
import { search } from "../../../src/editor/market/search";
import { ENGLISH } from "../../../src/market/words/vocabulary";
import { type Instrument, instrumentOf } from "../../../src/protocol/symbols/instruments";
import { formatOption } from "../../../src/protocol/symbols/symbols";

const NOW = Date.UTC(2026, 10, 23, 12);
const ASKED = { vocabulary: ENGLISH, now: NOW };
const DAY = 24 * 3_600_000;
const DAYS = [24, 27, 30].map((day) => Date.UTC(2026, 10, day, 8));

/** Strikes around 95,000, calls and puts in no order, as exchanges list them. */
function market(underlying: string, money: number, expiries = DAYS): Instrument[] {
  return expiries.flatMap((expiry) =>
    [1.1, 0.9, 1, 1.05, 0.95].flatMap((factor) =>
      (["put", "call"] as const).flatMap(
        (right) => instrumentOf(formatOption(underlying, expiry, Math.round(money * factor), right)) ?? [],
      ),
    ),
  );
}

/** How often a search asks an instrument for its underlying, the most of all. */
function looksAtEach(instruments: readonly Instrument[]): number {
  const looks = instruments.map(() => 0);
  const watched = instruments.map((instrument, index) => ({
    ...instrument,
    get underlying() {
      looks[index] = (looks[index] ?? 0) + 1;
      return instrument.underlying;
    },
  }));
  search(watched, "", ASKED);
  return Math.max(...looks);
}

const BTC = market("BTCUSD", 95_000);
const BOTH = [...BTC, ...market("ETHUSD", 3_000)];

describe("The search for symbols", () => {
  it("groups by expiry, the next one first, and in each by strike, a call before its put", () => {
    const { groups, more } = search(BTC, "btc", ASKED);
    assert.deepEqual(
      groups.map(({ expiry }) => expiry),
      DAYS,
    );
    const [first] = groups.map(({ instruments }) =>
      instruments.map(({ strike, right }) => `${strike} ${right}`),
    );
    assert.deepEqual(first, [
      "85500 call",
      "85500 put",
      "90250 call",
      "90250 put",
      "95000 call",
      "95000 put",
      "99750 call",
      "99750 put",
      "104500 call",
      "104500 put",
    ]);
    assert.equal(more, 0);
  });

  it("begins at the option nearest to the money, which is in the middle of the strikes of the next expiry", () => {
    assert.equal(search(BTC, "btc", ASKED).best?.symbol, "BTCUSD-24NOV26-95000-C");
    assert.equal(search(BTC, "btc put", ASKED).best?.symbol, "BTCUSD-24NOV26-95000-P");
    assert.equal(search(BOTH, "eth 30NOV26", ASKED).best?.symbol, "ETHUSD-30NOV26-3000-C");
  });

  it("begins at the option whose whole name is typed", () => {
    assert.equal(search(BTC, "btcusd-30nov26-104500-p", ASKED).best?.symbol, "BTCUSD-30NOV26-104500-P");
  });

  it("leaves out what has expired", () => {
    const old = market("BTCUSD", 95_000, [Date.UTC(2026, 10, 23, 8)]);
    assert.deepEqual(search(old, "", ASKED).groups, []);
  });

  it("shows a hundred rows at most of thousands, those around the money, and counts the rest", () => {
    const expiries = Array.from({ length: 40 }, (_, day) => Date.UTC(2026, 10, 24 + day, 8));
    const many = ["BTCUSD", "ETHUSD", "SOLUSD"].flatMap((name) => [
      ...market(name, 1_000, expiries),
      ...market(name, 10_000, expiries),
    ]);
    const { groups, more } = search(many, "u", ASKED);
    assert.equal(groups.length, 0);
    const all = search(many, "", ASKED);
    const shown = all.groups.flatMap(({ instruments }) => instruments).length;
    assert.ok(shown > 50 && shown <= 100, `${shown} rows`);
    assert.equal(shown + all.more, many.length);
    assert.equal(more, 0);
  });

  it("looks at each instrument a few times only, however many there are", () => {
    const one = DAYS.slice(0, 1);
    const many = Array.from({ length: 100 }, (_, day) => NOW + (day + 1) * DAY);
    assert.equal(looksAtEach(market("BTCUSD", 95_000, many)), looksAtEach(market("BTCUSD", 95_000, one)));
  });

  it("offers each node what it can watch", () => {
    const symbols = (type: string) => choosable(type, "options", BTC).map(({ symbol }) => symbol);
    assert.deepEqual(symbols("coincall-option-chain"), ["BTCUSD"]);
    assert.deepEqual(symbols("coincall-trades").slice(0, 2), ["BTCUSD", BTC[0]?.symbol]);
    assert.equal(symbols("coincall-greeks").length, BTC.length);
  });
});

describe("A chosen symbol", () => {
  const PERPETUALS = [instrumentOf("BTCUSD"), instrumentOf("DOGEUSD")].flatMap((each) => each ?? []);
  const mark = marksFor("coincall-greeks", "options", NOW, BTC);

  it("is marked if it has expired, is not listed, or is no symbol", () => {
    assert.equal(mark("BTCUSD-24NOV26-95000-C"), undefined);
    assert.equal(marksFor("coincall-trades", "options", NOW, BTC)("BTCUSD"), undefined);
    assert.equal(mark("BTCUSD-20NOV26-95000-C"), "expired");
    assert.equal(mark("BTCUSD-24NOV26-1-C"), "unlisted");
    assert.equal(mark("BTC/USD"), "malformed");
  });

  it("is marked if it is no option, in a node that can watch nothing else", () => {
    const among = marksFor("coincall-greeks", "options", NOW);
    assert.equal(among("NONSENSE"), "misplaced");
    assert.equal(among("BTCUSD"), "misplaced");
    assert.equal(among("BTCUSD-24NOV26-95000-C"), undefined);
  });

  it("is marked if it is on the market that a node has not chosen, by its name or by what the other one lists", () => {
    for (const type of ["coincall-kline", "coincall-order-book"]) {
      assert.equal(marksFor(type, "options", NOW)("BTCUSD"), "otherMarket", type);
      for (const option of ["BTCUSD-24NOV26-95000-C", "BTCUSD-W-ATM-C"])
        assert.equal(marksFor(type, "futures", NOW)(option), "otherMarket", type);
    }
    assert.equal(marksFor("coincall-trades", "options", NOW, BTC, PERPETUALS)("DOGEUSD"), "otherMarket");
    assert.equal(marksFor("coincall-trades", "options", NOW, BTC, PERPETUALS)("SOLUSD"), "unlisted");
    assert.equal(marksFor("coincall-trades", "options", NOW, BTC, PERPETUALS)("BTCUSD"), undefined);
  });

  it("is marked if it is an option, in a node that watches underlyings", () => {
    assert.equal(marksFor("coincall-spot", "futures", NOW)("BTCUSD-24NOV26-95000-C"), "elsewhere");
    assert.equal(marksFor("coincall-option-chain", "options", NOW, BTC)("BTCUSD-24NOV26-95000-C"), undefined);
  });

  it("is not marked if it rolls, but where nothing does", () => {
    assert.equal(mark("BTC-W-ATM-C"), undefined);
    assert.equal(marksFor("coincall-spot", "options", NOW, BTC)("BTCUSD-W-ATM-C"), "elsewhere");
    assert.equal(mark("BTCUSD-W-ATM-X"), "malformed");
  });

  it("is found on the list in every spelling", () => {
    assert.equal(mark("BTC-24NOV26-95000.0-C"), undefined);
  });

  it("is not marked for want of a list", () => {
    assert.equal(marksFor("coincall-spot", "futures", NOW)("DOGEUSD"), undefined);
  });
});
