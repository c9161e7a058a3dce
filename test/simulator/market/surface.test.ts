import assert from "node:assert/strict";
import { startSimulator } from "../../../src/simulator/index";
import type { OptionInstrument } from "../../../src/simulator/market/listing/instruments";
import { Market, type Venue } from "../../../src/simulator/market/market";
import { priceOption, quote } from "../../../src/simulator/market/pricing/pricing";
import { chainView, optionView } from "../../../src/simulator/market/views";
import { DAY, MONDAY } from "../moments";

function venueOf(market: Market, symbol = "BTCUSD"): Venue {
  return market.venue(symbol) ?? assert.fail();
}

/** Implied volatility where options of a right have a delta, linear between the listed strikes around it. */
function volatilityAt(options: readonly OptionInstrument[], delta: number, time: number): number {
  const points = options.map((option) => priceOption(option, time)).sort((a, b) => a.delta - b.delta);
  const above = points.findIndex((point) => point.delta >= delta);
  const [low, high] = [points[above - 1], points[above]];
  if (!low || !high) return Number.NaN;
  return (
    low.volatility + ((high.volatility - low.volatility) * (delta - low.delta)) / (high.delta - low.delta)
  );
}

/** By expiry, where the ladder reaches a delta of 0.25 on both sides. */
function riskReversals(market: Market, { listing }: Venue): number[] {
  return listing.expiries
    .map((expiry) => {
      const ofRight = (right: string) => listing.chain(expiry).filter((option) => option.right === right);
      return (
        volatilityAt(ofRight("call"), 0.25, market.time) - volatilityAt(ofRight("put"), -0.25, market.time)
      );
    })
    .filter((found) => !Number.isNaN(found));
}

describe("Forwards", function () {
  // A market of its own for each case, on a machine that may be busy.
  this.timeout(30_000);

  it("are above or below the index by a carry that grows with the time to expiry", () => {
    for (const seed of [1, 2, 3]) {
      const market = new Market(seed, MONDAY);
      for (const { listing, underlying } of market.venues) {
        const carries = listing.expiries.map(
          (expiry) => underlying.forward(expiry, MONDAY) / underlying.index - 1,
        );
        const sizes = carries.map(Math.abs);
        assert.ok(sizes.every((size, index) => size > (sizes[index - 1] ?? 0)));
        assert.ok((sizes[0] ?? 1) < 0.0005 && (sizes.at(-1) ?? 0) > 0.001 && (sizes.at(-1) ?? 1) < 0.15);
      }
    }
  });

  it("are what the socket calls the underlying's price, beside the index", () => {
    const market = new Market(1, MONDAY);
    const venue = venueOf(market);
    const option = venue.listing.chain(venue.listing.expiries.at(-1) ?? 0)[0] ?? assert.fail();
    const view = optionView(market, option);
    assert.equal(view.index, venue.underlying.index);
    assert.equal(view.forward, venue.underlying.forward(option.expiry, MONDAY));
    assert.notEqual(view.forward, view.index);
  });

  it("become the mean of the index in the last half hour, at which options are settled", () => {
    const market = new Market(2, MONDAY);
    const venue = venueOf(market);
    const { underlying } = venue;
    const expiry = venue.listing.expiries[0] ?? 0;
    const minutes = Array.from({ length: 30 }, (_, minute) => underlying.indexAt(expiry - minute * 60_000));
    const mean = minutes.reduce((sum, index) => sum + index, 0) / 30;
    assert.ok(Math.abs(underlying.settlement(expiry) - mean) < 1e-6);
    assert.ok(Math.abs(underlying.forward(expiry, expiry - 1) - mean) < 1);
    market.advance(expiry + 1);
    const [last, before] = market.settlements(venue, 2);
    assert.deepEqual(last, { expiry, price: underlying.settlement(expiry) });
    assert.equal(before?.expiry, expiry - DAY);
  });
});

describe("Quotes", function () {
  // Four wide ladders are a thousand options each.
  this.timeout(20_000);

  it("lack the bid of some options, and both sides of others, as on the exchange; near the money there are both", () => {
    const rows = [1, 2, 3, 4].flatMap((seed) => {
      const market = new Market(seed, MONDAY, { ladder: "wide" });
      return chainView(market, venueOf(market));
    });
    const share = (count: number) => count / rows.length;
    const noBid = rows.filter(({ bid }) => !bid);
    const neither = rows.filter(({ bid, ask }) => !bid && !ask);
    assert.ok(
      share(noBid.length) > 0.3 && share(noBid.length) < 0.65,
      `${share(noBid.length)} without a bid`,
    );
    assert.ok(
      share(neither.length) > 0.2 && share(neither.length) < 0.5,
      `${share(neither.length)} without either`,
    );
    assert.ok(noBid.length > neither.length);
    for (const { pricing, bid, ask } of rows) {
      if (Math.abs(pricing.delta) > 0.3 && Math.abs(pricing.delta) < 0.7) assert.ok(bid && ask);
    }
  });

  it("make empty books where there are none, and a trade can be ordered there all the same", () => {
    const market = new Market(1, MONDAY, { ladder: "wide" });
    const quiet = [...venueOf(market).listing.options].find(
      (option) => quote(option, MONDAY).ask === undefined,
    );
    assert.ok(quiet);
    assert.deepEqual(market.book(quiet), { bids: [], asks: [] });
    market.trade(quiet, "buy", 1);
    assert.ok((quiet.tape.recent.last?.price ?? 0) > 0);
  });
});

describe("Open interest", function () {
  // A market of its own for each case, on a machine that may be busy.
  this.timeout(30_000);

  it("is not told on the socket for some options, of which REST knows better", () => {
    const market = new Market(1, MONDAY);
    const rows = chainView(market, venueOf(market));
    const untold = rows.filter(({ openInterest }) => openInterest === 0);
    assert.ok(untold.length > rows.length / 8 && untold.length < rows.length / 2);
    for (const row of rows) {
      assert.ok(row.restOpenInterest > 0);
      assert.ok(row.openInterest === 0 || row.openInterest === row.restOpenInterest);
    }
  });
});

describe("A surface of volatility to order", function () {
  // A market of its own for each case, on a machine that may be busy.
  this.timeout(30_000);

  it("has the risk reversal that was set, in every expiry", () => {
    const market = new Market(4, MONDAY, { ladder: "wide" });
    const venue = venueOf(market);
    for (const wanted of [-0.08, 0, 0.06]) {
      market.setSkew(venue, wanted);
      const reversals = riskReversals(market, venue);
      assert.ok(reversals.length > 7);
      for (const found of reversals) {
        assert.ok(Math.abs(found - wanted) < 0.004, `${found} instead of ${wanted}`);
      }
    }
  });

  it("leaves the other underlyings and what is at the money alone", () => {
    const market = new Market(4, MONDAY);
    const [venue, other] = [venueOf(market), venueOf(market, "ETHUSD")];
    const expiry = venue.listing.expiries[3] ?? 0;
    const atTheMoney = () => venue.underlying.slice(expiry, market.time).atTheMoney;
    const [before, otherBefore] = [atTheMoney(), riskReversals(market, other)];
    market.setSkew(venue, -0.1);
    assert.ok(Math.abs(atTheMoney() - before) < 1e-4);
    for (const [index, found] of riskReversals(market, other).entries()) {
      assert.ok(Math.abs(found - (otherBefore[index] ?? 0)) < 1e-4);
    }
  });

  it("has the term structure that was set", () => {
    const market = new Market(5, MONDAY);
    const venue = venueOf(market);
    market.setTermStructure(venue, 0.9, 0.4);
    const levels = venue.listing.expiries.map(
      (expiry) => venue.underlying.slice(expiry, market.time).atTheMoney,
    );
    assert.ok(levels.every((level, index) => level < (levels[index - 1] ?? 0.9)));
    assert.ok((levels[0] ?? 0) > 0.88 && (levels.at(-1) ?? 1) < 0.45);
    market.setTermStructure(venue, 0.4, 0.4);
    const flat = venue.listing.expiries.map(
      (expiry) => venue.underlying.slice(expiry, market.time).atTheMoney,
    );
    assert.ok(flat.every((level) => Math.abs(level - 0.4) < 0.005));
  });
});

describe("The market's clock", function () {
  // A market of its own for each case, on a machine that may be busy.
  this.timeout(30_000);

  let machine = 0;
  const start = Date.UTC(2026, 10, 24, 7, 59, 50);

  it("begins where it is set, and goes on at the machine's pace", async () => {
    const exchange = await startSimulator({ seed: 1, now: () => machine, start });
    assert.equal(exchange.market.time, start);
    machine += 10_000;
    const response = await fetch(`${exchange.url.replace("ws", "http")}/time`);
    assert.equal((await response.json()).data.serverTime, start + 10_000);
    await exchange.close();
  });

  it("is set forward by order, and everything follows", async () => {
    const exchange = await startSimulator({ seed: 1, now: () => machine, start });
    const { listing, perpetual } = venueOf(exchange.market);
    const [expiring] = listing.options;
    const friday = start + 3 * DAY + 60_000;
    exchange.control.setTime(friday);
    assert.ok(expiring && !exchange.market.option(expiring.symbol));
    assert.ok((listing.expiries[0] ?? 0) > friday);
    assert.deepEqual(
      perpetual.tape.recent.last,
      new Market(1, friday).venue("BTCUSD")?.perpetual.tape.recent.last,
    );
    machine += 1_000;
    exchange.market.advance(friday + 1_000);
    assert.throws(() => exchange.control.setTime(friday), /time must be/);
    await exchange.close();
  });
});
