import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../../src/simulator/index";
import { connection, describeOnEach, flowOf, type NodeRed, node, startNodeRed } from "../harness";

/** Whether an alert fires when it should, and not when it should not: the test says what the market does. */
describeOnEach("A market to order", function (version) {
  this.timeout(60_000);
  let nodeRed: NodeRed;
  let exchange: Simulator;

  before(async () => {
    exchange = await startSimulator({ seed: 5 });
    exchange.control.setPrice("BTCUSD", 95_000);
    const above = {
      id: "above",
      type: "switch",
      z: "tab",
      x: 0,
      y: 0,
      property: "payload.price",
      propertyType: "msg",
      rules: [{ t: "gt", v: "100000", vt: "num" }],
      checkall: "true",
      outputs: 1,
      wires: [["output"]],
    };
    const credentials = { apiKey: "any", apiSecret: "any" };
    nodeRed = await startNodeRed({ version });
    await nodeRed.deploy(
      flowOf(
        connection({ environment: "custom", url: exchange.url, credentials }),
        node("coincall-spot", { symbols: "BTCUSD", wires: [["above"]] }),
        node("coincall-balance"),
        above,
      ),
    );
  });
  after(async () => {
    await nodeRed.stop();
    await exchange.close();
  });

  const ofChannel = (channel: string) => (message: { coincall: { channel: string } }) =>
    message.coincall.channel === channel;

  it("makes an alert fire that was silent", async () => {
    await nodeRed.nextStatus("spot", ({ text }) => text === "live");
    const ordered = Date.now();
    exchange.control.setPrice("BTCUSD", 101_000);
    const first = await nodeRed.nextMessage<{ price: number; high24h: number }>(ofChannel("spot"));
    const { payload, coincall } = first;
    assert.ok(coincall.received >= ordered, "it was not silent before");
    assert.ok(payload.price > 100_000 && payload.high24h >= 101_000);
  });

  it("uses up the account's margin", async () => {
    exchange.control.setMarginUse(0.9);
    await nodeRed.nextMessage<{ initialMargin: number; marginBalance: number }>(
      ({ coincall, payload }) =>
        coincall.channel === "balance" && payload.initialMargin / payload.marginBalance > 0.85,
    );
  });

  it("cuts the line, and what comes after says that there may be a gap", async () => {
    exchange.control.cut();
    const { coincall } = await nodeRed.nextMessage(
      (message) => ofChannel("spot")(message) && message.coincall.resumed === true,
    );
    assert.equal(coincall.environment, "custom");
  });
});
