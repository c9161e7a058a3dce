import assert from "node:assert/strict";
import { connectionTo, describeOnEach, flowOf, node, type Properties, type Status, useRig } from "../harness";

const OPTION = "BTCUSD-27DEC30-100000-C";
const SPOT = { BTCUSD: 1, ETHUSD: 1, SOLUSD: 1 };

describeOnEach("A drop-down wired to a node", function (version) {
  this.timeout(60_000);
  const rig = useRig({ version });

  const price = (symbol: string) =>
    rig.exchange.push("futures", { c: 20, dt: 30, d: { s: symbol, pr: 1, ts: 1 } });
  const watched = async (id: string) => {
    rig.nodeRed.send(id, { action: "list" });
    const { payload } = await rig.nodeRed.nextMessage<{ symbol: string; period?: string }[]>(
      ({ topic }) => topic === "subscriptions",
    );
    return payload.map(({ symbol, period = "" }) => `${symbol} ${period}`.trim());
  };
  const shows = (text: string) => rig.nodeRed.nextStatus("spot", (status: Status) => status.text === text);

  async function deploy(type: string, properties: Properties): Promise<void> {
    rig.exchange.acknowledge = "none";
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), node(type, properties)));
    await rig.exchange.nextFrame();
  }

  it("chooses what is watched, which the status names until it is what was saved", async () => {
    await deploy("coincall-spot", { symbols: "BTCUSD" });
    const prices = setInterval(() => Object.keys(SPOT).forEach(price), 50);
    try {
      await shows("live");
      rig.nodeRed.send("spot", { payload: "ETHUSD", topic: "coin" });
      await shows("live: ETHUSD");
      rig.nodeRed.send("spot", { payload: ["ETHUSD", "SOLUSD"] });
      await shows("live: ETHUSD +1");
      rig.nodeRed.send("spot", { payload: [] });
      await shows("no symbols");
      rig.nodeRed.send("spot", { payload: "btcusd" });
      await shows("live");
      rig.nodeRed.send("spot", { payload: "SOLUSD" });
      await shows("live: SOLUSD");
      rig.nodeRed.send("spot", { action: "refresh" });
      await shows("live");
    } finally {
      clearInterval(prices);
    }
    assert.deepEqual(rig.nodeRed.catches, []);
  });

  for (const [type, saved, message, expected] of [
    ["coincall-kline", { symbols: "BTCUSD" }, { payload: "ETHUSD", period: "h1" }, "ETHUSD h1"],
    ["coincall-order-book", { symbols: "BTCUSD" }, { payload: OPTION }, OPTION],
    ["coincall-trades", { symbols: "BTCUSD" }, { payload: OPTION }, OPTION],
    ["coincall-greeks", { symbols: "BTCUSD-27DEC30-90000-C" }, { payload: [OPTION] }, OPTION],
    ["coincall-option-chain", { symbols: OPTION }, { payload: "ETHUSD-27DEC30" }, "ETHUSD-27DEC30"],
  ] as const) {
    it(`does so for a ${type} node`, async () => {
      await deploy(type, saved);
      const id = type.replace("coincall-", "");
      rig.nodeRed.send(id, message);
      assert.deepEqual(await watched(id), [expected]);
      assert.deepEqual(rig.nodeRed.catches, []);
    });
  }

  it("is told what an action is missing for, where its choice is no symbol, and nothing changes", async () => {
    await deploy("coincall-spot", { symbols: "BTCUSD" });
    for (const payload of ["", "hello", 95_000, { symbol: "ETHUSD" }, ["ETHUSD", "hello"], true]) {
      rig.nodeRed.send("spot", { payload });
      const { code, message } = await rig.nodeRed.nextError("spot");
      assert.equal(code, "COINCALL_INPUT");
      assert.match(message, /msg\.action.*subscribe, unsubscribe, replace/);
    }
    assert.deepEqual(await watched("spot"), ["BTCUSD"]);
  });

  it("can't choose an account", async () => {
    await deploy("coincall-balance", {});
    rig.nodeRed.send("balance", { payload: "ETHUSD" });
    assert.equal((await rig.nodeRed.nextError("balance")).code, "COINCALL_INPUT");
  });
});
