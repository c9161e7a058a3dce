import assert from "node:assert/strict";
import {
  connectionTo,
  describeOnEach,
  type FlowNode,
  flowOf,
  KEY,
  node,
  SECRET,
  tab,
  useRig,
} from "../harness";

/** Node-RED's notation for an environment variable. */
const variable = (name: string) => ["$", "{", name, "}"].join("");

/** The tab with an environment of its own, or with what an earlier flow left in its context. */
const withEnvironment = (flow: FlowNode[], env: Readonly<Record<string, string>>) => {
  const entries = Object.entries(env).map(([name, value]) => ({ name, value, type: "str" }));
  return flow.map((each) => (each.type === "tab" ? { ...tab(), env: entries } : each));
};

describeOnEach("A variable", function (version) {
  this.timeout(60_000);
  const rig = useRig({
    version,
    env: {
      CRED_KEY: KEY,
      CRED_SECRET: SECRET,
      HEARTBEAT: "7",
      DIALECT: "signed",
      SIGNED_AS: "uuid",
      LIST: "btcusd,ETHUSD",
      PRIVATE: "what only this process knows",
      // With dashes, as rolling names have them.
      TOKEN: "550E8400-E29B-41D4-A716-446655440000",
      ROLLS: "W+550E8400",
    },
    settings: { contextStorage: { default: { module: "memory" } } },
  });

  const subscribed = async () => JSON.parse(await rig.exchange.nextFrame()).payload;

  it("can stand for every text property of a connection, credentials included", async () => {
    const connection = connectionTo(rig.exchange, {
      url: variable("EXCHANGE"),
      protocol: variable("DIALECT"),
      signingParameter: variable("SIGNED_AS"),
      heartbeatInterval: variable("HEARTBEAT"),
      heartbeatTimeout: variable("HEARTBEAT"),
      credentials: { apiKey: variable("CRED_KEY"), apiSecret: variable("CRED_SECRET") },
      z: "tab",
    });
    const flow = flowOf(connection, node("coincall-spot", { symbols: "BTCUSD" }));
    await rig.nodeRed.deploy(withEnvironment(flow, { EXCHANGE: rig.exchange.url }));
    assert.deepEqual(await subscribed(), { symbol: "BTCUSD" });
    assert.ok(rig.exchange.upgrades[0]?.path.endsWith(`&apiKey=${KEY}`));
  });

  it("can stand for every text property of a node", async () => {
    const properties = { symbols: variable("COINS"), endpoint: variable("WHERE"), period: variable("EVERY") };
    const flow = flowOf(connectionTo(rig.exchange), node("coincall-kline", properties));
    await rig.nodeRed.deploy(withEnvironment(flow, { COINS: "btcusd", WHERE: "futures", EVERY: "h4" }));
    assert.deepEqual(await subscribed(), { symbol: "BTCUSD", period: "h4" });
    const chain = node("coincall-option-chain", { symbols: "BTCUSD", expiry: variable("DAY") });
    await rig.nodeRed.deploy(
      withEnvironment(flowOf(connectionTo(rig.exchange), chain), { DAY: "2030-12-27" }),
    );
    assert.deepEqual(await subscribed(), { symbol: "BTCUSD", end: Date.UTC(2030, 11, 27, 8) });
    const depth = node("coincall-order-book", {
      symbols: "BTCUSD",
      endpoint: "futures",
      depth: variable("LEVELS"),
    });
    await rig.nodeRed.deploy(withEnvironment(flowOf(connectionTo(rig.exchange), depth), { LEVELS: "1" }));
    await subscribed();
    const d = {
      s: "BTCUSD",
      bids: [
        { pr: 2, sz: 1 },
        { pr: 1, sz: 1 },
      ],
      asks: [],
    };
    rig.exchange.push("futures", { c: 20, dt: 32, d });
    const { payload } = await rig.nodeRed.nextMessage<{ bids: object[] }>();
    assert.equal(payload.bids.length, 1);
  });

  it("can hold the symbols: of the environment, the flow or all flows", async () => {
    const fill = {
      id: "fill",
      type: "function",
      z: "tab",
      x: 0,
      y: 0,
      func: 'flow.set("coins", msg.coins); global.set("coins", msg.coins); global.get("report")("filled", {});',
      wires: [],
    };
    const flow = (symbols: string, symbolsType: string) =>
      flowOf(connectionTo(rig.exchange), node("coincall-spot", { symbols, symbolsType }), fill);
    await rig.nodeRed.deploy(flow("LIST", "env"));
    assert.deepEqual(await subscribed(), { symbol: ["BTCUSD", "ETHUSD"] });
    for (const [coins, asked] of [
      ["solusd XRPUSD", ["SOLUSD", "XRPUSD"]],
      [
        ["dogeusd", "TRUMPUSD"],
        ["DOGEUSD", "TRUMPUSD"],
      ],
    ] as const) {
      rig.nodeRed.send("fill", { coins });
      await rig.nodeRed.nextMessage(() => true, { output: "filled" });
      for (const type of ["flow", "global"]) {
        await rig.nodeRed.deploy(flow("coins", type));
        assert.deepEqual(await subscribed(), { symbol: asked });
      }
    }
    assert.deepEqual(rig.nodeRed.catches, []);
  });

  it("is told by its name where its value does not fit, and its value nowhere", async () => {
    const unfit = variable("PRIVATE");
    await rig.nodeRed.deploy(
      flowOf(
        connectionTo(rig.exchange, { heartbeatInterval: unfit }),
        node("coincall-kline", { symbols: "BTCUSD", period: unfit }),
        node("coincall-spot", { symbols: "BTCUSD", interval: [unfit] }),
      ),
    );
    for (const id of ["connection", "kline", "spot"]) {
      const { code, message } = await rig.nodeRed.nextError(id);
      assert.equal(code, "COINCALL_CONFIG");
      assert.ok(message.includes(unfit), message);
    }
    const { log, catches, statuses } = rig.nodeRed;
    assert.doesNotMatch(JSON.stringify([log, catches, statuses]), /only this process/);
  });

  it("is told by its name too where its value looks like a rolling name", async () => {
    const symbols = variable("TOKEN");
    await rig.nodeRed.deploy(
      flowOf(
        connectionTo(rig.exchange),
        node("coincall-greeks", { symbols }),
        node("coincall-trades", { symbols: "TOKEN", symbolsType: "env", endpoint: "options" }),
        node("coincall-spot", { symbols }),
        node("coincall-option-chain", { symbols: "BTCUSD", expiry: variable("ROLLS") }),
      ),
    );
    for (const [id, name] of [
      ["greeks", symbols],
      ["trades", "env.TOKEN"],
      ["spot", symbols],
      ["option-chain", variable("ROLLS")],
    ] as const) {
      const { code, message } = await rig.nodeRed.nextError(id);
      assert.equal(code, "COINCALL_CONFIG");
      assert.ok(message.includes(name), message);
    }
    const { log, catches, statuses } = rig.nodeRed;
    assert.doesNotMatch(JSON.stringify([log, catches, statuses]), /550E8400|E29B/i);
  });

  it("of the environment that holds no symbols is an error, and the node waits to be told", async () => {
    const spot = node("coincall-spot", { symbols: "NOWHERE", symbolsType: "env" });
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), spot));
    const error = await rig.nodeRed.nextError("spot");
    assert.equal(error.code, "COINCALL_CONFIG");
    assert.match(error.message, /NOWHERE/);
    await rig.nodeRed.nextStatus("spot", ({ fill, text }) => fill === "red" && text === error.message);
    rig.nodeRed.send("spot", { action: "replace", symbols: "BTCUSD" });
    assert.deepEqual(await subscribed(), { symbol: "BTCUSD" });
  });

  for (const type of ["flow", "global"]) {
    it(`of type ${type} may be set after the start, and be read again`, async () => {
      const spot = node("coincall-spot", { symbols: "later", symbolsType: type });
      const set = {
        id: "set",
        type: "change",
        z: "tab",
        x: 0,
        y: 0,
        rules: [{ t: "set", p: "later", pt: type, to: "payload", tot: "msg" }],
        wires: [[]],
      };
      await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), spot, set));
      const status = await rig.nodeRed.nextStatus("spot", ({ text }) => text === `waiting for ${type}.later`);
      assert.deepEqual([status.fill, status.shape], ["yellow", "ring"]);
      rig.nodeRed.send("set", { payload: "btcusd, ETHUSD" });
      assert.deepEqual(await subscribed(), { symbol: ["BTCUSD", "ETHUSD"] });
      assert.deepEqual(rig.nodeRed.catches, []);
      rig.nodeRed.send("set", { payload: ["SOLUSD"] });
      rig.nodeRed.send("spot", { action: "refresh" });
      assert.deepEqual(await subscribed(), { symbol: "SOLUSD" });
      rig.nodeRed.send("spot", { action: "list" });
      const { payload } = await rig.nodeRed.nextMessage<{ symbol: string }[]>();
      assert.deepEqual(
        payload.map(({ symbol }) => symbol),
        ["SOLUSD"],
      );
    });
  }

  it("that is never set does not hold up what messages say", async () => {
    const spot = node("coincall-spot", { symbols: "never", symbolsType: "flow" });
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), spot));
    await rig.nodeRed.nextStatus("spot", ({ text }) => text === "waiting for flow.never");
    rig.nodeRed.send("spot", { action: "replace", symbols: "BTCUSD" });
    assert.deepEqual(await subscribed(), { symbol: "BTCUSD" });
    await rig.nodeRed.nextStatus("spot", ({ text }) => text !== "waiting for flow.never");
  });
});
