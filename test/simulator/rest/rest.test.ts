import assert from "node:assert/strict";
import { parseOption } from "../../../src/protocol/symbols/symbols";
import { type Simulator, startSimulator } from "../../../src/simulator/index";
import { Client, SIGNED_FORM } from "../client";
import { MONDAY, TUESDAY_EXPIRY } from "../moments";

/** What the answers have to hold, as the documentation lists it. */
const OPTION_TERMS =
  "symbol base settle takerFee makerFee tickSize tickDecimal priceDecimal qtyDecimal maxOrderNumber limitMaxQty marketMaxQty multiplier greeksDecimal maxPositionQty";
const FUTURES_TERMS =
  "symbol base settle takerFee makerFee tickSize tickDecimal priceDecimal qtyDecimal maxOrderNumber limitMaxQty marketMaxQty positionQty triggerLimit minQty";
const LISTED =
  "ticker_id last_price base_volume usd_volume quote_volume bid ask high low product_type open_interest open_interest_usd index_price funding_rate next_funding_rate next_funding_rate_timestamp";
const PRICES =
  "contractId symbol symbolName displayName baseToken quoteToken price changeRate changePrice markPrice indexPrice price24hHigh price24hLow volumeUsd24h volume24h price24hOpen hasOption ts";
const LEG =
  "optionId symbol index baseToken displayName endTime strike lastPrice markPrice volume openInterest ask askIv askSize bid bidIv bidSize markIv type lastPriceIv underlyingPrice breakeven changeRate changePrice delta gamma vega theta rho";
const DETAIL =
  "remainTime iv multiplier indexPrice price24hHigh price24hLow price24hOpen volumeUsd24h volume24h";
const LEG_TEXTS = ["symbol", "index", "baseToken", "displayName"];

type Row = Readonly<Record<string, unknown>>;

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

  async function answer(path: string) {
    const response = await get(path);
    assert.equal(response.status, 200, path);
    const text = await response.text();
    return { text, ...JSON.parse(text) };
  }

  async function data(path: string) {
    const { code, msg, i18nArgs, data } = await answer(path);
    assert.deepEqual([code, msg, i18nArgs], [0, "Success", null]);
    return data;
  }

  function holds(row: Row, names: string, type: (name: string) => string) {
    for (const name of names.split(" ")) assert.equal(typeof row[name], type(name), name);
  }

  /** An option of the next expiry near the money, by its name. */
  function option(): string {
    const { listing, underlying } = exchange.market.venue("BTCUSD") ?? assert.fail();
    const near = listing.chain(TUESDAY_EXPIRY).find(({ strike }) => strike > underlying.index);
    return near?.symbol ?? assert.fail();
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

  it("tell the configuration, by underlying, with all that a client needs to trade by", async () => {
    const { optionConfig, futuresConfig } = await data("/open/public/config/v1");
    const underlyings = [...exchange.market.venues].map(({ underlying }) => underlying.symbol);
    assert.deepEqual([Object.keys(optionConfig), Object.keys(futuresConfig)], Array(2).fill(underlyings));
    const isText = (name: string) => (["symbol", "base", "settle"].includes(name) ? "string" : "number");
    for (const symbol of underlyings) {
      holds(optionConfig[symbol], OPTION_TERMS, isText);
      holds(futuresConfig[symbol], FUTURES_TERMS, isText);
    }
    assert.deepEqual([futuresConfig.BTCUSD.tickSize, futuresConfig.BTCUSD.minQty], [0.1, 0.001]);
    assert.equal(optionConfig.BTCUSD.multiplier, 0.01);
  });

  it("list the perpetuals, with the funding that is next", async () => {
    for (const row of await data("/open/futures/market/instruments/v1")) {
      holds(row, LISTED, () => "string");
      assert.ok(Number(row.bid) < Number(row.ask));
      assert.ok(Number(row.low) <= Number(row.high));
      assert.equal(Number(row.next_funding_rate_timestamp), Date.UTC(2026, 10, 24, 0));
    }
  });

  it("tell the perpetuals' prices, as the spot channel does", async () => {
    const rows = await data("/open/futures/market/symbol/v1");
    const client = await Client.open(`${exchange.url}/futures${SIGNED_FORM}`);
    await client.ask({ action: "subscribe", dataType: "spotPrice", payload: { symbol: "BTCUSD" } });
    const { d } = (await client.push(30)).json;
    const [bitcoin] = rows;
    for (const name of PRICES.split(" ")) assert.ok(name in bitcoin, name);
    assert.deepEqual(
      [bitcoin.price, bitcoin.price24hHigh, bitcoin.volume24h],
      [d.pr, d.h, Number(d.v24.toFixed(3))],
    );
    assert.deepEqual(
      [bitcoin.symbol, bitcoin.symbolName, bitcoin.displayName],
      ["BTCUSD", "BTC/USD", "BTC-PERP"],
    );
    client.close();
  });

  it("tell the funding rate, of all or of those named", async () => {
    const rows = await data("/open/public/fundingRate/v1");
    assert.equal(rows.length, [...exchange.market.venues].length);
    for (const row of rows) {
      assert.match(row.rate, /^-?0\.\d{8}$/);
      assert.equal(row.nextFundingTime, Date.UTC(2026, 10, 24, 0));
      assert.ok(row.ts <= clock);
    }
    const [ether, ...others] = await data("/open/public/fundingRate/v1?symbol=ETHUSD");
    assert.deepEqual([ether.symbol, others], ["ETHUSD", []]);
    assert.equal((await data("/open/public/fundingRate/v1?symbol=BTCUSD,ETHUSD")).length, 2);
    assert.equal((await answer("/open/public/fundingRate/v1?symbol=NOPEUSD")).code, 10574);
  });

  it("tell a chain by its end, a row a strike, in numbers and with 0 for no quote", async () => {
    const path = `/open/option/get/v1/BTCUSD?endTime=${TUESDAY_EXPIRY}`;
    const { text, data: rows } = await answer(path);
    const strikes = rows.map(({ strike }: Row) => strike);
    assert.deepEqual(strikes, exchange.market.venue("BTCUSD")?.listing.strikes(TUESDAY_EXPIRY));
    assert.match(text, /"optionId":\d{19},/);
    for (const { strike, callOption, putOption } of rows) {
      for (const [leg, type] of [
        [callOption, 1],
        [putOption, 2],
      ]) {
        holds(leg, LEG, (name) => (LEG_TEXTS.includes(name) ? "string" : "number"));
        assert.deepEqual(
          [leg.strike, leg.endTime, leg.type, leg.index],
          [strike, TUESDAY_EXPIRY, type, "BTCUSD"],
        );
        if (leg.bid === 0) assert.deepEqual([leg.bidSize, leg.bidIv], [0, 0]);
      }
    }
    const legs = rows.flatMap(({ callOption, putOption }: Record<string, Row>) => [callOption, putOption]);
    assert.ok(legs.some(({ bid }: Row) => bid === 0));
    assert.ok(legs.some(({ lastPriceIv }: Row) => lastPriceIv === Number.MAX_VALUE));
    assert.ok(legs.some(({ lastPriceIv }: Row) => Number(lastPriceIv) < 5));
  });

  it("tell all chains without an end, and nothing of an end that is not listed", async () => {
    const all = await data("/open/option/get/v1/BTCUSD");
    assert.ok(all.length > (await data(`/open/option/get/v1/BTCUSD?endTime=${TUESDAY_EXPIRY}`)).length);
    assert.deepEqual(await data(`/open/option/get/v1/BTCUSD?endTime=${TUESDAY_EXPIRY + 1}`), []);
    assert.equal((await answer("/open/option/get/v1/BTCUSD?endTime=soon")).code, 10573);
  });

  it("tell one option, with its 24 hours", async () => {
    const symbol = option();
    const detail = await data(`/open/option/detail/v1/${symbol}`);
    holds(detail, LEG, (name) => (LEG_TEXTS.includes(name) ? "string" : "number"));
    holds(detail, DETAIL, () => "number");
    assert.deepEqual([detail.symbol, detail.remainTime], [symbol, TUESDAY_EXPIRY - exchange.market.time]);
    const other = await data(`/open/option/detail/v1/${symbol.replace("-C", "-P")}`);
    // Of a call and a put at one strike: what the two pay together does not depend on where the price goes.
    assert.ok(Math.abs(detail.delta - other.delta - 1) < 1e-6);
  });

  it("tell books in texts, best first, of options and perpetuals", async () => {
    const symbol = option();
    const ofOption = await data(`/open/option/order/orderbook/v1/${symbol}`);
    assert.deepEqual([ofOption.optionName, ofOption.strike], [symbol, parseOption(symbol)?.strike]);
    const ofPerpetual = await data("/open/futures/order/orderbook/v1/ETHUSD");
    assert.equal(ofPerpetual.symbol, "ETHUSD");
    for (const { bids, asks } of [ofOption, ofPerpetual]) {
      assert.ok(Number(bids[0].price) < Number(asks[0].price));
      assert.ok(Number(asks[0].price) < Number(asks[1].price));
      for (const { price, size } of [...bids, ...asks]) {
        assert.deepEqual([typeof price, typeof size], ["string", "string"]);
      }
    }
  });

  it("refuse an instrument that there is not, by its code", async () => {
    for (const path of [
      "/open/option/get/v1/NOPEUSD",
      "/open/option/detail/v1/BTCUSD-6FEB23-19000-C",
      "/open/option/order/orderbook/v1/BTCUSD",
      "/open/futures/order/orderbook/v1/%E0%A4%A",
    ]) {
      const { code, data } = await answer(path);
      assert.deepEqual([code, data], [10574, null], path);
    }
  });

  it("are refused for another path or method", async () => {
    for (const path of [
      "/open/nothing",
      "/",
      "/open/option/get/v1/",
      "/open/option/get/v1/BTCUSD/more",
      "/constructor",
    ]) {
      assert.equal((await get(path)).status, 404, path);
    }
    assert.equal((await get("/time", { method: "POST" })).status, 405);
  });

  const LIMITS = [
    ["/open/public/config/v1", 10, 2_000],
    ["/open/public/fundingRate/v1?symbol=BTCUSD", 10, 2_000],
    ["/open/futures/order/orderbook/v1/BTCUSD", 30, 2_000],
  ] as const;

  for (const [path, limit, window] of LIMITS) {
    it(`${path} may be asked ${limit} times in ${window / 1_000} s, and then has code 10000`, async () => {
      for (let call = 0; call < limit; call++) assert.equal((await answer(path)).code, 0);
      assert.equal((await answer(path)).code, 10000);
      clock += window - 1;
      assert.equal((await answer(path)).code, 10000);
      clock += 1;
      assert.equal((await answer(path)).code, 0);
    });
  }

  it("have each a limit of its own, and some have none", async () => {
    for (const [path, limit] of LIMITS) {
      for (let call = 0; call < limit; call++) assert.equal((await answer(path)).code, 0, path);
    }
    for (let call = 0; call < 50; call++) {
      for (const path of ["/time", "/open/futures/market/symbol/v1"])
        assert.equal((await answer(path)).code, 0);
    }
  });
});
