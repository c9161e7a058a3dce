import assert from "node:assert/strict";
import {
  type Caught,
  connectionTo,
  describeOnEach,
  type FlowNode,
  flowOf,
  node,
  output,
  type Properties,
  saved,
  tab,
  useRig,
} from "../harness";

/** A second tab, whose errors are reported apart from the first one's. */
const otherTab = (...nodes: FlowNode[]): FlowNode[] => [
  tab("other-tab"),
  { id: "other-catch", type: "catch", z: "other-tab", x: 0, y: 0, scope: null, wires: [["other-catches"]] },
  output("other-catches", "other-tab"),
  ...nodes.map((each) => ({ ...each, z: "other-tab", id: each.id, type: each.type, wires: [[]] })),
];

const spot = (id: string, symbols: string, properties: Properties = {}) =>
  node("coincall-spot", { id, symbols, ...properties });
const greeks = (id: string) => node("coincall-greeks", { id, symbols: "BTCUSD-27DEC30-100000-C" });

describeOnEach("An error", function (version) {
  this.timeout(60_000);
  const rig = useRig({ version });

  const here = () => rig.nodeRed.catches.map(({ code }) => code);
  const there = () => caughtThere().map(({ code }) => code);
  const caughtThere = () =>
    rig.nodeRed.messages("other-catches").map((message) => (message as unknown as { error: Caught }).error);

  async function nextThere(code: string): Promise<Caught> {
    const isIt = (message: unknown) => (message as { error: Caught }).error.code === code;
    const message = await rig.nodeRed.nextMessage(isIt, { output: "other-catches" });
    return (message as unknown as { error: Caught }).error;
  }

  const nextHere = (code: string) => rig.nodeRed.nextError("connection", (error) => error.code === code);

  /** Everything sent before has been read once this has arrived. */
  async function settled(symbol: string): Promise<void> {
    rig.exchange.push("futures", { c: 20, dt: 30, d: { s: symbol, pr: 1, ts: 1 } });
    await rig.nodeRed.nextMessage(({ topic }) => topic === symbol);
  }

  it("of a lost link reaches the tabs of its endpoint's nodes, once an outage", async () => {
    await rig.nodeRed.deploy([
      ...flowOf(connectionTo(rig.exchange), spot("one", "BTCUSD")),
      ...otherTab(greeks("two")),
    ]);
    for (const _ of ["futures", "options"]) await rig.exchange.nextFrame();
    rig.exchange.refuseWith(500);
    rig.exchange.drop();
    await nextHere("COINCALL_LINK");
    await nextThere("COINCALL_LINK");
    const tried = rig.exchange.upgrades.length;
    await until(() => rig.exchange.upgrades.length >= tried + 2);
    assert.deepEqual([here().length, there().length], [1, 1]);
    rig.exchange.refuseWith(undefined);
    await rig.exchange.openBecomes(2);
    await settled("BTCUSD");
    rig.exchange.drop();
    await nextHere("COINCALL_LINK");
    await nextThere("COINCALL_LINK");
    assert.deepEqual([here().length, there().length], [2, 2]);
  });

  it("of a lost link is one message for twenty nodes on a tab, in a group or in a subflow", async () => {
    const many = Array.from({ length: 20 }, (_, index) => spot(`n${index}`, "BTCUSD"));
    const grouped = ["g1", "g2"].map((id) => ({ ...spot(id, "BTCUSD"), g: "group" }));
    const group = {
      id: "group",
      type: "group",
      z: "tab",
      nodes: ["g1", "g2", "own"],
      x: 0,
      y: 0,
      w: 9,
      h: 9,
    };
    const own = {
      id: "own",
      type: "catch",
      z: "tab",
      x: 0,
      y: 0,
      g: "group",
      scope: "group",
      wires: [["owns"]],
    };
    const inside = ["s1", "s2"].map((id) => ({ ...spot(id, "BTCUSD"), z: "sub", wires: [] }));
    const subflow = { id: "sub", type: "subflow", name: "Prices", in: [], out: [] };
    const instance = { id: "instance", type: "subflow:sub", z: "other-tab", x: 0, y: 0, wires: [] };
    await rig.nodeRed.deploy([
      ...flowOf(connectionTo(rig.exchange), ...many, group, ...grouped, own, output("owns")),
      ...otherTab(spot("idle", "")),
      subflow,
      ...inside,
      instance,
    ]);
    await rig.exchange.nextFrame();
    rig.exchange.refuseWith(500);
    rig.exchange.drop();
    await nextHere("COINCALL_LINK");
    await nextThere("COINCALL_LINK");
    const tried = rig.exchange.upgrades.length;
    await until(() => rig.exchange.upgrades.length >= tried + 2);
    assert.deepEqual([here().length, there().length, rig.nodeRed.messages("owns").length], [1, 1, 1]);
  });

  it("of a lost link does not reach a tab whose nodes watch nothing there", async () => {
    await rig.nodeRed.deploy([
      ...flowOf(connectionTo(rig.exchange), spot("one", "BTCUSD")),
      ...otherTab(spot("two", "")),
    ]);
    await rig.exchange.nextFrame();
    rig.exchange.drop();
    await nextHere("COINCALL_LINK");
    await rig.exchange.openBecomes(1);
    await settled("BTCUSD");
    assert.deepEqual(there(), []);
  });

  for (const status of [401, 403]) {
    it(`of a connection that the exchange refuses with ${status} reaches the tabs of its nodes`, async () => {
      rig.exchange.refuseWith(status);
      await rig.nodeRed.deploy([
        ...flowOf(connectionTo(rig.exchange), spot("one", "BTCUSD")),
        ...otherTab(spot("two", "ETHUSD")),
      ]);
      const error = await nextHere("COINCALL_REFUSED");
      assert.match(error.message, new RegExp(`${status}`));
      await nextThere("COINCALL_REFUSED");
      assert.deepEqual([here().length, there().length], [1, 1]);
      const shown = await rig.nodeRed.nextStatus("one", ({ fill }) => fill === "red");
      assert.deepEqual([shown.shape, shown.text], ["dot", "refused: check key, secret, clock and IP list"]);
    });
  }

  it("of a refused subscription is that of the nodes that want it, and of no other", async () => {
    rig.exchange.acknowledge = (frame) => {
      const { payload } = frame as { payload: { symbol: string | string[] } };
      const result = [payload.symbol].flat().includes("NOPEUSD") ? "failed" : "success";
      return { action: "SUBSCRIBE", dataType: "spotPrice", payload, result, msg: "no such symbol" };
    };
    await rig.nodeRed.deploy([
      ...flowOf(
        connectionTo(rig.exchange),
        spot("wants", "BTCUSD, NOPEUSD"),
        spot("wants-too", "NOPEUSD"),
        spot("does-not", "BTCUSD"),
      ),
      ...otherTab(spot("elsewhere", "ETHUSD")),
    ]);
    for (const id of ["wants", "wants-too"]) {
      const error = await rig.nodeRed.nextError(id);
      assert.equal(error.code, "COINCALL_REJECTED");
      assert.match(error.message, /NOPEUSD.*no such symbol/);
      const shown = await rig.nodeRed.nextStatus(id, ({ fill }) => fill === "red");
      assert.deepEqual([shown.shape, shown.text], ["dot", error.message]);
    }
    await settled("BTCUSD");
    assert.deepEqual([here().length, there().length], [2, 0]);
    await rig.nodeRed.nextStatus("does-not", ({ text }) => text === "live");
    rig.nodeRed.send("wants", { action: "replace", symbols: "BTCUSD" });
    await rig.nodeRed.nextStatus("wants", ({ text }) => text === "live: BTCUSD");
  });

  it("of frames that can't be read is told once, at the endpoint's nodes, and the next frame is", async () => {
    await rig.nodeRed.deploy([
      ...flowOf(connectionTo(rig.exchange), spot("one", "BTCUSD")),
      ...otherTab(greeks("two")),
    ]);
    for (const _ of ["futures", "options"]) await rig.exchange.nextFrame();
    const frames = [
      "system busy",
      new Uint8Array([1, 2, 3]),
      "[1,2",
      "null",
      "7",
      "[]",
      { c: 20, dt: 30, d: { s: "BTCUSD", pr: "much" } },
      { c: 20, dt: 30, d: [null, 5, "x", []] },
      { c: "x" },
      { c: 20, dt: 30, d: { s: { toString: 1 } } },
      { action: "subscribe", payload: [[[]]], result: 5 },
      '{"c":20,"dt":30,"d":{"__proto__":{"s":"BTCUSD"},"s":7}}',
    ];
    for (const frame of frames) rig.exchange.push("futures", frame);
    const error = await nextHere("COINCALL_FRAME");
    assert.match(error.message, /system busy/);
    await settled("BTCUSD");
    assert.deepEqual(here(), ["COINCALL_FRAME"]);
    assert.deepEqual(there(), []);
  });

  it("of candles that could be of two periods names the way out, and no candle is guessed", async () => {
    const kline = (id: string, period: string) =>
      node("coincall-kline", { id, endpoint: "futures", symbols: "BTCUSD", period });
    const d = { s: "BTCUSD", ts: 60_000, open: 1, high: 1, low: 1, close: 1, v: 1 };
    const connection = connectionTo(rig.exchange, { protocol: "apikey" });
    await rig.nodeRed.deploy(flowOf(connection, kline("one", "m5"), spot("mark", "ETHUSD")));
    await rig.exchange.nextFrame((text) => text.includes('"pe"'));
    rig.exchange.push("futures", { c: 20, dt: 31, d });
    const { payload } = await rig.nodeRed.nextMessage<{ period: string }>(({ topic }) => topic === "BTCUSD");
    assert.equal(payload.period, "m5");
    rig.nodeRed.send("one", { action: "subscribe", symbols: "BTCUSD", period: "h1" });
    await rig.exchange.nextFrame((text) => text.includes('"h1"'));
    rig.nodeRed.forget();
    rig.exchange.push("futures", { c: 20, dt: 31, d });
    const error = await rig.nodeRed.nextError("one");
    assert.equal(error.code, "COINCALL_FRAME");
    assert.match(error.message, /BTCUSD.*signed/);
    await rig.nodeRed.nextStatus("one", ({ fill, text }) => fill === "red" && text === error.message);
    await settled("ETHUSD");
    assert.deepEqual(
      rig.nodeRed.messages().map(({ topic }) => topic),
      ["ETHUSD"],
    );
  });

  it("of a connection's property reaches every tab that uses it, also one that comes later", async () => {
    const wrong = connectionTo(rig.exchange, { heartbeatInterval: 99 });
    const flow = [...flowOf(wrong, spot("one", "BTCUSD")), ...otherTab()];
    await rig.nodeRed.deploy(flow);
    await nextHere("COINCALL_CONFIG");
    const later = otherTab(spot("two", "BTCUSD")).filter(({ id }) => id === "two");
    await rig.nodeRed.deploy(saved([...flow, ...later]), "nodes");
    await nextThere("COINCALL_CONFIG");
    assert.deepEqual(here(), ["COINCALL_CONFIG"], "the first tab has been told");
    await rig.nodeRed.deploy(saved([...flowOf(wrong, spot("one", "BTCUSD")), ...otherTab(...later)]));
    await nextHere("COINCALL_CONFIG");
    await nextThere("COINCALL_CONFIG");
  });

  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
  }
});
