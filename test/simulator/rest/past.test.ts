import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../../src/simulator/index";
import { Client, SIGNED_FORM } from "../client";
import { DAY, MONDAY } from "../moments";

interface Row {
  readonly [name: string]: number;
}

const MINUTE = 60_000;
const CANDLES = "/open/futures/market/kline/history/v2/BTCUSD";
const TRADES = "/open/futures/trade/lasttrade/v1/BTCUSD";
const SETTLEMENTS = "/open/option/get-delivery-prices/v1?symbol=BTCUSD";

describe("The simulator's calls of the past", () => {
  /** In the middle of a minute, so that its candle is open. */
  let clock = MONDAY + 30_000;
  let exchange: Simulator;

  before(async () => {
    exchange = await startSimulator({ seed: 5, now: () => clock });
  });
  after(() => exchange.close());

  async function answer(path: string, from = exchange) {
    const response = await fetch(from.url.replace("ws:", "http:") + path);
    assert.equal(response.status, 200, path);
    return response.json();
  }

  async function data(path: string, from = exchange) {
    const { code, data } = await answer(path, from);
    assert.equal(code, 0, path);
    return data;
  }

  const times = (rows: readonly Row[]) => rows.map(({ time }) => time as number);

  /** One that was traded today. */
  const option = () => exchange.market.venue("BTCUSD")?.optionTrades.last?.symbol ?? assert.fail();

  it("tell candles, the oldest first, the newest open still", async () => {
    const rows = await data(`${CANDLES}?period=m1&start=${clock - 10 * MINUTE}&end=${clock}&limit=1000`);
    const starts = Array.from({ length: 10 }, (_, index) => MONDAY - (9 - index) * MINUTE);
    assert.deepEqual(times(rows), starts);
    for (const row of rows) {
      assert.deepEqual(Object.keys(row), ["open", "close", "low", "high", "volume", "time", "period"]);
      assert.ok(row.low <= Math.min(row.open, row.close) && row.high >= Math.max(row.open, row.close));
      assert.ok(row.volume > 0);
      assert.equal(row.period, "m1");
    }
  });

  it("join them to the live ones without a seam", async () => {
    const client = await Client.open(`${exchange.url}/futures${SIGNED_FORM}`);
    const payload = { symbol: "BTCUSD", period: "m1" };
    await client.ask({ action: "subscribe", dataType: "kline", payload });
    const live = (await client.push(31)).json.d;
    const [newest] = (await data(`${CANDLES}?period=m1`)).slice(-1);
    const { open, close, low, high, v, ts } = live;
    assert.deepEqual(newest, { open, close, low, high, volume: v, time: ts, period: "m1" });
    client.close();
  });

  it("hold the period as it was asked for, in the spelling of REST or of the socket", async () => {
    for (const period of ["D1", "d1"]) {
      const [row] = await data(`${CANDLES}?period=${period}&limit=1`);
      assert.deepEqual([row.period, row.time], [period, Date.UTC(2026, 10, 23)]);
    }
  });

  it("keep to the limit with the latest, and to a thousand without one", async () => {
    assert.deepEqual(times(await data(`${CANDLES}?period=m5&limit=3`)), [
      MONDAY - 10 * MINUTE,
      MONDAY - 5 * MINUTE,
      MONDAY,
    ]);
    assert.equal((await data(`${CANDLES}?period=m1&limit=5000`)).length, 1_000);
    assert.equal((await data(`${CANDLES}?period=m1`)).length, 1_000);
    assert.deepEqual(await data(`${CANDLES}?period=m1&start=${clock}&end=${clock - DAY}`), []);
  });

  it("are the same whoever asks and whenever", async () => {
    const other = await startSimulator({ seed: 5, now: () => clock + 7 * DAY });
    const path = `${CANDLES}?period=h1&start=${MONDAY - 2 * DAY}&end=${MONDAY - MINUTE}`;
    const rows = await data(path);
    assert.ok(rows.length >= 40);
    assert.deepEqual(await data(path, other), rows);
    await other.close();
  });

  it("tell candles and trades of an option", async () => {
    const symbol = option();
    const candles = await data(`/open/option/market/kline/history/v1/${symbol}?period=h1`);
    const trades = await data(`/open/option/trade/lasttrade/v1/${symbol}`);
    const [last] = trades;
    assert.equal(candles.at(-1).close, Number(last.price));
    assert.deepEqual([last.symbol, last.displayName], [symbol, symbol.replace("USD", "")]);
  });

  it("tell trades, the newest first, as the socket does but for the ids", async () => {
    const rows = await data(TRADES);
    assert.deepEqual(
      times(rows),
      times(rows).sort((a, b) => b - a),
    );
    const client = await Client.open(`${exchange.url}/futures${SIGNED_FORM}`);
    await client.ask({ action: "subscribe", dataType: "lastTrade", payload: { symbol: "BTCUSD" } });
    const live = (await client.push(33)).json.d;
    assert.ok(rows.length > live.length);
    assert.deepEqual(
      rows.slice(0, live.length),
      live.map(({ pr, q, sd, ts }: Row) => ({
        symbol: "BTCUSD",
        displayName: "BTC-PERP",
        price: pr,
        qty: q,
        time: ts,
        tradeSide: sd,
      })),
    );
    client.close();
  });

  it("tell the settlements of each day, the newest first, once a second", async () => {
    const rows = await data(SETTLEMENTS);
    assert.deepEqual([rows[0].date, rows[1].date], ["2026-11-23", "2026-11-22"]);
    const index = exchange.market.venue("BTCUSD")?.underlying.index ?? 0;
    for (const { delivery_price } of rows.slice(0, 3)) {
      assert.ok(Math.abs(delivery_price / index - 1) < 0.3, String(delivery_price));
    }
    assert.equal((await answer(SETTLEMENTS)).code, 10000);
    clock += 1_000;
    assert.equal((await answer(SETTLEMENTS)).code, 0);
  });

  it("refuse what makes no sense, by a code", async () => {
    for (const [path, code] of [
      [CANDLES, 10573],
      [`${CANDLES}?period=m2`, 10573],
      [`${CANDLES}?period=m1&start=yesterday`, 10573],
      [`${CANDLES}?period=m1&limit=0`, 10573],
      ["/open/futures/market/kline/history/v2/NOPEUSD?period=m1", 10574],
      ["/open/option/market/kline/history/v1/BTCUSD?period=m1", 10574],
      ["/open/option/trade/lasttrade/v1/BTCUSD-6FEB23-19000-C", 10574],
    ] as const) {
      assert.equal((await answer(path)).code, code, path);
    }
    clock += 1_000;
    assert.equal((await answer("/open/option/get-delivery-prices/v1")).code, 10574);
  });
});
