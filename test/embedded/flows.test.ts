import assert from "node:assert/strict";
import { connectionTo, describeOnEach, type FlowNode, flowOf, node, saved, useRig } from "./harness";

const spot = (symbol: string, price = 1) => ({ c: 20, dt: 30, d: { s: symbol, pr: price, ts: 1 } });

/** A subflow around a spot node, which takes its symbols from the environment of each instance. */
const SUBFLOW: readonly FlowNode[] = [
  {
    id: "subflow",
    type: "subflow",
    name: "watch",
    in: [{ wires: [{ id: "inner" }] }],
    out: [{ wires: [{ id: "inner", port: 0 }] }],
    env: [{ name: "COINS", type: "str", value: "" }],
  },
  node("coincall-spot", { id: "inner", z: "subflow", symbols: ["$", "{COINS}"].join(""), wires: [[]] }),
];

const instance = (id: string, value: string) =>
  node("subflow:subflow", { id, env: [{ name: "COINS", type: "str", value }] });

describeOnEach("A flow", function (version) {
  this.timeout(12_000);
  const rig = useRig({ version });

  it("can have 200 nodes, each with a symbol of its own, over one socket and in two requests", async () => {
    const symbols = Array.from({ length: 200 }, (_, index) => `A${index}USD`);
    const nodes = symbols.map((symbol) => node("coincall-spot", { id: symbol, symbols: symbol }));
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), ...nodes));
    const asked = [await rig.exchange.nextFrame(), await rig.exchange.nextFrame()];
    const named = asked.flatMap((text) => JSON.parse(text).payload.symbol);
    assert.deepEqual([...named].sort(), [...symbols].sort());
    for (const symbol of symbols) rig.exchange.push("futures", spot(symbol));
    await rig.nodeRed.nextMessage(({ topic }) => topic === symbols.at(-1));
    assert.equal(rig.nodeRed.messages().length, 200);
    assert.equal(rig.exchange.accepted(), 1);
    assert.deepEqual(
      rig.nodeRed.log.filter((line) => /MaxListeners|Warning/.test(line)),
      [],
    );
  });

  it("can have a palette node in a subflow, with other symbols in each instance", async () => {
    const flow = [
      ...SUBFLOW,
      ...flowOf(connectionTo(rig.exchange), instance("one", "btcusd"), instance("two", "ETHUSD")),
    ];
    await rig.nodeRed.deploy(flow);
    const { payload } = JSON.parse(await rig.exchange.nextFrame());
    assert.deepEqual([...payload.symbol].sort(), ["BTCUSD", "ETHUSD"]);
    for (const symbol of payload.symbol) {
      rig.exchange.push("futures", spot(symbol));
      await rig.nodeRed.nextMessage(({ topic }) => topic === symbol);
    }
    rig.nodeRed.send("one", { action: "subscribe", symbols: "SOLUSD" });
    assert.match(await rig.exchange.nextFrame(), /SOLUSD/);
    rig.nodeRed.send("two", { action: "nonsense" });
    const isInput = ({ payload: _payload, ...message }: object & { payload?: unknown }) =>
      JSON.stringify(message).includes("COINCALL_INPUT");
    await rig.nodeRed.nextMessage(isInput, { output: "catch" });
    rig.exchange.drop();
    await rig.nodeRed.nextError("connection", ({ code }) => code === "COINCALL_LINK");
  });

  it("opens nothing for a disabled tab, a disabled node, or a connection that nobody uses", async () => {
    const flow = flowOf(connectionTo(rig.exchange), node("coincall-spot", { symbols: "BTCUSD" }));
    const disabled = (part: Readonly<Record<string, unknown>>, id: string) =>
      flow.map((each) => (each.id === id ? { ...each, ...part } : each));
    await rig.nodeRed.deploy(disabled({ disabled: true }, "tab"));
    await rig.nodeRed.deploy(saved(disabled({ d: true }, "spot")));
    await rig.nodeRed.deploy(saved(flow.filter(({ id }) => id !== "spot")));
    await rig.nodeRed.deploy(saved(flow), "nodes");
    await rig.exchange.nextFrame();
    assert.equal(rig.exchange.upgrades.length, 1, "only the last one connected");
    await rig.nodeRed.deploy(saved(disabled({ disabled: true }, "tab")), "flows");
    await rig.exchange.openBecomes(0);
  });

  it("says of a disabled connection that there is none", async () => {
    await rig.nodeRed.deploy(
      flowOf(connectionTo(rig.exchange, { d: true }), node("coincall-spot", { symbols: "BTCUSD" })),
    );
    assert.equal((await rig.nodeRed.nextError("spot")).code, "COINCALL_CONFIG");
  });

  it("can have a connection of its own tab", async () => {
    const own = connectionTo(rig.exchange, { z: "tab" });
    await rig.nodeRed.deploy(flowOf(own, node("coincall-spot", { symbols: "BTCUSD" })));
    await rig.exchange.nextFrame();
    rig.exchange.push("futures", spot("BTCUSD"));
    await rig.nodeRed.nextMessage(({ topic }) => topic === "BTCUSD");
    rig.exchange.drop();
    await rig.nodeRed.nextError("connection", ({ code }) => code === "COINCALL_LINK");
    const wrong = connectionTo(rig.exchange, { z: "tab", heartbeatInterval: 0 });
    await rig.nodeRed.deploy(flowOf(wrong, node("coincall-spot", { symbols: "BTCUSD" })));
    await rig.nodeRed.nextError("connection", ({ code }) => code === "COINCALL_CONFIG");
  });

  it("gets its first messages from a node that is told by the flow's very first message", async () => {
    const once = {
      id: "once",
      type: "function",
      z: "tab",
      x: 0,
      y: 0,
      func: "",
      initialize: 'node.send({ action: "subscribe", symbols: "ETHUSD" });',
      wires: [["spot"]],
    };
    const flow = flowOf(connectionTo(rig.exchange), node("coincall-spot", { symbols: "BTCUSD" }), once);
    await rig.nodeRed.deploy(flow);
    const { payload } = JSON.parse(await rig.exchange.nextFrame());
    assert.deepEqual([...payload.symbol].sort(), ["BTCUSD", "ETHUSD"]);
  });

  it("keeps what a message of its start asked for, whatever the node was saved with", async () => {
    const once = {
      id: "once",
      type: "function",
      z: "tab",
      x: 0,
      y: 0,
      func: "",
      initialize: 'node.send({ action: "replace", symbols: "ETHUSD" });',
      wires: [["spot"]],
    };
    const flow = flowOf(connectionTo(rig.exchange), node("coincall-spot", { symbols: "BTCUSD" }), once);
    await rig.nodeRed.deploy(flow);
    await rig.exchange.nextFrame((text) => text.includes("ETHUSD"));
    rig.nodeRed.send("spot", { action: "list" });
    const { payload } = await rig.nodeRed.nextMessage<{ symbol: string }[]>(
      ({ topic }) => topic === "subscriptions",
    );
    assert.deepEqual(
      payload.map(({ symbol }) => symbol),
      ["ETHUSD"],
    );
  });
});
