import assert from "node:assert/strict";
import { PERIODS } from "../../../src/protocol/channels";
import { BOOK_DEPTH } from "../../../src/simulator/market/book";
import type { Instrument, OptionInstrument } from "../../../src/simulator/market/listing/instruments";
import { Market, STEP } from "../../../src/simulator/market/market";
import { valueOption } from "../../../src/simulator/market/pricing/black-scholes";
import { YEAR } from "../../../src/simulator/market/pricing/path";
import { markPrice, priceOption } from "../../../src/simulator/market/pricing/pricing";
import { dayWindowStart } from "../../../src/simulator/market/tape/day-figures";
import type { Trade } from "../../../src/simulator/market/tape/trades";
import { chainView } from "../../../src/simulator/market/views";
import { DAY, MONDAY, TUESDAY_EXPIRY } from "../moments";

function chains(market: Market): OptionInstrument[][] {
  return [...market.venues].flatMap(({ listing }) => listing.expiries.map((expiry) => listing.chain(expiry)));
}

function instruments(market: Market): Instrument[] {
  return [...chains(market).flat(), ...[...market.venues].map(({ perpetual }) => perpetual)];
}

/** Goes on ms by ms if need be, and shows each trade in the market that it happened in. */
function trade(market: Market, duration: number, onTrade: (trade: Trade) => void, step = STEP) {
  for (const end = market.time + duration; market.time < end; ) {
    const { sequence } = market;
    market.advance(market.time + step);
    const tapes = [...market.venues].flatMap(({ perpetual, optionTrades }) => [
      perpetual.tape.recent,
      optionTrades,
    ]);
    for (const tape of tapes) for (const news of tape.since(sequence)) onTrade(news);
  }
}

function instrumentOf(market: Market, { symbol }: Trade): Instrument {
  const instrument = market.venue(symbol)?.perpetual ?? market.option(symbol);
  assert.ok(instrument, symbol);
  return instrument;
}

describe("The simulator's market", function () {
  // A market of its own for each case, on a machine that may be busy.
  this.timeout(30_000);

  const market = new Market(7, MONDAY);

  it("keeps put–call parity in every pair of its marks", () => {
    for (const option of chains(market).flat()) {
      if (option.right === "put") continue;
      const put = market.option(option.symbol.replace(/C$/, "P"));
      assert.ok(put);
      const [call, other] = [priceOption(option, market.time), priceOption(put, market.time)];
      const parity = option.underlying.forward(option.expiry, market.time) - option.strike;
      assert.ok(Math.abs(call.price - other.price - parity) < 1e-6, option.symbol);
      assert.ok(Math.abs(call.delta - other.delta - 1) < 1e-12, option.symbol);
    }
  });

  it("shows Greeks that are the finite differences of its own prices", () => {
    for (const option of chains(market).flat()) {
      const { right, strike, expiry, underlying } = option;
      const { volatility, delta, gamma, vega, theta } = priceOption(option, market.time);
      const years = (expiry - market.time) / YEAR;
      const priceAt = (forward: number, level: number, time: number) =>
        valueOption({ right, strike, forward, volatility: level, years: time }).price;
      const spot = underlying.forward(expiry, market.time);
      const step = spot * 1e-4;
      const [up, here, down] = [spot + step, spot, spot - step].map((at) => priceAt(at, volatility, years));
      assert.ok(up !== undefined && here !== undefined && down !== undefined);
      const gammaScale = 1 / spot;
      assert.ok(Math.abs((up - down) / (2 * step) - delta) < 1e-3, `delta of ${option.symbol}`);
      assert.ok(Math.abs((up - 2 * here + down) / step ** 2 - gamma) < 0.01 * gamma + gammaScale * 1e-2);
      const point = priceAt(spot, volatility + 0.005, years) - priceAt(spot, volatility - 0.005, years);
      assert.ok(Math.abs(point - vega) < 0.02 * vega + 0.01, `vega of ${option.symbol}`);
      const hour = 1 / 365 / 24;
      const day =
        (priceAt(spot, volatility, years - hour / 2) - priceAt(spot, volatility, years + hour / 2)) * 24;
      assert.ok(Math.abs(day - theta) < 0.01 * Math.abs(theta) + 0.01, `theta of ${option.symbol}`);
      assert.ok(theta <= 0);
    }
  });

  it("has a smile, and no arbitrage: calls get cheaper with the strike, ever more slowly, and dearer with time", () => {
    for (const chain of chains(market)) {
      const calls = chain.filter(({ right }) => right === "call");
      const points = calls.map((call) => ({ strike: call.strike, ...priceOption(call, market.time) }));
      const slopes = points.slice(1).map((point, index) => {
        const before = points[index];
        assert.ok(before);
        return (point.price - before.price) / (point.strike - before.strike);
      });
      assert.ok(slopes.every((slope) => slope <= 1e-9 && slope >= -1 - 1e-9));
      assert.ok(slopes.every((slope, index) => slope >= (slopes[index - 1] ?? -2) - 1e-9));
      const lowest = Math.min(...points.map(({ volatility }) => volatility));
      assert.ok((points[0]?.volatility ?? 0) > lowest && (points.at(-1)?.volatility ?? 0) >= lowest);
    }
    for (const { listing, underlying } of market.venues) {
      const variances = listing.expiries.map(
        (expiry) =>
          underlying.impliedVolatility(underlying.index, expiry, market.time) ** 2 * (expiry - market.time),
      );
      assert.ok(variances.every((variance, index) => variance > (variances[index - 1] ?? 0)));
    }
  });

  it("has full books around the mark, in order, that do not cross", () => {
    for (const instrument of instruments(market)) {
      const { bids, asks } = market.book(instrument);
      if (instrument.kind === "option" && asks.length === 0) continue;
      const mark = markPrice(instrument, market.time);
      const prices = [...bids.toReversed(), ...asks].map(({ price }) => price);
      assert.ok(
        prices.every((price, index) => price > (prices[index - 1] ?? 0)),
        instrument.symbol,
      );
      assert.ok((bids[0]?.price ?? 0) <= mark && (asks[0]?.price ?? 0) >= mark, instrument.symbol);
      assert.ok([...bids, ...asks].every(({ size }) => size > 0));
      assert.equal(asks.length, BOOK_DEPTH);
      assert.ok(bids.length <= BOOK_DEPTH);
      if (instrument.kind === "perpetual") assert.equal(bids.length, BOOK_DEPTH);
    }
  });

  it("quotes volatilities on both sides of the mark's, and says so where there is no bid", () => {
    const [venue] = market.venues;
    assert.ok(venue);
    for (const row of chainView(market, venue, TUESDAY_EXPIRY)) {
      const { volatility } = row.pricing;
      if (row.bid?.volatility !== undefined) assert.ok(row.bid.volatility <= volatility, row.symbol);
      if (row.ask?.volatility !== undefined) assert.ok(row.ask.volatility >= volatility, row.symbol);
      if (row.pricing.price < 0.1) assert.equal(row.bid, undefined);
    }
  });

  it("trades at the best prices in its books", () => {
    const busy = new Market(8, MONDAY);
    let count = 0;
    trade(
      busy,
      60_000,
      (news) => {
        const { bids, asks } = busy.book(instrumentOf(busy, news), 1);
        assert.equal(news.price, news.side === "buy" ? asks[0]?.price : bids[0]?.price, news.symbol);
        assert.ok(news.size > 0 && news.time === busy.time);
        count++;
      },
      1,
    );
    assert.ok(count > 50, `${count} trades in a minute`);
  });

  it("has a candle of every period, each within the longer one", () => {
    const tape = market.venue("ETHUSD")?.perpetual.tape;
    const current = PERIODS.map((period) => tape?.candles.since(period, 0).at(-1));
    for (const [index, candle] of current.entries()) {
      assert.equal(candle?.period, PERIODS[index]);
      assert.equal(candle?.close, current[0]?.close);
      assert.ok(candle && candle.low <= Math.min(candle.open, candle.close));
      assert.ok(candle.high >= Math.max(candle.open, candle.close));
    }
    const quarter = current.at(-1);
    assert.ok(
      quarter &&
        current.every((candle) => candle && candle.high <= quarter.high && candle.low >= quarter.low),
    );
  });

  it("has the 24-hour figures of its trades, of a perpetual and of an option", () => {
    for (const symbol of ["BTCUSD", market.venue("BTCUSD")?.optionTrades.last?.symbol ?? ""]) {
      const { tape } = market.instrument(symbol) ?? assert.fail();
      const trades = market.trades(symbol, dayWindowStart(MONDAY), MONDAY, Number.POSITIVE_INFINITY);
      const prices = trades.map(({ price }) => price);
      const { open, high, low, volume, value } = tape.day;
      assert.deepEqual([open, high, low], [prices[0], Math.max(...prices), Math.min(...prices)], symbol);
      const sum = (of: (trade: Trade) => number) => trades.reduce((total, each) => total + of(each), 0);
      assert.ok(Math.abs(volume - sum(({ size }) => size)) < 1e-6, symbol);
      assert.ok(Math.abs(value / sum(({ size, price }) => size * price) - 1) < 1e-4, symbol);
    }
  });

  it("is the same for the same seed and clock, however often somebody looks", () => {
    const [one, other] = [new Market(11, MONDAY), new Market(11, MONDAY)];
    const glimpse = (seen: Market) =>
      JSON.stringify([
        seen.sequence,
        instruments(seen).map((instrument) => [instrument.symbol, seen.book(instrument, 3)]),
        seen.account.balance(seen.time, 1),
      ]);
    assert.equal(glimpse(one), glimpse(other));
    for (let step = 1; step <= 50; step++) {
      one.advance(MONDAY + step * STEP);
      glimpse(one);
    }
    other.advance(MONDAY + 50 * STEP);
    assert.equal(glimpse(one), glimpse(other));
    assert.notEqual(glimpse(one), glimpse(new Market(12, MONDAY + 50 * STEP)));
  });

  it("stands still when the clock does, or goes back", () => {
    const still = new Market(13, MONDAY);
    still.advance(MONDAY);
    still.advance(MONDAY - DAY);
    assert.equal(still.time, MONDAY);
  });

  it("catches up with a month that nobody watched", () => {
    const sleeper = new Market(14, MONDAY);
    sleeper.advance(MONDAY + 30 * DAY);
    assert.equal(sleeper.time, MONDAY + 30 * DAY);
    assert.ok(
      chains(sleeper)
        .flat()
        .every(({ expiry }) => expiry > sleeper.time),
    );
    assert.ok((sleeper.venue("BTCUSD")?.perpetual.tape.day.volume ?? 0) > 0);
  });
});
