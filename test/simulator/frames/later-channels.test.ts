import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../../src/simulator/index";
import { Client, FORM_2023, SIGNED_FORM } from "../client";
import { MONDAY } from "../moments";

type Row = Readonly<Record<string, string>>;

describe("Channels that the exchange has had since 2025", () => {
  let clock = MONDAY;
  let exchange: Simulator;
  let client: Client;

  beforeEach(async () => {
    clock = MONDAY;
    exchange = await startSimulator({ seed: 3, now: () => clock });
  });
  afterEach(() => exchange.close());

  async function open(endpoint: "options" | "futures") {
    client = await Client.open(`${exchange.url}/${endpoint}${SIGNED_FORM}`);
  }

  const subscribe = (dataType: string, symbol: string | string[]) =>
    client.ask({ action: "subscribe", dataType, payload: { symbol } });

  for (const [endpoint, plain, withIds] of [
    ["futures", 33, 43],
    ["options", 6, 24],
  ] as const) {
    it(`bring the trades of lastTrade with ids, which stay the same for everybody, on /${endpoint}`, async () => {
      await open(endpoint);
      await subscribe("lastTrade", "BTCUSD");
      await subscribe("lastTradeV2", "BTCUSD");
      const told = (await client.push(plain)).json.d as (Row & { sd: number; ts: number })[];
      const { d } = (await client.push(withIds)).json as { d: Row[] };
      assert.deepEqual(
        d.map(({ symbol, matchPrice, matchQty, tradeSide, tradeTime }) => ({
          s: symbol,
          pr: matchPrice,
          q: matchQty,
          sd: Number(tradeSide),
          ts: Number(tradeTime),
        })),
        told,
      );
      const ids = d.map(({ tradeId }) => tradeId);
      for (const id of ids) assert.match(id ?? "", /^\d{19}$/);
      assert.equal(new Set(ids).size, d.length);
      for (const { matchPrice, matchQty, matchValue } of d) {
        assert.ok(Math.abs(Number(matchPrice) * Number(matchQty) - Number(matchValue)) < 1e-6);
      }
      await open(endpoint);
      await subscribe("lastTradeV2", "BTCUSD");
      assert.deepEqual((await client.push(withIds)).json.d, d);
    });
  }

  it("take a list of symbols on futures, and one on options, where each edition's spelling will do", async () => {
    await open("futures");
    assert.equal((await subscribe("lasttradeV2", ["BTCUSD", "ETHUSD"])).json.result, "success");
    await open("options");
    assert.equal((await subscribe("lastTradeV2", ["BTCUSD", "ETHUSD"])).json.result, "failed");
    assert.deepEqual(exchange.subscriptions("futures"), ["tradesWithIds BTCUSD", "tradesWithIds ETHUSD"]);
  });

  it("bring the premium index at once, and then once a minute", async () => {
    clock += 45_000;
    await open("futures");
    await subscribe("premiumIndex", ["BTCUSD"]);
    const { d, dt, ts } = (await client.push(44)).json;
    assert.deepEqual(
      [dt, ts, d],
      [
        44,
        clock,
        { symbol: "BTCUSD", premiumIndex: d.premiumIndex, minute: "2026-11-23 16:00:00", ts: clock },
      ],
    );
    const { mark, index } = prices();
    assert.ok(Math.abs(d.premiumIndex - (mark - index) / index) < 1e-8);
    for (const minute of ["2026-11-23 16:01:00", "2026-11-23 16:02:00"]) {
      clock += minute.includes("01") ? 15_000 : 60_000;
      assert.equal((await client.push(44)).json.d.minute, minute);
    }
    clock += 59_000;
    await client.ask({ action: "heartbeat" });
    assert.deepEqual(client.rest, []);
  });

  it("are there in the dialect of 2023 too", async () => {
    client = await Client.open(`${exchange.url}/futures${FORM_2023}`);
    for (const dt of [43, 44, 36]) {
      assert.deepEqual((await client.ask({ c: 20, dt, d: { s: "BTCUSD" } })).json, { c: 20, dt, rc: 1 });
    }
    assert.equal(typeof (await client.push(43)).json.d[0].tradeId, "string");
    assert.equal(typeof (await client.push(44)).json.d.premiumIndex, "number");
  });

  function prices() {
    const { underlying } = exchange.market.venue("BTCUSD") ?? assert.fail();
    return { mark: underlying.perpetualMark, index: underlying.index };
  }
});
