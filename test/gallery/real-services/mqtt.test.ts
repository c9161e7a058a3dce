import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type NodeRed, type Properties, ROOT, startNodeRed, useRig, VERSIONS } from "../../embedded/harness";
import { eventually } from "../support/eventually";
import { example, fillIn, reporting } from "../support/example";
import { spot } from "../support/frames";
import { BROKER, type BrokerHere, brokerHere } from "../support/services/broker-here";

const EVERY: Properties = { emit: "every" };
/** ms between two prices of the exchange. */
const PACE = 10;

const LAMP = "04 Home/2 A lamp with the colour of the day";
const FEEDER = "06 Beyond one machine/1 A feeder publishes to MQTT";
const CONSUMER = "06 Beyond one machine/2 A consumer takes it from MQTT";
const TWO_FEEDERS = "06 Beyond one machine/3 Two feeders, one active";
/** Has a folder of tests for itself. */
const HOME_ASSISTANT = "04 Home/1 Home Assistant by MQTT discovery";

describe("The examples with MQTT", () => {
  it("are all read back from a broker", () => {
    const names = readdirSync(join(ROOT, "examples"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".json"))
      .map((file) => file.replace(/\.json$/, ""));
    assert.deepEqual(
      names.filter((name) => example(name).some(({ type }) => type.startsWith("mqtt"))).sort(),
      [HOME_ASSISTANT, LAMP, FEEDER, CONSUMER, TWO_FEEDERS].sort(),
    );
  });
});

for (const version of VERSIONS) {
  describe(`What the gallery publishes, read back from ${BROKER}, in Node-RED ${version}`, function () {
    this.timeout(60_000);
    const rig = useRig({ version });
    let broker: BrokerHere;
    let elsewhere: NodeRed;
    let prices: NodeJS.Timeout | undefined;

    before(async () => {
      elsewhere = await startNodeRed({ version });
    });
    beforeEach(async () => {
      broker = brokerHere();
      await broker.listen();
      elsewhere.forget();
    });
    afterEach(async () => {
      clearInterval(prices);
      await Promise.all([rig.nodeRed.deploy([]), elsewhere.deploy([])]);
      await broker.close();
    });
    after(() => elsewhere.stop());

    /** An exchange whose prices go on, since nobody knows when a flow has its broker. */
    const pricesGoOn = (symbol: string, price: number, more: object = {}) => {
      clearInterval(prices);
      prices = setInterval(() => rig.exchange.push("futures", spot(symbol, price, more)), PACE);
    };
    const published = (topic: string) => broker.next((publication) => publication.topic === topic);
    const isRetained = async (topic: string, payload: string) =>
      eventually(
        async () => (await broker.retained(topic)).map((publication) => publication.payload),
        (found) => found[0] === payload,
      );
    const filledIn = (nodes: Readonly<Record<string, Properties>>) => ({
      exchange: rig.exchange,
      nodes: { "mqtt-broker": broker.filledIn, ...nodes },
    });
    const consumer = () =>
      reporting(
        fillIn(example(CONSUMER), {
          nodes: { "mqtt-broker": broker.filledIn },
        }),
        "as a sentence",
      );
    const hears = (sentence: string) => elsewhere.nextMessage(({ payload }) => payload === sentence);

    it("is the colour of a lamp, for Zigbee2MQTT", async () => {
      const lamp = example(LAMP);
      await rig.nodeRed.deploy(fillIn(lamp, filledIn({ "coincall-spot": EVERY })));
      pricesGoOn("BTCUSD", 50_000, { cr: 0.05 });
      const { payload, retain } = await published("zigbee2mqtt/lamp/set");
      assert.deepEqual(
        [JSON.parse(payload), retain],
        [{ state: "ON", color: { r: 0, g: 255, b: 0 } }, false],
      );
    });

    it("is a feeder's latest prices, which stay for who comes later, and that it is there", async () => {
      const feeder = example(FEEDER);
      await rig.nodeRed.deploy(fillIn(feeder, filledIn({ "coincall-spot": EVERY })));
      pricesGoOn("BTCUSD", 50_000);
      const { payload, retain } = await published("coincall/spot/BTCUSD");
      assert.deepEqual([JSON.parse(payload).price, retain], [50_000, true]);
      await isRetained("coincall/feeder", "online");

      await elsewhere.deploy(consumer());
      await hears("BTCUSD costs 50000 USD (custom)");

      await rig.nodeRed.deploy([]);
      await isRetained("coincall/feeder", "offline");
    });

    it("is what a consumer takes, whoever publishes it", async () => {
      await elsewhere.deploy(consumer());
      const price = JSON.stringify({ symbol: "ETHUSD", price: 3_000, environment: "live" });
      await broker.publish("coincall/spot/ETHUSD", price, true);
      await hears("ETHUSD costs 3000 USD (live)");
    });

    it("is the price of the feeder that is active, and of the other one when that is stopped", async () => {
      const feeder = (name: string) =>
        fillIn(example(TWO_FEEDERS), {
          ...filledIn({ prices: EVERY, "stands for 2 s": { timeout: "0.5" } }),
          env: { FEEDER: `coincall/feeders/${name}` },
        });
      const isOnline = (name: string) =>
        broker.next(({ topic, payload }) => topic === `coincall/feeders/${name}` && payload === "online");
      await elsewhere.deploy(feeder("a"));
      await isOnline("a");
      await rig.nodeRed.deploy(feeder("b"));
      await isOnline("b");
      const costs = (price: number) =>
        broker.next(
          ({ topic, payload }) => topic === "coincall/spot/BTCUSD" && JSON.parse(payload).price === price,
        );
      pricesGoOn("BTCUSD", 50_000);
      await costs(50_000);
      await elsewhere.deploy([]);
      await isRetained("coincall/feeders/a", "offline");
      pricesGoOn("BTCUSD", 60_000);
      await costs(60_000);
    });
  });
}
