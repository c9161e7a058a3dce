import assert from "node:assert/strict";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import fc from "fast-check";
import {
  ControlError,
  type Simulator,
  startSimulator,
  type TermStructure,
} from "../../../src/simulator/index";
import { Client, FORM_2023, SIGNED_FORM } from "../client";
import { MONDAY, TUESDAY_EXPIRY } from "../moments";

/** The clock is the test's, so that nothing moves but what is ordered. */
describe("A market driven to order", () => {
  let clock = MONDAY;
  let exchange: Simulator;
  let futures: Client;
  let options: Client;

  beforeEach(async () => {
    clock = MONDAY;
    exchange = await startSimulator({ seed: 9, now: () => clock });
    futures = await Client.open(`${exchange.url}/futures${SIGNED_FORM}`);
    options = await Client.open(`${exchange.url}/options${SIGNED_FORM}`);
  });
  afterEach(() => exchange.close());

  const subscribe = (client: Client, dataType: string, payload: object = { symbol: "BTCUSD" }) =>
    client.ask({ action: "subscribe", dataType, payload });

  /** The next push after what has come already. */
  async function next(client: Client, dt: number) {
    clock += 1_000;
    return (await client.push(dt)).json.d;
  }

  function atTheMoney(): string {
    const { listing, underlying } = exchange.market.venue("BTCUSD") ?? assert.fail();
    const [nearest] = listing
      .chain(TUESDAY_EXPIRY)
      .filter(({ right }) => right === "call")
      .sort((a, b) => Math.abs(a.strike - underlying.index) - Math.abs(b.strike - underlying.index));
    return nearest?.symbol ?? assert.fail();
  }

  describe("by its price", () => {
    it("trades at exactly that price, and marks it", async () => {
      exchange.control.setPrice("BTCUSD", 95_000);
      await subscribe(futures, "spotPrice");
      const { pr, mp, ip, l, h } = (await futures.push(30)).json.d;
      assert.deepEqual([pr, mp], [95_000, 95_000]);
      assert.ok(Math.abs(Number(ip) - 95_000) < 100);
      assert.ok(Number(l) <= 95_000 && Number(h) >= 95_000);
    });

    it("has books around it, and a candle that holds the trade", async () => {
      await subscribe(futures, "kline", { symbol: "BTCUSD", period: "m1" });
      await subscribe(futures, "orderBook");
      await futures.push(31);
      await futures.push(32);
      exchange.control.setPrice("BTCUSD", 120_000);
      const candle = await next(futures, 31);
      assert.ok(Number(candle.high) >= 120_000, candle.high);
      const { bids, asks } = await next(futures, 32);
      assert.ok(Math.abs(Number(bids[0].pr) - 120_000) < 50 && Math.abs(Number(asks[0].pr) - 120_000) < 50);
    });

    it("moves the options and their Greeks, and lists strikes around it", async () => {
      const call = atTheMoney();
      await subscribe(options, "bsInfo", { symbol: call });
      const before = (await options.push(3)).json.d;
      exchange.control.setPrice("BTCUSD", Number(before.up) * 1.1);
      const after = await next(options, 3);
      assert.ok(Number(after.delta) > 0.95 && Number(before.delta) < 0.8);
      assert.ok(Number(after.mp) > Number(before.mp) * 2);
      const strikes = exchange.market.venue("BTCUSD")?.listing.strikes(TUESDAY_EXPIRY) ?? [];
      assert.ok(strikes.filter((strike) => strike > Number(after.up)).length >= 6);
    });

    it("goes on from there", async () => {
      exchange.control.setPrice("ETHUSD", 5_000);
      clock += 60_000;
      exchange.market.advance(clock);
      const mark = exchange.market.venue("ETHUSD")?.underlying.perpetualMark ?? 0;
      assert.notEqual(mark, 5_000);
      assert.ok(Math.abs(mark / 5_000 - 1) < 0.02);
    });
  });

  it("has the volatility that was set, and dearer options", async () => {
    const call = atTheMoney();
    await subscribe(options, "bsInfo", { symbol: call });
    const before = (await options.push(3)).json.d;
    exchange.control.setVolatility("BTCUSD", 1.2);
    const after = await next(options, 3);
    assert.ok(Math.abs(Number(after.iv) - 1.2) < 0.05, after.iv);
    assert.ok(Number(after.mp) > Number(before.mp) * 1.3);
  });

  it("has books as deep as was ordered, and spreads as wide, of which trades and candles know", async () => {
    await subscribe(futures, "orderBook");
    const { bids: usual } = await next(futures, 32);
    const option = exchange.market.option(atTheMoney()) ?? assert.fail();
    const ask = () => Number(exchange.market.book(option, 1).asks[0]?.price);
    const near = ask();
    exchange.control.setBooks("BTCUSD", { depth: 0.2 });
    exchange.control.setBooks("BTCUSD", { spread: 100 });
    const { bids, asks } = await next(futures, 32);
    assert.equal(bids.length, usual.length);
    assert.ok(sizeOf(bids) < 0.3 * sizeOf(usual) && sizeOf(bids) > 0.1 * sizeOf(usual));
    const middle = (Number(asks[0].pr) + Number(bids[0].pr)) / 2;
    const share = (Number(asks[0].pr) - Number(bids[0].pr)) / middle;
    assert.ok(Math.abs(share - 0.002) < 0.0001, String(share));
    assert.ok(ask() > 2 * near);
    const opens = Math.ceil(clock / 60_000) * 60_000;
    clock = opens + 60_000;
    exchange.market.advance(clock);
    const { tape } = exchange.market.venue("BTCUSD")?.perpetual ?? assert.fail();
    const prices = tape.between(opens, clock - 1, 1_000).map(({ price }) => price);
    const [candle] = tape.candles.between("m1", opens, opens, 1);
    assert.deepEqual([candle?.high, candle?.low], [Math.max(...prices), Math.min(...prices)]);
    assert.ok(Number(candle?.high) / Number(candle?.low) > 1.0015);
  });

  it("has the trade that was ordered, in the trades, the volume and the open interest", async () => {
    await subscribe(futures, "lastTrade");
    await subscribe(futures, "spotPrice");
    const before = (await futures.push(30)).json.d;
    await futures.push(33);
    exchange.control.trade("BTCUSD", { side: "sell", size: 250, price: 99_999.96 });
    const trades = await next(futures, 33);
    assert.deepEqual(
      trades.filter(({ q }: { q: string }) => q === "250.000").map(({ pr, sd }: never) => [pr, sd]),
      [["100000.0", 2]],
    );
    const after = await next(futures, 30);
    assert.ok(Number(after.v24) >= Number(before.v24) + 249 && Number(after.oi) >= Number(before.oi) + 240);
  });

  it("trades options at the best price in their book, and tells it to whoever follows the underlying", async () => {
    const call = atTheMoney();
    await subscribe(options, "lastTrade");
    await options.push(6);
    exchange.control.trade(call, { side: "buy", size: 33 });
    const { asks } = exchange.market.book(exchange.market.option(call) ?? assert.fail(), 1);
    const trades = await next(options, 6);
    const ours = trades.find(({ s, q }: Record<string, string>) => s === call && q === "33.00");
    assert.equal(Number(ours?.pr), asks[0]?.price);
  });

  it("uses as much of the account's margin as was set", async () => {
    exchange.control.setMarginUse(0.9);
    await subscribe(options, "accountBalance", {});
    const { mb, im, ab } = (await options.push(7)).json.d;
    assert.ok(Math.abs(Number(im) / Number(mb) - 0.9) < 1e-6);
    assert.ok(Math.abs(Number(ab) - (Number(mb) - Number(im))) < 1e-6);
  });

  it("is cut, and lets nobody in for as long as was said", async () => {
    exchange.control.cut({ for: 5_000 });
    assert.equal(await futures.closed, 1006);
    await assert.rejects(Client.open(`${exchange.url}/futures${SIGNED_FORM}`));
    clock += 5_000;
    const back = await Client.open(`${exchange.url}/futures${SIGNED_FORM}`);
    exchange.control.cut({ code: 4001 });
    assert.equal(await back.closed, 4001);
    await Client.open(`${exchange.url}/futures${SIGNED_FORM}`);
  });

  it("is silent about one symbol, and tells its trades afterwards", async () => {
    await subscribe(futures, "lastTrade", { symbol: ["BTCUSD", "ETHUSD"] });
    await subscribe(futures, "spotPrice", { symbol: ["BTCUSD", "ETHUSD"] });
    const symbolOf = (json: { d: { s: string } }) => json.d.s;
    for (let push = 0; push < 2; push++) await futures.push(30);
    exchange.control.silence("BTCUSD", 4_000);
    exchange.control.trade("BTCUSD", { side: "buy", size: 77 });
    for (let second = 1; second < 4; second++) {
      clock += 1_000;
      assert.equal(symbolOf((await futures.push(30)).json), "ETHUSD");
    }
    clock += 1_000;
    const told = await futures.take(({ text }) => text.includes('"77.000"'));
    assert.equal(told.json.dt, 33);
  });

  it("refuses a symbol for a while, in the words that were given, and goes on with what is subscribed", async () => {
    await subscribe(futures, "spotPrice");
    exchange.control.refuse("BTCUSD", "not on Mondays", 5_000);
    const both = { symbol: ["ETHUSD", "BTCUSD"] };
    const { json } = await subscribe(futures, "orderBook", both);
    assert.deepEqual([json.result, json.msg], ["failed", "not on Mondays"]);
    assert.equal((await subscribe(futures, "orderBook", { symbol: "ETHUSD" })).json.result, "success");
    clock += 1_000;
    await futures.push(30);
    await futures.push(30);
    clock += 4_000;
    assert.equal((await subscribe(futures, "orderBook", both)).json.result, "success");
  });

  it("refuses a chain, an option by any spelling, the balance, or everything", async () => {
    const call = atTheMoney();
    const chain = { symbol: "BTCUSD", end: TUESDAY_EXPIRY };
    for (const [name, dataType, payload] of [
      ["BTCUSD-24NOV26", "tOption", chain],
      [call, "bsInfo", { symbol: call.replace("USD", "") }],
      ["balance", "accountBalance", {}],
    ] as const) {
      assert.equal((await subscribe(options, dataType, payload)).json.result, "success");
      exchange.control.refuse(name, "no", 1_000);
      assert.equal((await subscribe(options, dataType, payload)).json.msg, "no", name);
    }
    assert.equal((await subscribe(options, "lastTrade")).json.result, "success");
    exchange.control.refuse("all", "nothing today", 1_000);
    for (const dataType of ["lastTrade", "order"]) {
      assert.equal((await subscribe(options, dataType)).json.msg, "nothing today");
    }
    assert.equal((await options.ask({ action: "unSubscribe", dataType: "order" })).json.result, "success");
    const old = await Client.open(`${exchange.url}/options${FORM_2023}`);
    const { json } = await old.ask({ c: 20, dt: 7 });
    assert.deepEqual(json, { c: 20, dt: 7, rc: 0, msg: "nothing today" });
  });

  it("is under maintenance for a while: links and heartbeats live, and nothing else", async () => {
    await subscribe(futures, "lastTrade");
    await futures.push(33);
    exchange.control.maintenance(8_000);
    exchange.control.trade("BTCUSD", { side: "buy", size: 77 });
    clock += 4_000;
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.deepEqual(futures.rest, []);
    assert.deepEqual((await futures.ask({ action: "heartbeat" })).json, { c: 11, rc: 1 });
    assert.match((await subscribe(futures, "spotPrice")).json.msg, /maintenance/);
    const call = () => fetch(`${exchange.url.replace("ws", "http")}/open/public/config/v1`);
    const refused = await call();
    assert.deepEqual([refused.status, (await refused.json()).code], [200, 10553]);
    clock += 4_000;
    await futures.take(({ text }) => text.includes('"77.000"'));
    assert.equal((await subscribe(futures, "spotPrice")).json.result, "success");
    assert.equal((await (await call()).json()).code, 0);
  });

  it("keeps its links and its outages when its clock is set forward", async () => {
    exchange.control.refuse("all", "not yet", 5_000);
    exchange.control.setTime(MONDAY + 3_600_000);
    assert.equal((await subscribe(futures, "spotPrice")).json.msg, "not yet");
    clock += 5_000;
    await subscribe(futures, "spotPrice");
    const { json } = await futures.push(30);
    assert.deepEqual([json.ts, json.d.ts], [MONDAY + 3_605_000, MONDAY + 3_605_000]);
    assert.equal(exchange.connections(), 2);
  });

  it("refuses what makes no sense, and changes nothing", () => {
    const { control } = exchange;
    const price = exchange.market.venue("BTCUSD")?.underlying.index;
    for (const order of [
      () => control.setPrice("DOGEUSD", 1),
      () => control.setPrice("BTCUSD", 0),
      () => control.setPrice("BTCUSD", Number.NaN),
      () => control.setVolatility("BTCUSD", 80),
      () => control.setTermStructure("BTCUSD", { near: 2, far: 0.5 }),
      () => control.setTermStructure("BTCUSD", { near: 0.5 } as TermStructure),
      () => control.setSkew("BTCUSD", -0.5),
      () => control.setSkew("BTCUSD", "steep" as unknown as number),
      () => control.setTime(MONDAY - 1),
      () => control.setTime(Number.NaN),
      () => control.setTime(Date.UTC(2200, 0)),
      () => control.trade("BTCUSD-6FEB23-19000-C", { side: "buy", size: 1 }),
      () => control.trade("BTCUSD", { side: "buy", size: -1 }),
      () => control.trade("BTCUSD", { side: "long" as "buy", size: 1 }),
      () => control.setMarginUse(0),
      () => control.setMarginUse(11),
      () => control.setBooks("BTCUSD", {}),
      () => control.setBooks("BTCUSD", { spread: 0.5 }),
      () => control.setBooks("BTCUSD", { depth: 0 }),
      () => control.cut({ code: 1006 }),
      () => control.silence("nobody", 1),
      () => control.refuse("nobody", "no", 1),
      () => control.refuse("BTCUSD", "", 1),
      () => control.refuse("BTCUSD", "x".repeat(501), 1),
      () => control.maintenance(-1),
    ]) {
      assert.throws(order, ControlError);
    }
    assert.equal(exchange.market.venue("BTCUSD")?.underlying.index, price);
    assert.equal(exchange.connections(), 2);
  });
});

/** Of some levels as they are sent, coins. */
function sizeOf(levels: readonly { readonly sz: string }[]): number {
  return levels.reduce((sum, { sz }) => sum + Number(sz), 0);
}

describe("The market's control over HTTP", () => {
  let exchange: Simulator;
  const order = (call: string, body: string, type = "application/json") =>
    fetch(`${exchange.url.replace("ws", "http")}/control/${call}`, {
      method: "POST",
      headers: { "content-type": type },
      body,
    });

  before(async () => {
    exchange = await startSimulator({ seed: 9, now: () => MONDAY, control: true });
  });
  after(() => exchange.close());

  it("carries out each call", async () => {
    for (const [call, fields] of Object.entries({
      setTime: { time: "2026-11-23T16:00:10Z" },
      setPrice: { symbol: "BTCUSD", price: 95_000 },
      setVolatility: { symbol: "BTCUSD", level: 0.8 },
      setTermStructure: { symbol: "ETHUSD", near: 0.7, far: 0.6 },
      setSkew: { symbol: "ETHUSD", riskReversal: -0.08 },
      setBooks: { symbol: "ETHUSD", spread: 10, depth: 0.5 },
      trade: { symbol: "BTCUSD", side: "buy", size: 3 },
      setMarginUse: { share: 0.5 },
      silence: { symbol: "ETHUSD", ms: 1_000 },
      refuse: { symbol: "all", words: "later", ms: 1_000 },
      maintenance: { ms: 1_000 },
      cut: { for: 0 },
    })) {
      const response = await order(call, JSON.stringify(fields));
      assert.deepEqual([response.status, (await response.json()).code], [200, 0], call);
    }
    const { underlying, perpetual } = exchange.market.venue("BTCUSD") ?? assert.fail();
    assert.ok(exchange.market.time >= MONDAY + 10_000);
    assert.equal(Math.round(underlying.perpetualMark), 95_000);
    assert.equal(perpetual.tape.recent.last?.size, 3);
  });

  it("says what is wrong with an order", async () => {
    const response = await order("setPrice", '{"symbol": "BTCUSD", "price": "much"}');
    assert.equal(response.status, 400);
    assert.match((await response.json()).msg, /^price must be a number from/);
    assert.equal((await order("setPrice", "{")).status, 400);
    assert.equal((await order("setPrice", `{"symbol": "${"x".repeat(1 << 20)}"}`)).status, 400);
    assert.equal((await order("constructor", "{}")).status, 404);
  });

  it("has a sentence for whatever is sent, and no failure of its own", async () => {
    const strange = fc.oneof(
      fc.constantFrom<unknown>(
        "BTCUSD",
        "all",
        "balance",
        "buy",
        1,
        -1,
        {},
        { toString: 1 },
        ["BTCUSD"],
        null,
      ),
      fc.jsonValue({ maxDepth: 1 }),
    );
    const names = [
      "symbol",
      "price",
      "level",
      "side",
      "size",
      "share",
      "spread",
      "depth",
      "for",
      "code",
      "ms",
      "words",
    ];
    const fields = fc.record(Object.fromEntries(names.map((name) => [name, strange])), { requiredKeys: [] });
    const calls = [
      "setPrice",
      "setVolatility",
      "trade",
      "setMarginUse",
      "setBooks",
      "silence",
      "refuse",
      "maintenance",
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...calls, "cut"), fields, async (call, body) => {
        const { status } = await order(call, JSON.stringify(body));
        assert.ok(status === 200 || status === 400, `${call} ${status}`);
      }),
      { numRuns: 200 },
    );
  });

  it("takes no order from a web page, which can only send text without asking", async () => {
    assert.equal((await order("cut", "{}", "text/plain")).status, 415);
  });

  it("takes no order from a page of another site, nor from one whose name was made to point here", async () => {
    const { port } = new URL(exchange.url);
    for (const [headers, status] of [
      [{}, 200],
      [{ host: `localhost:${port}` }, 200],
      [{ host: `[::1]:${port}` }, 200],
      [{ host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}` }, 200],
      [{ host: `rebound.example:${port}` }, 403],
      [{ host: `rebound.example:${port}`, origin: `http://rebound.example:${port}` }, 403],
      [{ host: "127.0.0.1.rebound.example" }, 403],
      [{ origin: "https://elsewhere.example" }, 403],
      [{ origin: "null" }, 403],
    ] as const) {
      assert.equal(await statusOf(exchange.url, headers), status, JSON.stringify(headers));
    }
  });

  it("is not there unless it was wanted", async () => {
    const plain = await startSimulator({ seed: 9, now: () => MONDAY });
    const url = `${plain.url.replace("ws", "http")}/control/cut`;
    const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" } });
    assert.equal(response.status, 405);
    await plain.close();
  });
});

/** Of an order with headers that `fetch` would not send. */
async function statusOf(url: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  const path = `${url.replace("ws:", "http:")}/control/silence`;
  const sent = request(path, { method: "POST", headers: { "content-type": "application/json", ...headers } });
  sent.end(JSON.stringify({ symbol: "ETHUSD", ms: 0 }));
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}
