import assert from "node:assert/strict";
import { useRig, VERSIONS } from "../../embedded/harness";
import { problemsOf } from "../../home-assistant/device-discovery";
import { eventually } from "../support/eventually";
import { chain, greeks, optionName, optionsAt, spot } from "../support/frames";
import { BROKER, type BrokerHere, brokerHere } from "../support/services/broker-here";
import { ANNOUNCEMENT, complaints, homeAssistant } from "./flow";

/** ms between two frames of the exchange. */
const PACE = 10;
const PRICE = "coincall_btcusd_price";
const VOLATILITY = "coincall_btcusd-30dte-atm-c_volatility";

for (const version of VERSIONS) {
  describe(`The sensors of Home Assistant, read back from ${BROKER}, in Node-RED ${version}`, function () {
    this.timeout(60_000);
    const rig = useRig({ version });
    let broker: BrokerHere;
    let frames: NodeJS.Timeout | undefined;

    beforeEach(async () => {
      broker = brokerHere();
      await broker.listen();
      rig.exchange.listed = optionsAt(40_000, 50_000);
    });
    afterEach(async () => {
      clearInterval(frames);
      await rig.nodeRed.deploy([]);
      await broker.close();
    });
    after(() => assert.deepEqual(complaints(rig.nodeRed), []));

    const deploy = () => rig.nodeRed.deploy(homeAssistant(rig.exchange, broker));
    const published = (topic: string, ...payloads: string[]) =>
      broker.next(
        (publication) =>
          publication.topic === topic && (payloads.length === 0 || payloads.includes(publication.payload)),
      );
    const announced = async () => {
      const { payload, retain } = await published(ANNOUNCEMENT);
      return { ...JSON.parse(payload), retain };
    };
    /** What a client is told that comes now, once it is as wanted. */
    const retainedBecomes = (topic: string, wanted: string) =>
      eventually(
        async () => (await broker.retained(topic)).map(({ payload }) => payload),
        (found) => found[0] === wanted,
      );
    const pricesGoOn = (symbol: string, price: number, more: object = {}) => {
      frames = setInterval(() => rig.exchange.push("futures", spot(symbol, price, more)), PACE);
    };

    it("are announced as one device that stays announced, and then told", async () => {
      await deploy();
      const { retain: isRetained, ...device } = await announced();
      assert.deepEqual([isRetained, device.device.identifiers], [true, ["coincall"]]);
      assert.deepEqual(problemsOf(device), []);
      const ids = Object.values<{ unique_id: string }>(device.components).map(({ unique_id }) => unique_id);
      assert.deepEqual(ids, [...new Set(ids)]);
      const { [PRICE]: price, coincall_ethusd_change: change } = device.components;
      assert.deepEqual(
        [price.unit_of_measurement, price.suggested_display_precision, price.expire_after],
        ["USD", 2, 120],
      );
      assert.equal(change.unit_of_measurement, "%");
      pricesGoOn("BTCUSD", 50_000, { cr: "-0.0123", uv24: 1e6 });
      const { payload, retain } = await published(price.state_topic);
      const state = JSON.parse(payload);
      assert.deepEqual(
        [state.price, state.changeRate, state.valueUsd24h, state.environment, retain],
        [50_000, -0.0123, 1e6, "custom", false],
      );
    });

    it("are announced again, all of them, when Home Assistant has started", async () => {
      await deploy();
      const { components } = await announced();
      await broker.publish("homeassistant/status", "offline");
      await broker.publish("homeassistant/status", "online");
      assert.deepEqual((await announced()).components, components);
    });

    it("keep the ids of the example that announced each on its own, which is unloaded and then cleared", async () => {
      const earlier = ["price", "change", "volume"].map(
        (field) => `homeassistant/sensor/coincall_btcusd_${field}/config`,
      );
      for (const topic of earlier) await broker.publish(topic, '{"unique_id":"…"}', true);
      await deploy();
      for (const topic of earlier) await published(topic, '{"migrate_discovery":true}');
      const { components } = await announced();
      for (const topic of earlier) {
        const id = topic.split("/")[2] ?? "";
        assert.equal(components[id].unique_id, id);
      }
      await eventually(
        () => broker.retained("homeassistant/sensor/#"),
        ({ length }) => length === 0,
      );
    });

    it("are available while the flow runs and the market is there, to whom comes later too", async () => {
      await deploy();
      const { availability, availability_mode: mode } = await announced();
      const [flow, feed] = availability;
      assert.deepEqual(
        [mode, flow.topic, feed.topic],
        ["all", "coincall/home/available", "coincall/home/feed/futures"],
      );
      assert.match(feed.value_template, /'online' if value == 'open' else 'offline'/);
      await retainedBecomes(flow.topic, "online");
      await retainedBecomes(feed.topic, "open");
      await rig.exchange.close();
      await published(feed.topic, "waiting");
      await rig.nodeRed.deploy([]);
      await retainedBecomes(flow.topic, "offline");
    });

    it("are told under topics that MQTT takes, whatever rolling name is watched", async () => {
      const flow = homeAssistant(rig.exchange, broker).map((node) =>
        node.type === "coincall-greeks" ? { ...node, symbols: "BTCUSD-NEXT-ATM+2-C BTCUSD-W-105%-P" } : node,
      );
      await rig.nodeRed.deploy(flow);
      const { retain: _, ...device } = await announced();
      assert.deepEqual(problemsOf(device), []);
      const { state_topic: topic } = device.components["coincall_btcusd-next-atmp2-c_volatility"];
      assert.equal(topic, "coincall/home/BTCUSD-NEXT-ATMp2-C");
      assert.equal(
        device.components["coincall_btcusd-w-105%-p_volatility"].state_topic,
        "coincall/home/BTCUSD-W-105%-P",
      );
    });

    it("stay the same when another option becomes the one that a rolling name means", async () => {
      await deploy();
      const { components } = await announced();
      const { state_topic: topic } = components[VOLATILITY];
      let money = 50_100;
      frames = setInterval(() => {
        rig.exchange.push("options", chain(Date.now(), { 40000: 0.6, 50000: 0.5 }, money));
        for (const strike of [40_000, 50_000])
          rig.exchange.push("options", greeks(optionName(strike, "call"), Date.now(), 0.5, strike / 100_000));
      }, PACE);
      const told = async (option: string) => {
        const { payload } = await broker.next(
          (publication) => publication.topic === topic && JSON.parse(publication.payload).symbol === option,
        );
        return JSON.parse(payload).iv;
      };
      assert.equal(await told(optionName(50_000, "call")), 0.5);
      money = 40_100;
      assert.equal(await told(optionName(40_000, "call")), 0.4);
      await broker.publish("homeassistant/status", "online");
      assert.deepEqual((await announced()).components, components);
    });
  });
}
