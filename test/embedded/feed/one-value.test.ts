import assert from "node:assert/strict";
import { connectionTo, describeOnEach, flowOf, node, type Properties, useRig } from "../harness";

const OPTION = "BTCUSD-27DEC30-100000-C";
/** A node's type, the frame that reaches it, the field, and what it sends: as a number, and as an exact decimal. */
const CASES = [
  ["spot", { dt: 30, d: { s: "BTCUSD", pr: "80880.10", ts: 1 } }, "price", 80_880.1, "80880.10"],
  [
    "kline",
    { dt: 31, d: [{ s: "BTCUSD", open: "1", high: "2", low: "1", close: "1.50", ts: 60_000, pe: "m1" }] },
    "close",
    1.5,
    "1.50",
  ],
  ["greeks", { dt: 3, d: { s: OPTION, delta: "-0.40", ts: 1 } }, "delta", -0.4, "-0.40"],
  ["balance", { dt: 7, d: { e: "100.20" } }, "equity", 100.2, "100.20"],
] as const;

describeOnEach("A node that sends one value", function (version) {
  this.timeout(60_000);
  const rig = useRig({ version });

  async function deploy(type: string, properties: Properties): Promise<void> {
    const symbols = type === "greeks" ? OPTION : "BTCUSD";
    const own = type === "kline" ? { endpoint: "futures" } : {};
    const feed = node(`coincall-${type}`, { symbols, ...own, ...properties });
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), feed));
  }
  const push = (type: string, frame: object) =>
    rig.exchange.push(type === "greeks" || type === "balance" ? "options" : "futures", { c: 20, ...frame });

  for (const [type, frame, value, number, decimal] of CASES) {
    it(`sends ${value} of ${type} as the payload, exactly where that is wanted, with topic and msg.coincall`, async () => {
      for (const [numbers, expected] of [
        ["number", number],
        ["string", decimal],
      ] as const) {
        await deploy(type, { value, numbers });
        await rig.exchange.nextFrame();
        push(type, frame);
        const { payload, topic, coincall } = await rig.nodeRed.nextMessage();
        assert.equal(payload, expected);
        assert.deepEqual(
          [topic, coincall.environment],
          [{ spot: "BTCUSD", kline: "BTCUSD", greeks: OPTION, balance: "balance" }[type], "custom"],
        );
      }
      assert.deepEqual(rig.nodeRed.catches, []);
    });
  }

  it("sends nothing while it is absent, and the first after it tells of the gap", async () => {
    await deploy("spot", { value: "markPrice" });
    await rig.exchange.nextFrame();
    const price = (mark?: number) => push("spot", { dt: 30, d: { s: "BTCUSD", pr: 1, mp: mark, ts: 1 } });
    price();
    price(2);
    assert.equal((await rig.nodeRed.nextMessage()).payload, 2);
    rig.exchange.drop();
    await rig.exchange.nextFrame();
    price();
    price(3);
    const { payload, coincall } = await rig.nodeRed.nextMessage();
    assert.deepEqual([payload, (coincall as { resumed?: boolean }).resumed], [3, true]);
    assert.equal(rig.nodeRed.messages().length, 2);
  });

  it("sends what the newest says where only that is wanted, and nothing if that has none", async () => {
    await deploy("spot", { value: "markPrice", emit: "latest", interval: 200 });
    await rig.exchange.nextFrame();
    for (const mp of [1, 2, 3, undefined]) push("spot", { dt: 30, d: { s: "BTCUSD", pr: 1, mp, ts: 1 } });
    await new Promise((resolve) => setTimeout(resolve, 600));
    push("spot", { dt: 30, d: { s: "BTCUSD", pr: 1, mp: 4, ts: 1 } });
    const seen = [(await rig.nodeRed.nextMessage()).payload, (await rig.nodeRed.nextMessage()).payload];
    assert.deepEqual(seen, [1, 4]);
  });

  it("is refused a name that is no field of its payload, with those that are", async () => {
    await deploy("greeks", { value: "price" });
    const { code, message } = await rig.nodeRed.nextError("greeks");
    assert.equal(code, "COINCALL_CONFIG");
    assert.match(message, /value is “price”.*iv, delta, gamma/);
    await rig.nodeRed.nextStatus("greeks", ({ fill, text }) => fill === "red" && text === message);
    assert.equal(rig.exchange.upgrades.length, 0);
  });

  it("may have it saved as output, in a flow that was written by hand", async () => {
    await deploy("spot", { output: "price" });
    await rig.exchange.nextFrame();
    push("spot", { dt: 30, d: { s: "BTCUSD", pr: 5, ts: 1 } });
    assert.equal((await rig.nodeRed.nextMessage()).payload, 5);
    await deploy("spot", { output: "payload" });
    await rig.exchange.nextFrame();
    push("spot", { dt: 30, d: { s: "BTCUSD", pr: 5, ts: 1 } });
    assert.deepEqual((await rig.nodeRed.nextMessage()).payload, { symbol: "BTCUSD", price: 5, timestamp: 1 });
  });
});
