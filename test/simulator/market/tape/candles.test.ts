import assert from "node:assert/strict";
import fc from "fast-check";
import { PERIODS, type Period } from "../../../../src/protocol/channels";
import { Market } from "../../../../src/simulator/market/market";
import type { Candle } from "../../../../src/simulator/market/tape/candles";
import { candleEnd, candleStart } from "../../../../src/simulator/market/tape/periods";
import type { Trade } from "../../../../src/simulator/market/tape/trades";
import { DAY, MONDAY } from "../../moments";

const ALL = Number.POSITIVE_INFINITY;
const HOUR = 3_600_000;

/** What nothing but the trades would give. */
function candlesOf(trades: readonly Trade[], period: Period): unknown[] {
  const starts = [...new Set(trades.map(({ time }) => candleStart(period, time)))];
  return starts.map((start) => {
    const within = trades.filter(({ time }) => candleStart(period, time) === start);
    const prices = within.map(({ price }) => price);
    return {
      start,
      open: prices[0],
      high: Math.max(...prices),
      low: Math.min(...prices),
      close: prices.at(-1),
      volume: within.reduce((sum, { size }) => sum + size, 0).toFixed(6),
    };
  });
}

const shown = ({ start, open, high, low, close, volume }: Candle) => ({
  start,
  open,
  high,
  low,
  close,
  volume: volume.toFixed(6),
});

/** Of shorter ones; `undefined` where nothing was traded, which is seldom. */
function wholeOf(start: number, parts: readonly Candle[]): unknown {
  if (parts.length === 0) return undefined;
  return {
    start,
    open: parts[0]?.open,
    high: Math.max(...parts.map(({ high }) => high)),
    low: Math.min(...parts.map(({ low }) => low)),
    close: parts.at(-1)?.close,
    volume: parts.reduce((sum, { volume }) => sum + volume, 0).toFixed(6),
  };
}

const seed = fc.integer({ min: 0, max: 2 ** 31 });
/** Of the last months. */
const moment = fc.integer({ min: MONDAY - 200 * DAY, max: MONDAY });

describe("The candles of the past", function () {
  // A market of its own for each case, on a machine that may be busy.
  this.timeout(30_000);

  it("are those of the trades of their time and of nothing else, of a perpetual", () => {
    const short = fc.constantFrom<Period>("m1", "m5", "m15", "h1");
    fc.assert(
      fc.property(seed, moment, short, fc.constantFrom("BTCUSD", "SOLUSD"), (root, time, period, symbol) => {
        const market = new Market(root, MONDAY);
        const [from, to] = [candleStart(period, time), candleEnd(period, time + HOUR) - 1];
        assert.deepEqual(
          market.candles(symbol, period, from, to, ALL).map(shown),
          candlesOf(market.trades(symbol, from, Math.min(to, MONDAY), ALL), period),
        );
      }),
      { numRuns: 30 },
    );
  });

  it("are those of the trades of a whole day", () => {
    const market = new Market(7, MONDAY);
    const start = candleStart("d1", MONDAY - 3 * DAY);
    const trades = market.trades("BTCUSD", start, start + DAY - 1, ALL);
    assert.ok(trades.length > 50_000);
    const [day] = market.candles("BTCUSD", "d1", start, start, 1);
    const prices = trades.map(({ price }) => price);
    const highest = prices.reduce((a, b) => Math.max(a, b));
    const lowest = prices.reduce((a, b) => Math.min(a, b));
    assert.deepEqual(
      [day?.open, day?.high, day?.low, day?.close],
      [prices[0], highest, lowest, prices.at(-1)],
    );
    assert.equal(day?.volume.toFixed(6), trades.reduce((sum, { size }) => sum + size, 0).toFixed(6));
  });

  it("are those of the trades of their time, of an option in all of its life", () => {
    for (const root of [1, 2, 3]) {
      const market = new Market(root, MONDAY);
      const symbol = market.venue("BTCUSD")?.optionTrades.last?.symbol ?? assert.fail();
      const trades = market.trades(symbol, 0, MONDAY, ALL);
      for (const period of PERIODS) {
        assert.deepEqual(
          market.candles(symbol, period, 0, MONDAY, ALL).map(shown),
          candlesOf(trades, period),
          `${symbol} ${period}`,
        );
      }
    }
  });

  it("of a longer period are made of those of a shorter one", () => {
    const pairs = fc.constantFrom<[Period, Period]>(
      ["m5", "m1"],
      ["h1", "m15"],
      ["d1", "h1"],
      ["w1", "d1"],
      ["mn1", "d1"],
      ["quarter", "mn1"],
    );
    fc.assert(
      fc.property(seed, moment, pairs, (root, time, [long, short]) => {
        const market = new Market(root, MONDAY);
        const from = candleStart(long, time);
        const to = candleEnd(long, time) - 1;
        const [whole] = market.candles("ETHUSD", long, from, from, 1);
        const parts = market.candles("ETHUSD", short, from, to, ALL);
        assert.deepEqual(whole && shown(whole), wholeOf(from, parts));
      }),
      { numRuns: 30 },
    );
  });

  it("are the latest, as many as are wanted, oldest first, and the last is open still", () => {
    const market = new Market(8, MONDAY + 30_000);
    const candles = market.candles("BTCUSD", "m5", 0, market.time, 1_000);
    assert.equal(candles.length, 1_000);
    assert.ok(candles.every(({ start }, index) => start === MONDAY - (999 - index) * 300_000));
    const open = candles.at(-1);
    market.advance(MONDAY + 200_000);
    const later = market.candles("BTCUSD", "m5", 0, market.time, 1).at(-1);
    assert.equal(later?.start, open?.start);
    assert.ok(later && open && later.volume > open.volume);
  });

  it("end where they were asked to", () => {
    const market = new Market(8, MONDAY);
    const candles = market.candles("BTCUSD", "h1", MONDAY - 5 * HOUR, MONDAY - 2 * HOUR, 100);
    assert.deepEqual(
      candles.map(({ start }) => start),
      [5, 4, 3, 2].map((hours) => MONDAY - hours * HOUR),
    );
    assert.deepEqual(market.candles("DOGEUSD", "h1", 0, MONDAY, 10), []);
  });
});

describe("Live candles and trades", function () {
  // A market of its own for each case, on a machine that may be busy.
  this.timeout(30_000);

  it("join the past without a seam: what was told live is what is told afterwards", () => {
    fc.assert(
      fc.property(
        seed,
        fc.array(fc.integer({ min: 1, max: 15_000 }), { minLength: 5, maxLength: 40 }),
        (root, steps) => {
          const market = new Market(root, MONDAY);
          const option = market.venue("BTCUSD")?.optionTrades.last?.symbol ?? "";
          const told = ["BTCUSD", option].map((symbol) => ({
            tape: market.instrument(symbol)?.tape ?? assert.fail(),
            symbol,
            trades: [] as Trade[],
            candles: new Map<number, Candle>(),
          }));
          for (const step of steps) {
            const { sequence } = market;
            market.advance(market.time + step);
            for (const { tape, trades, candles } of told) {
              trades.push(...tape.recent.since(sequence));
              for (const candle of tape.candles.since("m1", sequence)) candles.set(candle.start, candle);
            }
          }
          for (const { symbol, trades, candles } of told) {
            const past = new Market(root, market.time);
            assert.deepEqual(trades, past.trades(symbol, MONDAY + 1, past.time, ALL));
            for (const candle of past.candles(symbol, "m1", MONDAY, past.time, ALL)) {
              assert.deepEqual(candles.get(candle.start), candle);
            }
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it("are right after any pause, also when the clock is set forward by days", () => {
    const pause = fc.integer({ min: 1, max: 3 * DAY });
    fc.assert(
      fc.property(seed, fc.array(pause, { minLength: 1, maxLength: 4 }), (root, pauses) => {
        const market = new Market(root, MONDAY);
        const { tape } = market.venue("ETHUSD")?.perpetual ?? assert.fail();
        for (const each of pauses) {
          for (const period of PERIODS) tape.candles.since(period, 0);
          const { sequence } = market;
          market.advance(market.time + each);
          const past = new Market(root, market.time);
          for (const period of PERIODS) {
            const changed = past
              .candles("ETHUSD", period, 0, past.time, 2)
              .filter(({ revision }) => revision > sequence);
            assert.deepEqual(tape.candles.since(period, sequence), changed, period);
          }
        }
      }),
      { numRuns: 10 },
    );
  });

  it("tell a new subscriber the trades before, newest last, of believable sizes", () => {
    const market = new Market(9, MONDAY);
    const trades = market.venue("BTCUSD")?.perpetual.tape.recent.since(0) ?? [];
    assert.equal(trades.length, 50);
    assert.ok(trades.every(({ time }, index) => time >= (trades[index - 1]?.time ?? 0) && time <= MONDAY));
    assert.ok(trades.every(({ size }) => size > 0 && size < 5));
    assert.equal(new Set(trades.map(({ sequence }) => sequence)).size, trades.length);
  });

  it("hold what was ordered, in its order, and tell it once", () => {
    const market = new Market(10, MONDAY);
    const { perpetual } = market.venue("BTCUSD") ?? assert.fail();
    const { sequence } = market;
    market.trade(perpetual, "buy", 7, 150_000);
    market.trade(perpetual, "sell", 9, 50_000);
    const news = perpetual.tape.recent.since(sequence);
    assert.deepEqual(
      news.map(({ size, price }) => [size, price]),
      [
        [7, 150_000],
        [9, 50_000],
      ],
    );
    assert.deepEqual(perpetual.tape.recent.since(market.sequence), []);
    for (const period of PERIODS) {
      const candle = perpetual.tape.candles.since(period, sequence).at(-1);
      assert.deepEqual([candle?.high, candle?.low, candle?.close], [150_000, 50_000, 50_000], period);
    }
    assert.deepEqual([perpetual.tape.day.high, perpetual.tape.day.low], [150_000, 50_000]);
  });

  it("tell the trades of all options as those of each", () => {
    const market = new Market(11, MONDAY - 5_000);
    const { optionTrades, listing } = market.venue("BTCUSD") ?? assert.fail();
    const { sequence, time } = market;
    market.advance(MONDAY + 30_000);
    const each = [...listing.options].flatMap(({ symbol }) =>
      market.trades(symbol, time + 1, market.time, ALL),
    );
    each.sort((a, b) => a.sequence - b.sequence);
    assert.ok(each.length > 3);
    assert.deepEqual(optionTrades.since(sequence), each);
  });
});
