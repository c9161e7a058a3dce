import assert from "node:assert/strict";
import { parseOption } from "../../../src/protocol/symbols/symbols";
import { type Simulator, startSimulator } from "../../../src/simulator/index";
import { MONDAY } from "../moments";

describe("The simulator's REST calls", () => {
  let clock = MONDAY;
  let exchange: Simulator;

  before(async () => {
    exchange = await startSimulator({ seed: 5, now: () => clock });
  });
  beforeEach(() => {
    clock += 2_000;
  });
  after(() => exchange.close());

  const get = (path: string, init?: RequestInit) => fetch(exchange.url.replace("ws:", "http:") + path, init);

  async function data(path: string) {
    const response = await get(path);
    assert.equal(response.status, 200);
    const { code, msg, i18nArgs, data } = JSON.parse(await response.text());
    assert.deepEqual([code, msg, i18nArgs], [0, "Success", null]);
    return data;
  }

  it("tell the time", async () => {
    assert.deepEqual(await data("/time"), { serverTime: clock });
  });

  it("list the options of a coin, with what their names say", async () => {
    const rows = await data("/open/option/getInstruments/BTC");
    assert.ok(rows.length > 150);
    for (const row of rows) {
      const option = parseOption(row.symbolName);
      assert.deepEqual([row.strike, row.expirationTimestamp], [option?.strike, option?.expiry]);
      assert.deepEqual([row.baseCurrency, row.isActive, row.minQty, row.tickSize], ["BTC", true, 0.01, 0.1]);
      assert.ok(row.startTimestamp <= clock);
    }
  });

  it("list no options of a coin that there is not", async () => {
    assert.deepEqual(await data("/open/option/getInstruments/DOGE"), []);
  });

  it("tell the configuration, by underlying", async () => {
    const { optionConfig, futuresConfig } = await data("/open/public/config/v1");
    assert.deepEqual(
      [Object.keys(optionConfig), Object.keys(futuresConfig)],
      Array(2).fill(["BTCUSD", "ETHUSD", "SOLUSD", "HYPEUSD"]),
    );
    assert.equal(futuresConfig.BTCUSD.tickSize, 0.1);
  });

  it("list the perpetuals", async () => {
    const [bitcoin] = await data("/open/futures/market/instruments/v1");
    assert.equal(bitcoin.base_currency, "BTC");
    assert.ok(Number(bitcoin.bid) < Number(bitcoin.ask));
  });

  it("are refused for another path or method", async () => {
    assert.equal((await get("/open/nothing")).status, 404);
    assert.equal((await get("/time", { method: "POST" })).status, 405);
  });

  it("are 10 in 2 seconds, then 429", async () => {
    for (let call = 0; call < 10; call++) assert.equal((await get("/time")).status, 200);
    assert.equal((await get("/time")).status, 429);
    clock += 2_000;
    assert.equal((await get("/time")).status, 200);
  });
});
