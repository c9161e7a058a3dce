import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Exchange, RecordingError, type ReplayOptions, startReplay } from "../../../src/simulator/index";
import { Client, FORM_2023, SIGNED_FORM } from "../client";
import { DAY, MONDAY } from "../moments";

const CALL = "BTCUSD-27NOV26-100000-C";
const PUT = "BTCUSD-27NOV26-100000-P";
/** When the recording began: a Tuesday, six days before the tests. */
const TUESDAY = MONDAY - 6 * DAY - 3_600_000;

const line = (offset: number, endpoint: string, frame: object | string) =>
  JSON.stringify({
    received: TUESDAY + offset,
    endpoint,
    frame: typeof frame === "string" ? frame : JSON.stringify(frame),
  });

const spot = (symbol: string, price: string, ts: number) => ({
  dt: 30,
  c: 20,
  d: { s: symbol, pr: price, ts },
  ts: ts + 5,
});

const RECORDING = [
  line(0, "futures", spot("BTCUSD", "95000.0", TUESDAY - 20)),
  line(0, "options", {
    dt: 4,
    c: 20,
    d: [
      { s: CALL, mp: "1" },
      { s: PUT, mp: "2" },
    ],
  }),
  line(400, "options", { dt: 6, c: 20, d: [{ s: CALL, pr: "3", q: "0.1 ", sd: 1, ts: TUESDAY + 390 }] }),
  line(500, "options", { dt: 32, c: 20, d: [{ s: "BTC-27NOV26-100000-C", bids: [], asks: [] }] }),
  line(2_000, "futures", spot("ETHUSD", "3600.00", TUESDAY + 1_980)),
  line(2_000, "futures", { dt: 31, c: 20, d: { s: "BTCUSD", open: 1, ts: TUESDAY } }),
  line(4_000, "futures", spot("BTCUSD", "96000.0", TUESDAY + 3_980)),
  line(4_000, "options", { dt: 7, c: 20, d: { uid: 1, e: "5" } }),
];

/** The clock is the test's. */
describe("A recorded session that is replayed", () => {
  let clock = MONDAY;
  let exchange: Exchange;

  async function replay(options: Partial<ReplayOptions> = {}): Promise<void> {
    exchange = await startReplay({ recording: RECORDING, now: () => clock, ...options });
  }
  const connect = (endpoint: string, form = SIGNED_FORM) => Client.open(`${exchange.url}/${endpoint}${form}`);
  const subscribe = (client: Client, dataType: string, payload: object) =>
    client.ask({ action: "subscribe", dataType, payload });

  beforeEach(() => {
    clock = MONDAY;
  });
  afterEach(() => exchange.close());

  it("comes at the recorded pace times the speed, a second after the first subscription", async () => {
    await replay({ speed: 4 });
    const client = await connect("futures");
    await subscribe(client, "spotPrice", { symbol: ["BTCUSD", "ETHUSD"] });
    const prices: unknown[] = [];
    for (const elapsed of [1_000, 1_499, 1_500, 1_999, 2_000]) {
      clock = MONDAY + elapsed;
      // An answer comes after what was due before the question.
      await client.ask({ action: "heartbeat" });
      await nextTick(client);
      prices.push(client.rest.map(({ json }) => json.d?.pr).filter(Boolean));
    }
    assert.deepEqual(prices, [
      ["95000.0"],
      ["95000.0"],
      ["95000.0", "3600.00"],
      ["95000.0", "3600.00"],
      ["95000.0", "3600.00", "96000.0"],
    ]);
  });

  it("goes to those who subscribed to what a frame is about, and to nobody else", async () => {
    await replay();
    const client = await connect("options");
    await subscribe(client, "lastTrade", { symbol: "BTCUSD" });
    const other = await connect("options");
    await subscribe(other, "tOption", { symbol: "BTCUSD", end: Date.UTC(2026, 10, 27, 8) });
    await subscribe(other, "orderBook", { symbol: CALL });
    clock += 5_000;
    assert.deepEqual((await client.push(6)).json.d[0].s, CALL);
    assert.equal((await other.push(4)).json.d.length, 2);
    assert.equal((await other.push(32)).json.d[0].s, "BTC-27NOV26-100000-C");
    for (const each of [client, other]) {
      await nextTick(each);
      assert.deepEqual(each.rest, []);
    }
    assert.deepEqual(exchange.subscriptions("options"), [
      "trades BTCUSD",
      "optionChain BTCUSD-27NOV26",
      `orderBook ${CALL}`,
    ]);
  });

  it("has trades with ids for whoever asks for these, at the times of the replay", async () => {
    const trade = { symbol: CALL, matchPrice: "3", tradeId: "1937466870584188929" };
    const d = [{ ...trade, tradeTime: String(TUESDAY + 390) }];
    await replay({ recording: [...RECORDING, line(400, "options", { dt: 24, c: 20, d })] });
    const [client, other] = [await connect("options"), await connect("options")];
    await subscribe(client, "lastTradeV2", { symbol: "BTCUSD" });
    await subscribe(other, "lastTrade", { symbol: "BTCUSD" });
    clock += 6_000;
    const shifted = String(TUESDAY + 390 + 6 * DAY);
    assert.deepEqual((await client.push(24)).json.d, [{ ...trade, tradeTime: shifted }]);
    await other.push(6);
    for (const each of [client, other]) {
      await nextTick(each);
      assert.deepEqual(each.rest, []);
    }
  });

  it("speaks the dialect of 2023 too, with an option's name for its chain, and candles without a period", async () => {
    await replay();
    const options = await connect("options", FORM_2023);
    assert.deepEqual((await options.ask({ c: 11 })).json, { c: 11, rc: 1 });
    assert.equal((await options.ask({ c: 20, dt: 4, d: { s: PUT } })).json.rc, 1);
    assert.equal((await options.ask({ c: 20, dt: 7 })).json.rc, 1);
    const futures = await connect("futures", FORM_2023);
    assert.equal((await futures.ask({ c: 20, dt: 31, d: { s: "BTCUSD", pe: "m5" } })).json.rc, 1);
    clock += 6_000;
    await options.push(4);
    await options.push(7);
    await futures.push(31);
  });

  it("refuses what it does not hold, and frames that are none", async () => {
    await replay();
    const client = await connect("options");
    for (const [dataType, payload] of [
      ["spotPrice", { symbol: "BTCUSD" }],
      ["orderBook", { symbol: [CALL, PUT] }],
      ["kline", { symbol: CALL }],
      ["tOption", { symbol: "BTCUSD" }],
    ] as const) {
      assert.equal((await subscribe(client, dataType, payload)).json.result, "failed", dataType);
    }
    assert.match((await subscribe(client, "bsInfo", { symbol: PUT })).json.msg, /^not in the recording/);
    assert.ok((await client.ask("?")).json.msg);
  });

  it("moves its times by whole days to the present, and changes nothing else", async () => {
    await replay();
    const client = await connect("futures");
    await subscribe(client, "spotPrice", { symbol: "BTCUSD" });
    clock += 1_000;
    const { text } = await client.push(30);
    assert.equal(text, JSON.stringify(spot("BTCUSD", "95000.0", TUESDAY - 20 + 6 * DAY)));
  });

  it("has ended at its end, for connections that stay, and starts anew for the next subscription", async () => {
    await replay({ speed: 1_000 });
    const client = await connect("futures");
    await subscribe(client, "spotPrice", { symbol: "BTCUSD" });
    clock += 2_000;
    for (const price of ["95000.0", "96000.0"]) assert.equal((await client.push(30)).json.d.pr, price);
    clock += 20_000;
    await client.ask({ action: "heartbeat" });
    await nextTick(client);
    assert.deepEqual(client.rest, []);
    await subscribe(client, "spotPrice", { symbol: "BTCUSD" });
    clock += 1_000;
    assert.equal((await client.push(30)).json.d.pr, "95000.0");
  });

  it("waits while the machine sleeps, and when its clock is set back", async () => {
    await replay();
    const client = await connect("futures");
    await subscribe(client, "spotPrice", { symbol: ["BTCUSD", "ETHUSD"] });
    clock += 1_000;
    assert.equal((await client.push(30)).json.d.s, "BTCUSD");
    for (const jump of [20_000, -7_200_000]) {
      clock += jump;
      await nextTick(client);
      assert.deepEqual(client.rest, []);
    }
    clock += 2_000;
    assert.equal((await client.push(30)).json.d.s, "ETHUSD");
  });

  it("begins again in a loop, with times that go on", async () => {
    await replay({ speed: 1_000, loop: true });
    const client = await connect("futures");
    await subscribe(client, "spotPrice", { symbol: "BTCUSD" });
    const times: number[] = [];
    clock += 1_000;
    while (times.length < 6) {
      times.push((await client.push(30)).json.d.ts);
      clock += 5;
    }
    assert.deepEqual(
      times,
      [...times].sort((a, b) => a - b),
    );
    assert.deepEqual(
      [times[2] ?? 0, times[4] ?? 0].map((time) => time - (times[0] ?? 0)),
      [60_000, 120_000],
    );
  });

  it("starts from the beginning when everybody had gone", async () => {
    await replay();
    const first = await connect("futures");
    await subscribe(first, "spotPrice", { symbol: "BTCUSD" });
    clock += 2_000;
    const { text } = await first.push(30);
    exchange.drop();
    await first.closed;
    const second = await connect("futures");
    await subscribe(second, "spotPrice", { symbol: "BTCUSD" });
    clock += 1_000;
    assert.equal((await second.push(30)).text, text);
  });

  it("tells over REST which instruments it holds", async () => {
    await replay();
    const data = async (path: string) => {
      const response = await fetch(exchange.url.replace("ws", "http") + path);
      return (await response.json()).data;
    };
    const { optionConfig, futuresConfig } = await data("/open/public/config/v1");
    assert.deepEqual(
      [Object.keys(optionConfig), Object.keys(futuresConfig)],
      [["BTCUSD"], ["BTCUSD", "ETHUSD"]],
    );
    const options = await data("/open/option/getInstruments/BTC");
    assert.deepEqual(
      options.map(({ symbolName }: { symbolName: string }) => symbolName),
      [CALL, PUT],
    );
    assert.deepEqual(await data("/time"), { serverTime: MONDAY });
  });

  /** Waits until the exchange has looked twice at what is due, which it does every 10 ms. */
  async function nextTick(client: Client): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 25));
    await client.ask({ action: "heartbeat" });
  }
});

describe("A recording", () => {
  const refused = (lines: readonly string[], message: RegExp) =>
    assert.rejects(startReplay({ recording: lines }), (error) => {
      assert.ok(error instanceof RecordingError);
      assert.match(error.message, message);
      return true;
    });

  it("is refused with the number of the line that cannot be read", async () => {
    const good = RECORDING[0] ?? "";
    for (const [bad, message] of [
      ["{", /^line 3 of the recording is not a JSON object$/],
      ["[]", /^line 3 of the recording is not a JSON object$/],
      ['{"endpoint": "options", "frame": "{}"}', /^line 3 .* has no `received`/],
      ['{"received": 1, "endpoint": "spot", "frame": "{}"}', /^line 3 .* has no `endpoint`/],
      ['{"received": 1, "endpoint": "options", "frame": {}}', /^line 3 .* has no `frame`/],
      ['{"received": 1, "endpoint": "options", "frame": "too many"}', /^line 3 .* is not a JSON object$/],
    ] as const) {
      await refused([good, "", bad, good], message);
    }
  });

  it("is refused when there is nothing in it to replay", async () => {
    await refused([], /no frame/);
    await refused([line(0, "options", { c: 11, rc: 1 }), line(0, "options", { dt: 99, d: {} })], /no frame/);
  });

  it("can be a file, and a missing one is an error", async () => {
    const folder = mkdtempSync(join(tmpdir(), "coincall-recording-"));
    const path = join(folder, "session.ndjson");
    await assert.rejects(startReplay({ recording: path }), { code: "ENOENT" });
    writeFileSync(path, `${RECORDING.join("\r\n")}\r\n`);
    await (await startReplay({ recording: path })).close();
    rmSync(folder, { recursive: true });
  });

  it("is not replayed at a speed that is none", async () => {
    for (const speed of [0, -1, Number.NaN, 1_001]) {
      await assert.rejects(startReplay({ recording: RECORDING, speed }), RangeError);
    }
  });
});
