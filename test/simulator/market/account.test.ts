import assert from "node:assert/strict";
import { HOLDINGS, STARTING_CASH } from "../../../src/simulator/market/account";
import { Market, STEP } from "../../../src/simulator/market/market";
import { markPrice } from "../../../src/simulator/market/pricing/pricing";
import { DAY, MONDAY } from "../moments";

const FRIDAY = Date.UTC(2026, 10, 27, 8);

describe("The account", function () {
  // A market of its own for each case, on a machine that may be busy.
  this.timeout(30_000);

  it("is worth its cash and its positions at their marks", () => {
    const market = new Market(20, MONDAY);
    market.advance(MONDAY + 60_000);
    const { account, time } = market;
    const worth = account.positions.map(({ instrument, quantity, entry }) =>
      instrument.kind === "option"
        ? quantity * markPrice(instrument, time)
        : quantity * (markPrice(instrument, time) - entry),
    );
    const { equity, unrealizedPnl, initialMargin, maintenanceMargin, available, marginBalance } =
      account.balance(time, 100_000);
    assert.ok(Math.abs(equity - worth.reduce((sum, value) => sum + value, account.cash)) < 1e-6);
    const paid = account.positions.reduce(
      (sum, { instrument, quantity, entry }) => sum + (instrument.kind === "option" ? quantity * entry : 0),
      0,
    );
    assert.ok(Math.abs(equity - (account.cash + paid) - unrealizedPnl) < 1e-6);
    assert.ok(initialMargin > maintenanceMargin && maintenanceMargin > 0);
    assert.ok(Math.abs(marginBalance - initialMargin - available) < 1e-6);
  });

  it("moves with the market as its delta says", () => {
    const market = new Market(21, MONDAY);
    const before = market.account.balance(market.time, 100_000);
    market.advance(MONDAY + 10_000);
    const after = market.account.balance(market.time, 100_000);
    assert.notEqual(after.equity, before.equity);
    assert.ok(Math.abs(after.equity - before.equity) < 1_000);
  });

  it("settles what expires in cash without a jump, and holds as many positions as before", () => {
    const market = new Market(22, MONDAY);
    const equity = () => market.account.balance(market.time, 100_000).equity;
    const expiring = market.account.positions.find(
      ({ instrument }) => instrument.kind === "option" && instrument.expiry === FRIDAY,
    );
    assert.ok(expiring);
    market.advance(FRIDAY - STEP);
    const before = equity();
    market.advance(FRIDAY);
    assert.ok(Math.abs(equity() - before) < 20, `${before} before, ${equity()} after`);
    assert.equal(market.account.positions.length, HOLDINGS.length);
    assert.ok(!market.account.positions.includes(expiring));
  });

  it("holds what is listed, now and after each settlement", () => {
    const market = new Market(23, MONDAY);
    for (let day = 0; day < 60; day++) {
      market.advance(MONDAY + day * DAY);
      for (const { instrument } of market.account.positions) {
        assert.equal(market.instrument(instrument.symbol)?.symbol, instrument.symbol);
      }
    }
  });

  it("is the same to the cent, whenever the market was started", () => {
    const watched = new Market(24, MONDAY - 50 * DAY);
    for (let day = -50; day <= 0; day += 3) {
      watched.account.balance(watched.time, 1);
      watched.advance(MONDAY + day * DAY);
    }
    watched.advance(MONDAY);
    const started = new Market(24, MONDAY);
    assert.deepEqual(watched.account.balance(MONDAY, 1e5), started.account.balance(MONDAY, 1e5));
    assert.equal(watched.account.cash, started.account.cash);
  });

  it("stays solvent for years, and does not get rich", () => {
    for (const seed of [1, 2, 3]) {
      for (const year of [2027, 2029]) {
        const market = new Market(seed, Date.UTC(year, 11, 28));
        const { equity, available } = market.account.balance(market.time, 1);
        assert.ok(equity > STARTING_CASH / 3 && equity < STARTING_CASH * 3, `${seed} in ${year}: ${equity}`);
        assert.ok(available > 0);
      }
    }
  });
});
