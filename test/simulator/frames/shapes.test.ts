import assert from "node:assert/strict";
import { decimal } from "../../../src/simulator/frames/decimal";
import { ACCOUNT_ID } from "../../../src/simulator/frames/ids";
import { type Simulator, startSimulator } from "../../../src/simulator/index";
import { Client, FORM_2023, SIGNED_FORM } from "../client";
import { MONDAY, TUESDAY_EXPIRY } from "../moments";

const keys = (value: object) => Object.keys(value).sort().join(" ");
const words = (text: string) => text.split(" ").sort().join(" ");

describe("The shapes of frames", () => {
  let exchange: Simulator;
  let client: Client;
  let option: string;

  before(async () => {
    exchange = await startSimulator({ seed: 3, now: () => MONDAY });
    const traded = exchange.market.venue("BTCUSD")?.optionTrades.last?.symbol;
    assert.ok(traded);
    option = traded;
  });
  after(() => exchange.close());
  afterEach(() => client.close());

  describe("of 2023, on the options endpoint", () => {
    async function push(dt: number, d: unknown, pushedAs = dt) {
      client = await Client.open(`${exchange.url}/options${FORM_2023}`);
      client.send({ c: 20, dt, d });
      return client.push(pushedAs);
    }

    it("a candle has its period", async () => {
      const { json } = await push(2, { s: option, pe: "m1" });
      assert.equal(keys(json), "c d dt");
      assert.equal(keys(json.d), words("period high open low close s v ts"));
      assert.equal(typeof json.d.open, "number");
    });

    it("a book is an array of one, under the number of the futures' books", async () => {
      const { json } = await push(5, { s: option }, 32);
      assert.deepEqual([keys(json), json.p, json.d.length], ["c d dt p", 1, 1]);
      assert.equal(keys(json.d[0]), words("asks bids s ts"));
      assert.equal(keys(json.d[0].asks[0]), "pr v");
      assert.equal(typeof json.d[0].asks[0].pr, "number");
    });

    it("trades have v, and no id", async () => {
      const { json } = await push(6, { s: "BTCUSD" });
      assert.equal(keys(json.d[0]), words("s pr v ts sd"));
      assert.ok([1, 2].includes(json.d[0].sd));
    });

    it("a chain has the fields of the page, as numbers, with zeros like 0E-8", async () => {
      const { text, json } = await push(4, { s: option });
      assert.equal(
        keys(json.d[0]),
        words("tv mp lp delta theta biv aiv s bv av ask oi upv bid gamma vega ts"),
      );
      assert.equal(typeof json.d[0].mp, "number");
      assert.match(text, /:0E-8[,}]/);
      assert.match(text, /"mp":\d+\.\d{8},/);
    });

    it("Greeks have the fields of the page, as numbers", async () => {
      const { json } = await push(3, { s: option });
      assert.equal(keys(json.d), words("v oi iv delta gamma vega theta cr cv s ts"));
      assert.ok(json.d.iv > 0.1 && json.d.iv < 2);
    });

    it("the balance has the user's id as a 64-bit number, and delta as a text", async () => {
      const { text, json } = await push(7, undefined);
      assert.equal(keys(json.d), words("mm ab im u e mb delta upnl"));
      assert.ok(text.includes(`"u":${ACCOUNT_ID}`));
      assert.equal(typeof json.d.delta, "string");
    });
  });

  describe("of 2023, on the futures endpoint", () => {
    it("have a position, and candles have no period", async () => {
      client = await Client.open(`${exchange.url}/futures${FORM_2023}`);
      client.send({ c: 20, dt: 31, d: { s: "BTCUSD", pe: "h1" } });
      client.send({ c: 20, dt: 32, d: { s: "BTCUSD" } });
      client.send({ c: 20, dt: 33, d: { s: "BTCUSD" } });
      const candle = (await client.push(31)).json;
      assert.equal(keys(candle), "c d dt p");
      assert.equal(keys(candle.d), words("high open low close s v ts"));
      assert.deepEqual([(await client.push(32)).json.p, (await client.push(33)).json.p], [1, 1]);
    });
  });

  describe("of today", () => {
    async function push(endpoint: "options" | "futures", dataType: string, payload: unknown, dt: number) {
      client = await Client.open(`${exchange.url}/${endpoint}${SIGNED_FORM}`);
      client.send({ action: "subscribe", dataType, payload });
      const frame = await client.push(dt);
      assert.equal(frame.json.ts, MONDAY);
      return frame;
    }

    it("a candle has its period, also on futures", async () => {
      const { json } = await push("futures", "kline", { symbol: "BTCUSD", period: "m1" }, 31);
      assert.equal(keys(json.d), words("s pe open high low close v ts"));
      assert.equal(json.d.pe, "m1");
    });

    it("a book is an object, under its own number, with pr and sz, 100 levels deep on futures", async () => {
      const { json } = await push("options", "orderBook", { symbol: option }, 5);
      assert.deepEqual([keys(json.d), keys(json.d.asks[0])], [words("s bids asks ts"), "pr sz"]);
      client.close();
      const { d } = (await push("futures", "orderBook", { symbol: "ETHUSD" }, 32)).json;
      assert.deepEqual([d.bids.length, d.asks.length], [100, 100]);
    });

    it("trades have q", async () => {
      const { json } = await push("futures", "lastTrade", { symbol: "BTCUSD" }, 33);
      assert.equal(keys(json.d[0]), words("s pr q sd ts"));
    });

    it("a chain has a row for each option of the expiry", async () => {
      const { json } = await push("options", "tOption", { symbol: "BTCUSD", end: TUESDAY_EXPIRY }, 4);
      const fields = "s mp lp up bid ask bs as biv aiv miv delta gamma theta vega oi v v24 upv cp cr ts";
      assert.equal(keys(json.d[0]), words(fields));
    });

    it("Greeks tell the time left, and two figures for each volume", async () => {
      const { json } = await push("options", "bsInfo", { symbol: option }, 3);
      const fields = "s iv delta gamma theta vega mp lp up ip v uv h l pr0 cp cr v24 uv24 oi rt ts";
      assert.equal(keys(json.d), words(fields));
      assert.equal(json.d.rt % 1_000, 0);
    });

    it("the balance has the user's id as a 64-bit number that a careless parser rounds", async () => {
      const { text, json } = await push("options", "accountBalance", undefined, 7);
      assert.equal(keys(json.d), words("uid e mb ab im mm upnl delta dv btcv wb assets"));
      assert.ok(text.includes(`"uid":${ACCOUNT_ID},`));
      assert.notEqual(BigInt(json.d.uid), ACCOUNT_ID);
      assert.equal(keys(json.d.assets[0]), words("coin availableBalance"));
    });

    it("a spot price has its 24 hours, on both endpoints", async () => {
      for (const endpoint of ["options", "futures"] as const) {
        const { json } = await push(endpoint, "spotPrice", { symbol: ["ETHUSD"] }, 30);
        assert.equal(keys(json.d), words("s pr mp ip h l pr0 cp cr v24 uv24 oi ts"));
        client.close();
      }
    });
  });
});

describe("Decimals on the wire", () => {
  it("are plain from a millionth up, and scientific below, as the exchange's are", () => {
    assert.equal(decimal(3920.085, 8), "3920.08500000");
    assert.equal(decimal(0, 8), "0E-8");
    assert.equal(decimal(0, 2), "0.00");
    assert.equal(decimal(0.00000105, 8), "0.00000105");
    assert.equal(decimal(0.000000105, 9), "1.05E-7");
    assert.equal(decimal(-0.000000105, 9), "-1.05E-7");
    assert.equal(decimal(-29.14546, 5), "-29.14546");
    assert.equal(decimal(-0.001, 2), "0.00");
  });
});
