import assert from "node:assert/strict";
import { type NodeRed, saved, startNodeRed, statusAll, VERSIONS } from "../embedded/harness";
import { type StubExchange, startStubExchange } from "../support/stub-exchange";
import { Broker } from "./support/broker";
import { example, fillIn, idOf, reporting } from "./support/example";
import { spot } from "./support/frames";

const EVERY = { emit: "every" };
/** ms between two prices of the exchange. */
const PACE = 10;

for (const version of VERSIONS) {
  describe(`Beyond one machine, in Node-RED ${version}`, function () {
    this.timeout(20_000);
    let exchange: StubExchange;
    let broker: Broker;
    let first: NodeRed;
    let second: NodeRed;
    /** Those of the two that still run. */
    let machines: NodeRed[] = [];

    before(async () => {
      machines = await Promise.all([startNodeRed({ version }), startNodeRed({ version })]);
      [first, second] = machines as [NodeRed, NodeRed];
    });
    beforeEach(async () => {
      broker = new Broker();
      [exchange] = await Promise.all([startStubExchange(), broker.listen()]);
      for (const machine of machines) machine.forget();
    });
    afterEach(async () => {
      await Promise.all(machines.map((machine) => machine.deploy([])));
      await Promise.all([broker.close(), exchange.close()]);
    });
    after(() => Promise.all(machines.map((machine) => machine.stop())));

    const consumer = () => {
      const flow = example("06 Beyond one machine/2 A consumer takes it from MQTT");
      return reporting(fillIn(flow, { nodes: { "mqtt-broker": broker.filledIn } }), "as a sentence");
    };
    const feeder = (name: string) =>
      fillIn(example("06 Beyond one machine/3 Two feeders, one active"), {
        exchange,
        env: { FEEDER: `coincall/feeders/${name}` },
        nodes: {
          "mqtt-broker": broker.filledIn,
          prices: EVERY,
          "stands for 2 s": { timeout: "0.5" },
          "every minute": { repeat: "0.1" },
        },
      });
    const isOnline = (name: string) =>
      broker.next(({ topic, payload }) => topic === `coincall/feeders/${name}` && payload === "online");

    it("brings a consumer the latest price of each symbol at once, and where it is from, though it comes later", async () => {
      const flow = example("06 Beyond one machine/1 A feeder publishes to MQTT");
      const nodes = { "mqtt-broker": broker.filledIn, "coincall-spot": EVERY };
      await first.deploy(fillIn(flow, { exchange, nodes }));
      await broker.next(({ topic, payload }) => topic === "coincall/feeder" && payload === "online");
      await exchange.nextFrame((text) => text.includes("spotPrice"));
      exchange.push("futures", spot("BTCUSD", 50_000));
      exchange.push("futures", spot("BTCUSD", 50_001));
      exchange.push("futures", spot("ETHUSD", 3_000));
      const { payload, retain } = await broker.next(({ topic }) => topic === "coincall/spot/ETHUSD");
      assert.deepEqual([JSON.parse(payload).price, retain], [3_000, true]);

      await second.deploy(consumer());
      const sentences = [await second.nextMessage(), await second.nextMessage()];
      assert.deepEqual(sentences.map((message) => [message.topic, message.payload]).sort(), [
        ["BTCUSD", "BTCUSD costs 50001 USD (custom)"],
        ["ETHUSD", "ETHUSD costs 3000 USD (custom)"],
      ]);
    });

    it("feeds on when its spot node has forgotten over a deploy what to watch", async () => {
      const flow = [...feeder("a"), ...statusAll(idOf(feeder("a"), "tab"))];
      const prices = idOf(flow, "prices");
      const isWatching = () => first.nextStatus(prices, ({ text }) => text === "waiting for data");
      await first.deploy(flow);
      await isWatching();
      first.forget();
      const changed = saved(flow).map((node) => (node.id === prices ? { ...node, overdue: 30 } : node));
      await first.deploy(changed, "nodes");
      await isWatching();
    });

    describe("with two feeders, one of them active,", () => {
      let ticking: NodeJS.Timeout;
      /** The price at present. Each is another one, and higher than those before. */
      let price: number;

      beforeEach(async () => {
        await first.deploy(feeder("a"));
        await isOnline("a");
        await second.deploy([...feeder("b"), ...consumer()]);
        await isOnline("b");
        await exchange.nextConnection();
        price = 0;
        ticking = setInterval(() => {
          price += 1;
          exchange.push("futures", spot("BTCUSD", price));
        }, PACE);
        await fresh();
      });
      afterEach(() => clearInterval(ticking));

      /** Until a consumer has a price that is younger than what just happened. */
      const fresh = () => {
        const before = price;
        return second.nextMessage(({ payload }) => priceIn(payload) > before + 50);
      };
      const assertOnceAndInOrder = () => {
        const received = second.messages().map(({ payload }) => priceIn(payload));
        assert.deepEqual(received, [...new Set(received)], "a price came twice");
        assert.deepEqual(
          received,
          received.toSorted((one, other) => one - other),
          "a price came late",
        );
        assert.equal(exchange.open(), 1);
      };

      it("goes on with the other when the first is stopped, and with the first again, without a duplicate", async () => {
        await first.deploy([]);
        await exchange.nextConnection();
        await fresh();
        await first.deploy(feeder("a"));
        await exchange.nextConnection();
        await exchange.openBecomes(1);
        await fresh();
        assertOnceAndInOrder();
        assert.equal(exchange.accepted(), 3);
      });

      it("goes on with the other when the first has vanished, without a duplicate", async () => {
        machines = [second];
        await first.kill();
        await fresh();
        assertOnceAndInOrder();
        assert.equal(exchange.accepted(), 2);
      });
    });
  });
}

function priceIn(sentence: unknown): number {
  return Number(/costs (\d+)/.exec(String(sentence))?.[1]);
}
