import assert from "node:assert/strict";
import {
  type ExpiryMarket,
  offeredExpiries,
  rollingExpiryOf,
  usualExpiries,
} from "../../../src/editor/expiry/rolling-expiries";
import { listingOf } from "../../../src/market/listing";
import { ENGLISH } from "../../../src/market/words/vocabulary";
import { instrumentOf } from "../../../src/protocol/symbols/instruments";
import { formatDay } from "../../../src/protocol/symbols/symbols";

const DAYS = ["24NOV26", "27NOV26", "4DEC26", "25DEC26", "26MAR27"];
const LISTED = DAYS.flatMap((day) => instrumentOf(`BTCUSD-${day}-80000-C`) ?? []);

const MARKET: ExpiryMarket = {
  listing: listingOf(LISTED),
  underlying: "BTCUSD",
  rollBefore: 0,
  now: Date.UTC(2026, 10, 23, 12),
};

const offered = (typed: string) => offeredExpiries(typed, ENGLISH, MARKET).map(({ word }) => word);

describe("The expiries that roll", () => {
  it("are each offered with the day that they are now", () => {
    assert.deepEqual(
      usualExpiries(MARKET).map(({ word, expiry }) => [word, expiry && formatDay(expiry)]),
      [
        ["NEXT", "24NOV26"],
        ["W", "27NOV26"],
        ["M", "27NOV26"],
        ["Q", "25DEC26"],
        ["30DTE", "25DEC26"],
      ],
    );
  });

  it("are found as they are written, and in words", () => {
    assert.deepEqual(offered(""), ["NEXT", "W", "M", "Q", "30DTE"]);
    assert.deepEqual(offered("n"), ["NEXT"]);
    assert.deepEqual(offered("w+2"), ["W+2"]);
    assert.deepEqual(offered("next week"), ["W+1"]);
    assert.deepEqual(offered("60 days"), ["60DTE"]);
    assert.deepEqual(offered("27DEC26"), []);
    assert.deepEqual(offered("dec"), []);
    assert.deepEqual(offered("weekly call"), []);
  });

  it("roll by the hours that the form says before the expiry", () => {
    const early = { ...MARKET, rollBefore: 24 };
    const { expiry, rollsAt } = rollingExpiryOf("next", early) ?? {};
    assert.equal(expiry && formatDay(expiry), "27NOV26");
    assert.equal(rollsAt, Date.UTC(2026, 10, 26, 8));
  });

  it("are nothing now where no expiry fits, or it is not known what is listed", () => {
    assert.equal(rollingExpiryOf("W+9", MARKET)?.expiry, undefined);
    assert.equal(rollingExpiryOf("W", { ...MARKET, listing: undefined })?.expiry, undefined);
    assert.equal(rollingExpiryOf("W", { ...MARKET, underlying: "ETHUSD" })?.expiry, undefined);
    assert.equal(rollingExpiryOf("27DEC26", MARKET), undefined);
  });
});
