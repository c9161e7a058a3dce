import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../../src/simulator/index";
import {
  connection,
  describeOnEach,
  flowOf,
  type Message,
  type NodeRed,
  node,
  startNodeRed,
} from "../harness";

const FRIDAY = Date.UTC(2026, 10, 27, 8);

interface Rolled {
  from?: string;
  to: string;
  reason: string;
  rollsAt: number;
}

interface Told {
  topic: string;
  payload: { symbol?: string };
  coincall: { rolled?: Rolled; resumed?: boolean };
}

describeOnEach("Rolling names over an expiry", function (version) {
  this.timeout(90_000);
  let simulator: Simulator;
  let nodeRed: NodeRed;

  const start = async (before: number) => {
    simulator = await startSimulator({ seed: 7, start: FRIDAY - before });
    nodeRed = await startNodeRed({ version });
  };
  afterEach(async () => {
    await nodeRed.stop();
    await simulator.close();
  });
  const exchange = () =>
    connection({
      environment: "custom",
      url: simulator.url,
      credentials: { apiKey: "demo", apiSecret: "demo" },
    });
  const messages = (id: string) => nodeRed.messages<Told["payload"]>(id) as unknown as Told[];

  it("go on with the next option, at once and once, and nobody hears an error", async () => {
    await start(12_000);
    await nodeRed.deploy(
      flowOf(exchange(), node("coincall-greeks", { symbols: "BTCUSD-W-ATM-C", wires: [["output"]] })),
    );
    const rolled = (reason: string) => (message: Message<unknown>) =>
      (message as unknown as Told).coincall?.rolled?.reason === reason;
    const first = (await nodeRed.nextMessage(rolled("start"))) as unknown as Told;
    assert.match(first.coincall.rolled?.to ?? "", /^BTCUSD-27NOV26-/);
    assert.equal(first.topic, "BTCUSD-W-ATM-C");
    assert.equal(first.payload.symbol, first.coincall.rolled?.to);
    const second = (await nodeRed.nextMessage(rolled("expiry"))) as unknown as Told;
    assert.match(second.coincall.rolled?.to ?? "", /^BTCUSD-4DEC26-/);
    assert.match(second.coincall.rolled?.from ?? "", /^BTCUSD-27NOV26-/);
    console.log(messages("output").map((m) => [m.payload.symbol, m.coincall.rolled?.reason]));
    assert.deepEqual(nodeRed.catches, []);
  });
});
