import assert from "node:assert/strict";
import fc from "fast-check";
import { CHANNELS, type Endpoint, type Period } from "../../../src/protocol/channels";
import { MarketSource } from "../../../src/simulator/exchange/market-source";
import { FEBRUARY_2023 } from "../../../src/simulator/frames/february2023";
import { PRESENT } from "../../../src/simulator/frames/present";
import type { Shapes } from "../../../src/simulator/frames/shapes";
import type { Instrument } from "../../../src/simulator/market/listing/instruments";
import { Market } from "../../../src/simulator/market/market";
import { marketCalls } from "../../../src/simulator/rest/market-calls";
import { MONDAY } from "../moments";

type Row = Readonly<Record<string, string | number>>;

const PERIOD: Period = "m1";
const PATHS: Readonly<Record<Endpoint, { readonly candles: string; readonly trades: string }>> = {
  futures: {
    candles: "/open/futures/market/kline/history/v2/",
    trades: "/open/futures/trade/lasttrade/v1/",
  },
  options: { candles: "/open/option/market/kline/history/v1/", trades: "/open/option/trade/lasttrade/v1/" },
};
/** As REST tells trades, at most. */
const TRADES_TOLD = 100;

/** A client of one endpoint that has one symbol's candles and trades, and what came of them so far. */
class Listener {
  /** By the time of opening, ascending: the last that was told of each. */
  readonly candles = new Map<number, Candle>();
  /** Oldest first. */
  readonly trades: object[] = [];
  readonly #push: (now: number) => void;

  constructor(source: MarketSource, endpoint: Endpoint, shapes: Shapes, symbol: string) {
    const subscriptions = source.open(endpoint, shapes);
    const address = { symbols: [symbol], period: PERIOD, expiry: undefined, chainByOption: false };
    for (const channel of [CHANNELS.kline, CHANNELS.trades]) {
      subscriptions.subscribe(channel, address, source.market.time);
    }
    const client = { isSlow: false, send: (text: string) => this.#take(JSON.parse(text).d) };
    this.#push = (now) => subscriptions.push(now, client);
  }

  look(now: number): void {
    this.#push(now);
  }

  #take(pushed: Row | readonly Row[]): void {
    if (isList(pushed)) this.trades.push(...pushed.map(tradeOf).reverse());
    else this.#keep(candleOf({ ...pushed, volume: pushed.v ?? "", time: pushed.ts ?? "" }));
  }

  #keep(candle: Candle): void {
    this.candles.set(candle.time, candle);
  }
}

function isList(pushed: Row | readonly Row[]): pushed is readonly Row[] {
  return Array.isArray(pushed);
}

interface Candle {
  readonly time: number;
  readonly figures: readonly number[];
}

/** In numbers: not all write the same zeros. */
function candleOf({ open, high, low, close, volume, time }: Row): Candle {
  return { time: Number(time), figures: [open, high, low, close, volume].map(Number) };
}

function tradeOf({ pr, q, v = q, sd, ts }: Row): object {
  return { price: Number(pr), size: Number(v), side: sd, time: ts };
}

const toldTrade = ({ price, qty, tradeSide, time }: Row) => ({
  price: Number(price),
  size: Number(qty),
  side: tradeSide,
  time,
});

describe("The simulator's REST and its sockets", function () {
  // A market of its own for each case, on a machine that may be busy.
  this.timeout(30_000);

  const seed = fc.integer({ min: 0, max: 2 ** 31 });
  /** ms from one look to the next, and whether something is ordered then. */
  const looks = fc.array(fc.tuple(fc.integer({ min: 1, max: 15_000 }), fc.boolean()), {
    minLength: 10,
    maxLength: 40,
  });
  const shapes = fc.constantFrom(PRESENT.today, FEBRUARY_2023);

  for (const endpoint of ["futures", "options"] as const) {
    it(`are one market: what was told live of ${endpoint} is what is told of the past`, async () => {
      await fc.assert(
        fc.asyncProperty(seed, shapes, looks, async (root, form, steps) => {
          const market = new Market(root, MONDAY);
          const instrument = tradedOn(endpoint, market);
          const source = new MarketSource(market, () => market.time);
          const listener = new Listener(source, endpoint, form, instrument.symbol);
          listener.look(market.time);
          for (const [step, isOrdered] of steps) {
            market.advance(market.time + step);
            if (isOrdered) market.trade(instrument, "buy", 0.5);
            listener.look(market.time);
          }
          const call = marketCalls(market);
          const ask = async (path: string, query: Readonly<Record<string, string>> = {}) => {
            const question = {
              path: path + instrument.symbol,
              query: new Map(Object.entries(query)),
              key: "",
            };
            return (await call({ ...question, now: market.time })) as readonly Row[];
          };

          const candles = await ask(PATHS[endpoint].candles, { period: PERIOD, start: String(MONDAY) });
          const live = [...listener.candles.values()].filter(({ time }) => time >= MONDAY);
          assert.deepEqual(candles.map(candleOf), live);

          const trades = await ask(PATHS[endpoint].trades);
          const both = Math.min(TRADES_TOLD, listener.trades.length);
          assert.ok(both > 0 && trades.length >= both);
          assert.deepEqual(trades.slice(0, both).map(toldTrade).reverse(), listener.trades.slice(-both));
        }),
        { numRuns: 20 },
      );
    });
  }
});

/** The perpetual, or the option that was traded last. */
function tradedOn(endpoint: Endpoint, market: Market): Instrument {
  const venue = market.venue("BTCUSD") ?? assert.fail();
  const { perpetual, optionTrades } = venue;
  return (
    market.instrument(endpoint === "futures" ? perpetual.symbol : (optionTrades.last?.symbol ?? "")) ??
    assert.fail()
  );
}
