import assert from "node:assert/strict";
import {
  type Caught,
  connectionTo,
  describeOnEach,
  flowOf,
  type Message,
  node,
  type Properties,
  useRig,
} from "../harness";

interface Row {
  readonly topic: string;
  readonly period?: string;
  readonly payload?: unknown;
  readonly received?: number;
  readonly age?: number;
  readonly watched?: boolean;
}

type One = Message & { readonly statusCode: number; readonly res?: string };

const CALL = "BTCUSD-27DEC30-100000-C";
const PUT = "BTCUSD-27DEC30-100000-P";
const CHAIN = "BTCUSD-27DEC30";

/** A kind of node, a frame of it a moment, and the topic of what comes of that. */
const KINDS = [
  ["spot", "futures", "BTCUSD", (pr: number) => ({ dt: 30, d: { s: "BTCUSD", pr, ts: 1 } })],
  ["greeks", "options", CALL, (iv: number) => ({ dt: 3, d: { s: CALL, iv, delta: "0.40", ts: 1 } })],
  ["balance", "options", "balance", (e: number) => ({ dt: 7, d: { e, uid: "7882585330726010026" } })],
  [
    "order-book",
    "futures",
    "BTCUSD",
    (pr: number) => ({
      dt: 32,
      d: { s: "BTCUSD", bids: [{ pr, sz: 1 }], asks: [{ pr: pr + 1, sz: 2 }], ts: 1 },
    }),
  ],
  [
    "kline",
    "futures",
    "BTCUSD",
    (close: number) => ({
      dt: 31,
      d: { s: "BTCUSD", pe: "m1", ts: 60_000, open: 1, high: 9, low: 1, close, v: 1 },
    }),
  ],
  [
    "trades",
    "futures",
    "BTCUSD",
    (pr: number) => ({ dt: 33, d: [{ s: "BTCUSD", ts: 1_700_000_000_000 + pr, pr, q: 1, sd: 1 }] }),
  ],
  ["option-chain", "options", CHAIN, (mp: number) => ({ dt: 4, d: [row(CALL, mp), row(PUT, mp + 1)] })],
] as const;

const row = (s: string, mp: number) => ({ s, mp, bid: "1.50", ts: 1_700_000_000_000 });

describeOnEach("The latest", function (version) {
  this.timeout(60_000);
  const rig = useRig({ version });

  async function deploy(kind: string, properties: Properties = {}, requests = 1): Promise<void> {
    const isOfOption = kind === "greeks" || kind === "option-chain";
    const own = kind === "balance" ? {} : { symbols: isOfOption ? CALL : "BTCUSD" };
    const market =
      kind === "kline" || kind === "order-book" || kind === "trades" ? { endpoint: "futures" } : {};
    const feed = node(`coincall-${kind}`, { ...own, ...market, ...properties });
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), feed));
    for (let request = 0; request < requests; request += 1) await rig.exchange.nextFrame();
  }

  async function ask(kind: string, message: object = {}): Promise<Row[]> {
    rig.nodeRed.send(kind, { action: "get", ...message });
    return (await rig.nodeRed.nextMessage<Row[]>(({ topic }) => topic === "latest")).payload;
  }

  async function askFor(kind: string, symbols: string, message: object = {}): Promise<One> {
    rig.nodeRed.send(kind, { action: "get", symbols, ...message });
    return (await rig.nodeRed.nextMessage((answer) => "statusCode" in answer)) as One;
  }

  const spot = (symbol: string, price: unknown, more = {}) =>
    rig.exchange.push("futures", { c: 20, dt: 30, d: { s: symbol, pr: price, ts: 1, ...more } });
  const isData = ({ coincall }: Message) => coincall !== undefined;

  for (const [kind, endpoint, topic, frameOf] of KINDS) {
    for (const numbers of ["number", "string"]) {
      it(`of ${kind} is what its last message said, with a ${numbers} for each figure`, async () => {
        await deploy(kind, { numbers });
        const [nothing] = await ask(kind);
        assert.deepEqual(nothing, { topic, ...(kind === "kline" ? { period: "m1" } : {}) });
        let last: Message | undefined;
        for (const figure of [7, 8.25, 9]) {
          rig.exchange.push(endpoint, { c: 20, ts: 1_700_000_000_123, ...frameOf(figure) });
          last = await rig.nodeRed.nextMessage(isData);
        }
        const [{ age = -1, ...latest } = {} as Row, ...others] = await ask(kind);
        assert.deepEqual(others, []);
        assert.ok(age >= 0 && age < 60_000, `${age}`);
        const { received } = last?.coincall ?? {};
        const period = kind === "kline" ? { period: "m1" } : {};
        assert.deepEqual(latest, { topic, ...period, payload: last?.payload, received });
        const { statusCode, ...one } = await askFor(kind, topic.toLowerCase(), { payload: {} });
        assert.deepEqual([statusCode, one.topic, one.payload], [200, topic, last?.payload]);
        assert.deepEqual(one.coincall, last?.coincall);
      });
    }
  }

  it("answers a HTTP request's message, with its response and whatever payload it has", async () => {
    await deploy("spot", { symbols: "BTCUSD ETHUSD" });
    spot("BTCUSD", 7);
    await rig.nodeRed.nextMessage(isData);
    for (const payload of [{}, { symbol: "ETHUSD" }, "", "what is it now?", 1_700_000_000_000, []])
      assert.deepEqual(
        (await ask("spot", { payload })).map(({ topic }) => topic),
        ["BTCUSD", "ETHUSD"],
      );
    const { statusCode, payload, res } = await askFor("spot", "BTCUSD", { payload: {}, res: "kept" });
    assert.deepEqual([statusCode, (payload as { price: number }).price, res], [200, 7, "kept"]);
    const silent = await askFor("spot", "ETHUSD", { payload: {}, res: "kept" });
    assert.deepEqual(
      [silent.statusCode, silent.topic, silent.payload, silent.res],
      [503, "ETHUSD", undefined, "kept"],
    );
    const stranger = await askFor("spot", "SOLUSD", { payload: {} });
    assert.deepEqual([stranger.statusCode, stranger.topic, stranger.payload], [404, "SOLUSD", undefined]);
    assert.deepEqual(rig.nodeRed.catches, []);
  });

  it("is that of the symbols that are named, as a text, a list or a drop-down's payload", async () => {
    await deploy("spot", { symbols: "BTCUSD ETHUSD SOLUSD" });
    spot("BTCUSD", 7);
    await rig.nodeRed.nextMessage(isData);
    const topics = async (message: object) => (await ask("spot", message)).map(({ topic }) => topic);
    assert.deepEqual(await topics({ symbols: ["ethusd", "BTCUSD"] }), ["BTCUSD", "ETHUSD"]);
    assert.deepEqual(await topics({ symbols: "ETHUSD, SOLUSD" }), ["ETHUSD", "SOLUSD"]);
    assert.deepEqual(await topics({ symbols: ["BTCUSD"] }), ["BTCUSD"]);
    assert.deepEqual(await topics({ payload: ["BTCUSD"] }), ["BTCUSD"]);
    assert.deepEqual(await topics({ symbols: [] }), []);
    for (const symbols of ["", " ", ",\n"]) {
      assert.deepEqual(await topics({ symbols }), ["BTCUSD", "ETHUSD", "SOLUSD"]);
    }
    assert.deepEqual(await ask("spot", { symbols: ["XRPUSD", "ETHUSD"] }), [
      { topic: "ETHUSD" },
      { topic: "XRPUSD", watched: false },
    ]);
    rig.nodeRed.send("spot", { action: "get", payload: "BTCUSD" });
    const one = (await rig.nodeRed.nextMessage((answer) => "statusCode" in answer)) as One;
    assert.deepEqual([one.topic, (one.payload as { price: number }).price], ["BTCUSD", 7]);
    rig.nodeRed.send("spot", { action: "get", symbols: { of: "BTCUSD" } });
    assert.equal(((await rig.nodeRed.nextError("spot")) as Caught).code, "COINCALL_INPUT");
  });

  it("of a symbol that was taken away and watched again is nothing, until it comes", async () => {
    await deploy("spot", { symbols: "BTCUSD" });
    spot("BTCUSD", 7);
    await rig.nodeRed.nextMessage(isData);
    rig.nodeRed.send("spot", { action: "replace", symbols: "ETHUSD" });
    assert.deepEqual(await ask("spot"), [{ topic: "ETHUSD" }]);
    rig.nodeRed.send("spot", { action: "replace", symbols: "BTCUSD" });
    assert.deepEqual(await ask("spot"), [{ topic: "BTCUSD" }]);
    await rig.exchange.nextFrame((text) => text.includes("ETHUSD"));
  });

  it("is what waits, where messages are thinned out, and asking sends nothing of it", async () => {
    await deploy("spot", { symbols: "BTCUSD ETHUSD", emit: "latest", interval: 600_000 });
    for (const price of [1, 2, 3]) spot("BTCUSD", price);
    spot("ETHUSD", 4);
    const prices = async () => (await ask("spot")).map(({ payload }) => (payload as { price: number }).price);
    await rig.nodeRed.nextMessage(({ topic }) => topic === "ETHUSD");
    assert.deepEqual(await prices(), [3, 4]);
    assert.deepEqual(await prices(), [3, 4]);
    assert.equal(rig.nodeRed.messages().filter(isData).length, 2);
  });

  it("of one candle in two periods is a list of both, and of one period its message", async () => {
    await deploy("kline");
    rig.nodeRed.send("kline", { action: "subscribe", symbols: "BTCUSD", period: "h1" });
    await rig.exchange.nextFrame((text) => text.includes('"h1"'));
    const candle = { s: "BTCUSD", pe: "h1", ts: 3_600_000, open: 1, high: 9, low: 1, close: 2, v: 1 };
    rig.exchange.push("futures", { c: 20, dt: 31, d: candle });
    await rig.nodeRed.nextMessage(isData);
    const both = await ask("kline", { symbols: "BTCUSD" });
    assert.deepEqual(
      both.map(({ period, payload }) => [period, payload !== undefined]),
      [
        ["m1", false],
        ["h1", true],
      ],
    );
    const hour = await askFor("kline", "BTCUSD", { period: "h1" });
    assert.deepEqual([hour.statusCode, (hour.payload as { period: string }).period], [200, "h1"]);
  });

  it("of a chain's day that is none is not asked for", async () => {
    await deploy("option-chain");
    rig.nodeRed.send("option-chain", { action: "get", expiry: "soon" });
    const { code, message } = await rig.nodeRed.nextError("option-chain");
    assert.equal(code, "COINCALL_INPUT");
    assert.match(message, /“soon”/);
    assert.deepEqual(await ask("option-chain", { expiry: "W" }), []);
    assert.deepEqual(await ask("option-chain", { expiry: "2030-12-27" }), [{ topic: CHAIN }]);
  });

  it("is a flow's own: what it changes in an answer is in no other", async () => {
    await deploy("option-chain", { output: "table" });
    for (const mp of [1, 2]) rig.exchange.push("options", { c: 20, dt: 4, d: [row(CALL, mp), row(PUT, mp)] });
    await rig.nodeRed.nextMessage(isData);
    await rig.nodeRed.nextMessage(isData);
    const [before] = await ask("option-chain");
    const [after] = await ask("option-chain");
    assert.deepEqual(before?.payload, after?.payload);
  });
});
