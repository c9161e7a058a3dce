import assert from "node:assert/strict";
import { expiriesAt } from "../../../../src/simulator/market/listing/expiries";
import { Market } from "../../../../src/simulator/market/market";
import { DAY, MONDAY, TUESDAY_EXPIRY } from "../../moments";

const days = (expiries: readonly number[]) =>
  expiries.map((expiry) => new Date(expiry).toISOString().slice(0, 10));

describe("The expiries that are listed", () => {
  it("are the next two days, the next two Fridays, month ends and quarters", () => {
    assert.deepEqual(days(expiriesAt(MONDAY)), [
      "2026-11-24",
      "2026-11-25",
      "2026-11-27",
      "2026-12-04",
      "2026-12-25",
      "2027-03-26",
    ]);
  });

  it("are five or more on any day of any year, at 08:00 UTC, from the next day to two quarters out", () => {
    for (let now = MONDAY; now < MONDAY + 800 * DAY; now += DAY / 2) {
      const expiries = expiriesAt(now);
      assert.ok(expiries.length >= 5, `${expiries.length} on ${new Date(now).toISOString()}`);
      assert.ok(expiries.every((expiry) => new Date(expiry).toISOString().endsWith("T08:00:00.000Z")));
      assert.ok((expiries[0] ?? 0) - now <= DAY);
      assert.ok((expiries.at(-1) ?? 0) - now > 80 * DAY);
    }
  });

  it("roll at 08:00 UTC sharp: what expires is gone, and the day after the next is listed", () => {
    const market = new Market(1, TUESDAY_EXPIRY - 1_000);
    const listing = market.venue("BTCUSD")?.listing;
    const expiring = listing?.chain(TUESDAY_EXPIRY)[0]?.symbol ?? "";
    market.advance(TUESDAY_EXPIRY - 100);
    assert.equal(listing?.expiries[0], TUESDAY_EXPIRY);
    assert.ok(market.option(expiring));

    market.advance(TUESDAY_EXPIRY);
    assert.deepEqual(listing?.expiries.slice(0, 2), [TUESDAY_EXPIRY + DAY, TUESDAY_EXPIRY + 2 * DAY]);
    assert.equal(market.option(expiring), undefined);
  });

  it("always have 15 strikes or more, on both sides of the money, at round numbers", () => {
    const market = new Market(2, MONDAY);
    for (let day = 0; day < 120; day += 3) {
      market.advance(MONDAY + day * DAY);
      for (const { listing, underlying } of market.venues) {
        for (const expiry of listing.expiries) {
          const strikes = listing.strikes(expiry);
          const below = strikes.filter((strike) => strike < underlying.index).length;
          assert.ok(strikes.length >= 15 && below >= 4 && strikes.length - below >= 4, strikes.join(" "));
          assert.ok(strikes.every((strike) => strike > 0 && Number(strike.toPrecision(5)) === strike));
        }
      }
    }
  });
});
