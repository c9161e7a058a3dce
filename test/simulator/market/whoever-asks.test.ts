import assert from "node:assert/strict";
import fc from "fast-check";
import { Market } from "../../../src/simulator/market/market";
import { chainView, spotView } from "../../../src/simulator/market/views";
import { DAY, MONDAY } from "../moments";

const seed = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
/** How long ago another process was started, and how often it was asked since. */
const ago = fc.integer({ min: 1, max: 40 * DAY });
const looks = fc.integer({ min: 0, max: 6 });

/** All that there is to see of one underlying and the account. */
function glimpse(market: Market, name: string): unknown {
  const venue = market.venue(name) ?? assert.fail();
  const { expiries } = venue.listing;
  return {
    spot: spotView(market, venue),
    names: Array.from(venue.listing.options, ({ symbol, listed }) => [symbol, listed]),
    chain: chainView(market, venue, expiries[1]),
    books: venue.listing.chain(expiries[2] ?? 0).map((option) => market.book(option, 5)),
    book: market.book(venue.perpetual),
    trades: venue.perpetual.tape.recent.since(0),
    optionTrades: venue.optionTrades.since(0),
    candles: market.candles(name, "h1", 0, market.time, 3),
    open: venue.perpetual.tape.candles.since("d1", 0).at(-1),
    settlements: market.settlements(venue, 3),
    account: market.account.balance(market.time, 1),
  };
}

describe("A market of one seed", function () {
  this.timeout(60_000);

  it("is the same for whoever asks, whenever it was started and whatever was asked before", () => {
    fc.assert(
      fc.property(seed, ago, looks, fc.constantFrom("BTCUSD", "HYPEUSD"), (root, since, count, name) => {
        const old = new Market(root, MONDAY - since);
        for (let look = 1; look <= count; look++) {
          glimpse(old, name);
          old.advance(Math.floor(MONDAY - since * (1 - look / (count + 1))));
        }
        old.advance(MONDAY);
        assert.deepEqual(glimpse(old, name), glimpse(new Market(root, MONDAY), name));
      }),
      { numRuns: 8 },
    );
  });

  it("is another one than that of any other seed", () => {
    fc.assert(
      fc.property(seed, seed, (one, other) => {
        fc.pre(one !== other);
        const [a, b] = [one, other].map((root) => new Market(root, MONDAY).venue("BTCUSD")?.underlying.index);
        return a !== b;
      }),
    );
  });

  it("keeps each name that was ever listed until it expires", () => {
    fc.assert(
      fc.property(seed, fc.array(fc.integer({ min: 1, max: 4 * DAY }), { maxLength: 12 }), (root, steps) => {
        const market = new Market(root, MONDAY);
        const names = new Map<string, number>();
        for (const step of steps) {
          for (const { listing } of market.venues) {
            for (const { symbol, expiry } of listing.options) names.set(symbol, expiry);
          }
          market.advance(market.time + step);
          for (const [name, expiry] of names) {
            assert.equal(market.option(name) !== undefined, expiry > market.time, name);
          }
        }
        const restarted = new Market(root, market.time);
        for (const [name, expiry] of names) {
          assert.equal(restarted.option(name) !== undefined, expiry > market.time, name);
        }
      }),
      { numRuns: 15 },
    );
  });

  it("has no cliff where one process ends and another begins", () => {
    for (let root = 0; root < 20; root++) {
      const before = new Market(root, MONDAY).venue("BTCUSD")?.underlying.index ?? 0;
      const after = new Market(root, MONDAY + 100).venue("BTCUSD")?.underlying.index ?? 0;
      assert.ok(Math.abs(after / before - 1) < 0.001);
    }
  });

  it("adds what was ordered in a process to what happens there from then on, and to nothing before", () => {
    const [one, other] = [new Market(3, MONDAY), new Market(3, MONDAY)];
    const venue = one.venue("BTCUSD") ?? assert.fail();
    one.setPrice(venue, 120_000);
    for (const market of [one, other]) market.advance(MONDAY + 60_000);
    const pastOf = (market: Market) => [
      market.candles("BTCUSD", "m1", 0, MONDAY - 1, 50),
      market.trades("BTCUSD", 0, MONDAY, 50),
    ];
    assert.deepEqual(pastOf(one), pastOf(other));
    const ratio = venue.underlying.perpetualMark / (other.venue("BTCUSD")?.underlying.perpetualMark ?? 0);
    assert.ok(ratio > 1.1 && Math.abs(venue.underlying.perpetualMark / 120_000 - 1) < 0.01);
    assert.deepEqual(
      one.trades("BTCUSD", MONDAY + 2, one.time, 50).map(({ time, size }) => [time, size]),
      other.trades("BTCUSD", MONDAY + 2, one.time, 50).map(({ time, size }) => [time, size]),
    );
    const [minute] = one.candles("BTCUSD", "m1", MONDAY, MONDAY, 1);
    const prices = one.trades("BTCUSD", MONDAY, MONDAY + 59_999, 500).map(({ price }) => price);
    assert.deepEqual([minute?.high, minute?.low], [Math.max(...prices), Math.min(...prices)]);
  });
});
