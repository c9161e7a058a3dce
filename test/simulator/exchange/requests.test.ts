import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../../src/simulator/index";
import { Client, FORM_2023, SIGNED_FORM } from "../client";
import { DAY, MONDAY, TUESDAY_EXPIRY } from "../moments";

/** Channels of the documentation that show what an account trades and is asked for. */
const SILENT = [
  "order",
  "trade",
  "position",
  "positionEvent",
  "blockTradePublic",
  "blockTradeDetail",
  "blockTrade",
  "rfqMaker",
  "rfqTaker",
  "rfqQuote",
  "quoteReceived",
];

describe("Requests to the simulator", () => {
  let clock = MONDAY;
  let exchange: Simulator;
  let client: Client;
  let option: string;

  before(async () => {
    exchange = await startSimulator({ seed: 2, now: () => clock });
    option = exchange.market.venue("BTCUSD")?.listing.chain(TUESDAY_EXPIRY)[0]?.symbol ?? "";
  });
  after(() => exchange.close());

  async function open(path: string) {
    client = await Client.open(exchange.url + path);
  }
  afterEach(() => client.close());

  describe("in the signed dialect", () => {
    beforeEach(() => open(`/options${SIGNED_FORM}`));

    it("are acknowledged, and followed by a first push", async () => {
      const request = { action: "subscribe", dataType: "orderBook", payload: { symbol: option } };
      const { json } = await client.ask(request);
      assert.deepEqual(json, { ...request, action: "SUBSCRIBE", result: "success" });
      assert.equal((await client.push(5)).json.d.s, option);
      assert.deepEqual(exchange.subscriptions("options"), [`orderBook ${option}`]);
    });

    it("end a subscription in any case of letters, and are acknowledged", async () => {
      const payload = { symbol: "BTCUSD" };
      await client.ask({ action: "subscribe", dataType: "accountBalance" });
      for (const action of ["unSubscribe", "unsubscribe", "UNSUBSCRIBE"]) {
        await client.ask({ action: "subscribe", dataType: "spotPrice", payload });
        const { json } = await client.ask({ action, dataType: "spotPrice", payload });
        assert.deepEqual(json, { action: "UNSUBSCRIBE", dataType: "spotPrice", payload, result: "success" });
        assert.deepEqual(exchange.subscriptions("options"), ["balance"]);
      }
    });

    it("fail for a channel that there is not, on this endpoint or at all", async () => {
      for (const dataType of ["depth", "premiumIndex", "constructor"]) {
        const { json } = await client.ask({ action: "subscribe", dataType, payload: { symbol: "BTCUSD" } });
        assert.deepEqual(json, { action: "SUBSCRIBE", dataType, result: "failed" });
      }
    });

    it("are acknowledged for what is somebody's own business, and nothing comes of it", async () => {
      for (const dataType of SILENT) {
        const { json } = await client.ask({ action: "subscribe", dataType });
        assert.deepEqual(json, { action: "SUBSCRIBE", dataType, result: "success" });
      }
      clock += 10_000;
      await client.ask({ action: "heartbeat" });
      assert.deepEqual([client.rest, exchange.subscriptions("options")], [[], []]);
    });

    it("are refused whole when one symbol is unknown", async () => {
      const payload = { symbol: ["BTCUSD", "DOGEUSD"] };
      const { json } = await client.ask({ action: "subscribe", dataType: "spotPrice", payload });
      assert.deepEqual([json.action, json.dataType, json.result], ["SUBSCRIBE", "spotPrice", "failed"]);
      assert.match(json.msg, /unknown symbol "DOGEUSD"/);
      assert.deepEqual(exchange.subscriptions("options"), []);
      assert.deepEqual(client.rest, []);
    });

    it("are refused for an option that has expired, in words that say so", async () => {
      const payload = { symbol: "BTCUSD-6FEB23-19000-C" };
      const { json } = await client.ask({ action: "subscribe", dataType: "bsInfo", payload });
      assert.deepEqual([json.result, json.msg], ["failed", '"BTCUSD-6FEB23-19000-C" has expired']);
    });

    for (const [what, dataType, payload] of [
      ["a perpetual on the options endpoint's book", "orderBook", { symbol: "BTCUSD" }],
      ["an unknown period", "kline", { symbol: "BTCUSD", pe: "m2" }],
      ["no symbol", "bsInfo", {}],
      ["a symbol that is a number", "bsInfo", { symbol: 7 }],
      ["a chain without its end", "tOption", { symbol: "BTCUSD" }],
      ["a chain whose end is no expiry", "tOption", { symbol: "BTCUSD", end: TUESDAY_EXPIRY + 1 }],
      ["a chain that has expired", "tOption", { symbol: "BTCUSD", end: TUESDAY_EXPIRY - DAY }],
      ["two chains at once", "tOption", { symbol: ["BTCUSD", "ETHUSD"], end: TUESDAY_EXPIRY }],
    ] as const) {
      it(`are refused for ${what}`, async () => {
        const { json } = await client.ask({ action: "subscribe", dataType, payload });
        assert.equal(typeof json.msg, "string");
        assert.deepEqual(exchange.subscriptions("options"), []);
      });
    }

    it("take 100 symbols at once, and not 101", async () => {
      const symbols = [...(exchange.market.venue("BTCUSD")?.listing.options ?? [])].map(
        ({ symbol }) => symbol,
      );
      const request = (count: number) => ({
        action: "subscribe",
        dataType: "bsInfo",
        payload: { symbol: symbols.slice(0, count) },
      });
      assert.equal((await client.ask(request(101))).json.result, "failed");
      assert.equal((await client.ask(request(100))).json.result, "success");
      assert.equal(exchange.subscriptions("options").length, 100);
    });

    it("are answered with a message when they make no sense", async () => {
      for (const nonsense of [
        "{",
        "[]",
        "null",
        '"x"',
        '{"action":"buy"}',
        '{"action":"subscribe"}',
        '{"action":"subscribe","dataType":5}',
      ]) {
        const { json } = await client.ask(nonsense);
        assert.deepEqual(Object.keys(json), ["msg"], nonsense);
      }
    });

    it("bring an underlying's option trades, newest first, and a chain by its expiry", async () => {
      await client.ask({ action: "subscribe", dataType: "lastTrade", payload: { symbol: "BTCUSD" } });
      const { d } = (await client.push(6)).json;
      const times = d.map(({ ts }: { ts: number }) => ts);
      assert.equal(times.length, 50);
      assert.deepEqual(
        times,
        [...times].sort((a, b) => b - a),
      );
      await client.ask({
        action: "subscribe",
        dataType: "tOption",
        payload: { symbol: "BTCUSD", end: TUESDAY_EXPIRY },
      });
      assert.ok((await client.push(4)).json.d.length >= 30);
    });

    it("have a heartbeat, in the words of either dialect", async () => {
      assert.deepEqual((await client.ask({ action: "heartbeat" })).json, { c: 11, rc: 1 });
      assert.deepEqual((await client.ask({ c: 11 })).json, { c: 11, rc: 1 });
    });
  });

  for (const [endpoint, limit] of [
    ["futures", 100],
    ["options", 1_000],
  ] as const) {
    it(`past ${limit} in a second on /${endpoint} are answered with a bare text and not carried out`, async () => {
      await open(`/${endpoint}${SIGNED_FORM}`);
      const request = { action: "subscribe", dataType: "spotPrice", payload: { symbol: "BTCUSD" } };
      for (let sent = 0; sent < limit; sent++) client.send({ action: "heartbeat" });
      client.send(request);
      await client.take(({ text }) => text === "too many request");
      assert.deepEqual(exchange.subscriptions(endpoint), []);
      clock += 1_000;
      client.send(request);
      await client.take(({ json }) => json?.result === "success");
    });
  }

  describe("in the dialect of 2023", () => {
    beforeEach(() => open(`/options${FORM_2023}`));

    it("are acknowledged with rc 1 and refused with another rc", async () => {
      assert.deepEqual((await client.ask({ c: 20, dt: 5, d: { s: option } })).json, { c: 20, dt: 5, rc: 1 });
      const { json } = await client.ask({ c: 20, dt: 5, d: { s: "BTCUSD-6FEB23-19000-C" } });
      assert.deepEqual([json.c, json.dt, json.rc], [20, 5, 0]);
      assert.match(json.msg, /expired/);
    });

    it("take several symbols for spot prices only", async () => {
      assert.equal((await client.ask({ c: 20, dt: 30, d: { s: ["BTCUSD", "ETHUSD"] } })).json.rc, 1);
      assert.equal(typeof (await client.ask({ c: 20, dt: 3, d: { s: [option] } })).json.msg, "string");
    });

    it("name options without the quote currency, and get that name back", async () => {
      const short = option.replace("USD", "");
      await client.ask({ c: 20, dt: 5, d: { s: short } });
      assert.equal((await client.push(32)).json.d[0].s, short);
    });

    it("name a chain by one of its options, or by its underlying and end", async () => {
      for (const d of [
        { s: option },
        { s: option.replace("USD", "") },
        { s: "BTCUSD", end: TUESDAY_EXPIRY },
      ]) {
        assert.equal((await client.ask({ c: 20, dt: 4, d })).json.rc, 1);
      }
      assert.deepEqual(exchange.subscriptions("options"), ["optionChain BTCUSD-24NOV26"]);
    });

    it("name all chains by their underlying alone", async () => {
      await client.ask({ c: 20, dt: 4, d: { s: "ETHUSD" } });
      const { d } = (await client.push(4)).json;
      const listed = [...(exchange.market.venue("ETHUSD")?.listing.options ?? [])];
      assert.deepEqual(d.map(({ s }: { s: string }) => s).sort(), listed.map(({ symbol }) => symbol).sort());
      assert.deepEqual(exchange.subscriptions("options"), ["optionChain ETHUSD"]);
    });

    it("are refused with a message for an unknown number or code", async () => {
      for (const nonsense of [{ c: 20, dt: 99 }, { c: 20 }, { c: 21, dt: 5 }, {}]) {
        assert.deepEqual(Object.keys((await client.ask(nonsense)).json), ["msg"]);
      }
    });
  });
});
