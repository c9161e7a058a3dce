import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../../src/simulator/index";
import { Client, FORM_2023, SIGNED_FORM } from "../client";
import { MONDAY, TUESDAY_EXPIRY } from "../moments";

/** The clock is the test's: what the exchange does in half a minute happens at its next tick. */
describe("A connection's life", () => {
  let clock = MONDAY;
  let exchange: Simulator;
  let client: Client;

  beforeEach(async () => {
    clock = MONDAY;
    exchange = await startSimulator({ seed: 4, now: () => clock });
    client = await Client.open(`${exchange.url}/options${SIGNED_FORM}`);
  });
  afterEach(() => exchange.close());

  const spot = { action: "subscribe", dataType: "spotPrice", payload: { symbol: "BTCUSD" } };

  it("ends after 30 s without a frame", async () => {
    clock += 29_000;
    await client.ask({ action: "heartbeat" });
    clock += 30_000;
    await client.closed;
    assert.equal(exchange.connections(), 0);
  });

  it("is kept by heartbeats alone, with a subscription or without one", async () => {
    for (let minute = 0; minute < 10; minute++) {
      clock += 29_000;
      await client.ask({ action: "heartbeat" });
    }
    assert.equal(exchange.connections(), 1);
  });

  it("does not end while there is data", async () => {
    await client.ask(spot);
    for (let push = 0; push < 5; push++) {
      await client.push(30);
      clock += 15_000;
    }
    assert.equal(exchange.connections("options"), 1);
  });

  it("ends after 30 s of silence, with a subscription that brings nothing", async () => {
    const quiet = [...(exchange.market.venue("ETHUSD")?.listing.options ?? [])].find(
      ({ tape, strike, underlying }) => strike > 1.5 * underlying.index && tape.recent.last === undefined,
    );
    assert.ok(quiet);
    const payload = { symbol: quiet.symbol };
    assert.equal(
      (await client.ask({ action: "subscribe", dataType: "lastTrade", payload })).json.result,
      "success",
    );
    clock += 20_000;
    await client.ask({ action: "heartbeat" });
    clock += 20_000;
    await client.ask({ action: "heartbeat" });
    clock += 30_000;
    await client.closed;
  });

  it("loses its subscriptions to an option when that expires", async () => {
    clock = TUESDAY_EXPIRY - 1_000;
    const option = exchange.market.venue("BTCUSD")?.listing.chain(TUESDAY_EXPIRY)[0]?.symbol;
    client = await Client.open(`${exchange.url}/options${SIGNED_FORM}`);
    await client.ask({ action: "subscribe", dataType: "bsInfo", payload: { symbol: option } });
    await client.ask(spot);
    clock = TUESDAY_EXPIRY;
    while ((await client.push(30)).json.ts < TUESDAY_EXPIRY);
    assert.deepEqual(exchange.subscriptions("options"), ["spot BTCUSD"]);
  });

  it("ends when the test says so: with a code, or with the line cut", async () => {
    exchange.drop(4001);
    assert.equal(await client.closed, 4001);
    client = await Client.open(`${exchange.url}/options${SIGNED_FORM}`);
    exchange.drop();
    assert.equal(await client.closed, 1006);
  });

  it("ends at once with the exchange", async () => {
    await client.ask(spot);
    await exchange.close();
    assert.equal(await client.closed, 1006);
    await assert.rejects(fetch(`${exchange.url.replace("ws", "http")}/time`));
  });

  it("is counted, by endpoint", async () => {
    const other = await Client.open(`${exchange.url}/futures${FORM_2023}`);
    await other.ask({ c: 11 });
    await client.ask(spot);
    await client.ask({ ...spot, action: "unSubscribe" });
    await client.ask("?");
    assert.deepEqual(exchange.statistics, {
      options: { connections: 1, subscribe: 1, unsubscribe: 1, heartbeat: 0, invalid: 1, throttled: 0 },
      futures: { connections: 1, subscribe: 0, unsubscribe: 0, heartbeat: 1, invalid: 0, throttled: 0 },
    });
    assert.deepEqual([exchange.connections(), exchange.connections("futures")], [2, 1]);
  });

  it("brings books at their pace, and the rest each second", async () => {
    const option = exchange.market.venue("BTCUSD")?.listing.chain(TUESDAY_EXPIRY)[0]?.symbol;
    await client.ask(spot);
    await client.ask({ action: "subscribe", dataType: "orderBook", payload: { symbol: option } });
    const [firstSpot, firstBook] = [(await client.push(30)).json.ts, (await client.push(5)).json.ts];
    for (let tick = 1; tick <= 10; tick++) {
      clock += 100;
      assert.equal((await client.push(5)).json.ts, firstBook + tick * 100);
    }
    assert.equal((await client.push(30)).json.ts, firstSpot + 1_000);
    assert.deepEqual(client.rest, []);
  });

  it("is the same to the byte with the same seed and clock", async () => {
    const twin = await startSimulator({ seed: 4, now: () => clock });
    const follower = await Client.open(`${twin.url}/options${SIGNED_FORM}`);
    const requests = ["orderBook", "lastTrade", "bsInfo"].map((dataType) => ({
      action: "subscribe",
      dataType,
      payload: { symbol: exchange.market.venue("BTCUSD")?.listing.chain(TUESDAY_EXPIRY)[8]?.symbol },
    }));
    for (const request of requests) for (const side of [client, follower]) await side.ask(request);
    for (const dt of [5, 3]) assert.equal((await client.push(dt)).text, (await follower.push(dt)).text);
    clock += 1_000;
    for (const dt of [5, 3]) assert.equal((await client.push(dt)).text, (await follower.push(dt)).text);
    await twin.close();
  });
});
