import assert from "node:assert/strict";
import { entryOf, expiriesAt } from "../../../../src/simulator/market/listing/expiries";
import { Market } from "../../../../src/simulator/market/market";
import { DAY, MONDAY, TUESDAY_EXPIRY } from "../../moments";

const days = (expiries: readonly number[]) =>
  expiries.map((expiry) => new Date(expiry).toISOString().slice(0, 10));

describe("The calendar of expiries", function () {
  // A market of its own for each case, on a machine that may be busy.
  this.timeout(30_000);

  it("has the next three days, Fridays and month ends, and four quarters", () => {
    assert.deepEqual(days(expiriesAt(MONDAY)), [
      "2026-11-24",
      "2026-11-25",
      "2026-11-26",
      "2026-11-27",
      "2026-12-04",
      "2026-12-11",
      "2026-12-25",
      "2027-01-29",
      "2027-03-26",
      "2027-06-25",
      "2027-09-24",
    ]);
  });

  it("has nine or more on any day of any year, at 08:00 UTC, from the next day to nine months out", () => {
    for (let now = MONDAY; now < MONDAY + 800 * DAY; now += DAY / 2) {
      const expiries = expiriesAt(now);
      assert.ok(expiries.length >= 9, `${expiries.length} on ${new Date(now).toISOString()}`);
      assert.ok(expiries.every((expiry) => new Date(expiry).toISOString().endsWith("T08:00:00.000Z")));
      assert.ok((expiries[0] ?? 0) - now <= DAY);
      assert.ok((expiries.at(-1) ?? 0) - now > 270 * DAY);
    }
  });

  it("takes an expiry in when another makes room, and keeps it until it is over", () => {
    let before = expiriesAt(TUESDAY_EXPIRY);
    for (let now = TUESDAY_EXPIRY + DAY; now < TUESDAY_EXPIRY + 800 * DAY; now += DAY) {
      const listed = expiriesAt(now);
      for (const expiry of listed.filter((each) => !before.includes(each)))
        assert.equal(entryOf(expiry), now);
      for (const expiry of before.filter((each) => each > now)) assert.ok(listed.includes(expiry));
      before = listed;
    }
  });
});

describe("The listing", function () {
  // A market of its own for each case, on a machine that may be busy.
  this.timeout(30_000);

  it("rolls at 08:00 UTC: what expires is gone at once, and what is new comes within a minute", () => {
    const market = new Market(1, TUESDAY_EXPIRY - 1_000);
    const listing = market.venue("BTCUSD")?.listing ?? assert.fail();
    const expiring = listing.chain(TUESDAY_EXPIRY)[0]?.symbol ?? "";
    market.advance(TUESDAY_EXPIRY - 100);
    assert.equal(listing.expiries[0], TUESDAY_EXPIRY);
    assert.ok(market.option(expiring));

    market.advance(TUESDAY_EXPIRY);
    const first = TUESDAY_EXPIRY + DAY;
    assert.equal(listing.expiries[0], first);
    assert.equal(market.option(expiring), undefined);
    // Friday is listed since long; Thursday week is not.
    assert.ok(listing.expiries.includes(first + 2 * DAY));
    const other = new Market(2, TUESDAY_EXPIRY + DAY);
    assert.ok(!other.venue("BTCUSD")?.listing.expiries.includes(first + 3 * DAY));
    other.advance(TUESDAY_EXPIRY + DAY + 60_000);
    assert.ok(other.venue("BTCUSD")?.listing.expiries.includes(first + 3 * DAY));
  });

  it("lists what is new at another moment each time, the same for each who has the seed", () => {
    const momentsOf = (seed: number) =>
      Array.from({ length: 5 }, (_, day) => {
        const market = new Market(seed, MONDAY + day * DAY);
        const [latest] = [...(market.venue("ETHUSD")?.listing.options ?? [])]
          .map(({ listed }) => listed % DAY)
          .filter((listed) => listed % 3_600_000 !== 0)
          .slice(-1);
        return latest;
      });
    assert.deepEqual(momentsOf(1), momentsOf(1));
    assert.notDeepEqual(momentsOf(1), momentsOf(2));
  });

  it("has 15 strikes or more of each expiry, on both sides of the money, at round numbers", () => {
    const market = new Market(2, MONDAY);
    for (let day = 0; day < 120; day += 3) {
      market.advance(MONDAY + day * DAY);
      for (const { listing, underlying } of market.venues) {
        for (const expiry of listing.expiries) {
          const strikes = listing.strikes(expiry);
          const below = strikes.filter((strike) => strike < underlying.index).length;
          assert.ok(strikes.length >= 15 && below >= 3 && strikes.length - below >= 3, strikes.join(" "));
          assert.ok(strikes.every((strike) => strike > 0 && Number(strike.toPrecision(5)) === strike));
        }
      }
    }
  });

  it("has 17 to 19 strikes of bitcoin's near days, most of the time, 500 apart nearly always, else 1000", () => {
    const [counts, gaps]: [number[], number[]] = [[], []];
    const market = new Market(3, MONDAY);
    for (let day = 0; day < 200; day++) {
      market.advance(MONDAY + day * DAY);
      const { listing } = market.venue("BTCUSD") ?? assert.fail();
      for (const expiry of listing.expiries.slice(0, 3)) {
        // A Friday has strikes of the weeks before.
        if (new Date(expiry).getUTCDay() === 5) continue;
        const strikes = listing.strikes(expiry);
        counts.push(strikes.length);
        gaps.push(...strikes.slice(1).map((strike, index) => strike - (strikes[index] ?? 0)));
      }
    }
    const share = (values: number[], holds: (value: number) => boolean) =>
      values.filter(holds).length / values.length;
    assert.ok(share(counts, (count) => count >= 17 && count <= 19) > 0.7);
    assert.ok(share(gaps, (gap) => gap === 500) > 0.9);
    assert.ok(gaps.every((gap) => gap === 500 || gap === 1_000));
  });

  it("spells decimal strikes as live, and finds them by any spelling", () => {
    const market = new Market(4, MONDAY);
    for (const name of ["SOLUSD", "HYPEUSD"]) {
      for (const { symbol, strike } of market.venue(name)?.listing.options ?? []) {
        assert.match(symbol, /^(SOL|HYPE)USD-\d{1,2}[A-Z]{3}\d\d-\d+\.\d+-[CP]$/);
        assert.equal(Number(symbol.split("-")[2]), strike);
        assert.equal(market.option(symbol)?.symbol, symbol);
        assert.equal(market.option(symbol.replace(/\.0-/, "-"))?.symbol, symbol);
      }
    }
    for (const { symbol } of market.venue("BTCUSD")?.listing.options ?? [])
      assert.match(symbol, /-\d+-[CP]$/);
  });

  it("has about a thousand options of bitcoin where the ladder is wide", () => {
    const names = (market: Market) =>
      Array.from(market.venue("BTCUSD")?.listing.options ?? [], ({ symbol }) => symbol);
    const narrow = names(new Market(5, MONDAY));
    const wide = names(new Market(5, MONDAY, { ladder: "wide" }));
    assert.ok(narrow.length > 300 && narrow.length < 600, `${narrow.length}`);
    assert.ok(wide.length > 850 && wide.length < 1_200, `${wide.length}`);
    assert.equal(new Set(wide).size, wide.length);
  });
});
