import assert from "node:assert/strict";
import { useRig, VERSIONS } from "../../embedded/harness";
import { eventually } from "../support/eventually";
import { idOf } from "../support/example";
import { chain, greeks, optionName, optionsAt, spot } from "../support/frames";
import { BROKER, type BrokerHere, brokerHere } from "../support/services/broker-here";
import { ANNOUNCEMENT, complaints, homeAssistant } from "./flow";

const HOUR = 60 * 60 * 1000;
const OPTION = "BTCUSD-30DTE-ATM-C";
const PRICE_MOVES = "coincall/home/alert/BTCUSD";
const VOLATILITY_MOVES = `coincall/home/alert/${OPTION}`;

for (const version of VERSIONS) {
  describe(`The alerts of Home Assistant, read back from ${BROKER}, in Node-RED ${version}`, function () {
    this.timeout(60_000);
    const rig = useRig({ version });
    let broker: BrokerHere;

    beforeEach(async () => {
      broker = brokerHere();
      await broker.listen();
      rig.exchange.listed = optionsAt(50_000);
    });
    afterEach(async () => {
      await rig.nodeRed.deploy([]);
      await broker.close();
    });
    after(() => assert.deepEqual(complaints(rig.nodeRed), []));

    /** Until the flow has its broker, and has announced itself. */
    const deploy = async () => {
      await rig.nodeRed.deploy(homeAssistant(rig.exchange, broker));
      return announced();
    };
    const announced = async () => {
      const { payload } = await broker.next(({ topic }) => topic === ANNOUNCEMENT);
      return JSON.parse(payload).components;
    };
    const price = (value: number, hours: number) =>
      rig.exchange.push("futures", spot("BTCUSD", value, { ts: Date.UTC(2026, 10, 22) + hours * HOUR }));
    const told = async (topic: string, payload: string) => {
      await broker.next((publication) => publication.topic === topic && publication.payload === payload);
    };
    const words = async (topic: string) =>
      JSON.parse((await broker.next((publication) => publication.topic === `${topic}/told`)).payload);
    const retainedBecomes = (topic: string, wanted: string) =>
      eventually(
        async () => (await broker.retained(topic)).map(({ payload }) => payload),
        (found) => found[0] === wanted,
      );

    it("are on while an alert holds, with its words told first, and off when it is over", async () => {
      const { coincall_btcusd_alert: sensor } = await deploy();
      assert.deepEqual(
        [sensor.platform, sensor.state_topic, sensor.json_attributes_topic, sensor.expire_after],
        ["binary_sensor", PRICE_MOVES, `${PRICE_MOVES}/told`, 120],
      );
      price(50_000, 0);
      await told(PRICE_MOVES, "OFF");
      price(52_000, 0.5);
      const { text, value, environment } = await words(PRICE_MOVES);
      assert.match(text, /BTCUSD/);
      assert.deepEqual([value, environment], [52_000, "custom"]);
      await told(PRICE_MOVES, "ON");
      const topics = broker.publications.map(({ topic, payload }) => `${topic} ${payload}`);
      assert.ok(
        topics.findIndex((line) => line.startsWith(`${PRICE_MOVES}/told`)) <
          topics.indexOf(`${PRICE_MOVES} ON`),
      );
      broker.forget();
      price(52_000, 2);
      await words(PRICE_MOVES);
      await told(PRICE_MOVES, "OFF");
    });

    it("are of a rolling option under its rolling name", async () => {
      await deploy();
      const option = optionName(50_000, "call");
      const volatility = (iv: number, hours: number) =>
        rig.exchange.push("options", greeks(option, Date.UTC(2026, 10, 22) + hours * HOUR, 0.5, iv));
      await rig.exchange.nextFrame((text) => text.includes('"tOption"'));
      rig.exchange.push("options", chain(Date.now(), { 50000: 0.5 }));
      await rig.exchange.nextFrame((text) => text.includes('"bsInfo"') && text.includes(option));
      volatility(0.5, 0);
      await told(VOLATILITY_MOVES, "OFF");
      volatility(0.54, 0.5);
      await told(VOLATILITY_MOVES, "ON");
    });

    it("stay on for who comes later, and go off with a Node-RED that has forgotten them", async () => {
      await deploy();
      price(50_000, 0);
      price(52_000, 0.5);
      await retainedBecomes(PRICE_MOVES, "ON");
      await rig.nodeRed.deploy([]);
      await retainedBecomes(PRICE_MOVES, "ON");
      await deploy();
      price(52_000, 0.6);
      await retainedBecomes(PRICE_MOVES, "OFF");
    });

    it("are tried by the button of the alert", async () => {
      const id = idOf(homeAssistant(rig.exchange, broker), "moves by 3 % in an hour");
      await deploy();
      price(50_000, 0);
      await told(PRICE_MOVES, "OFF");
      const { status } = await rig.nodeRed.admin(`/coincall/alert/${id}/test`, { method: "POST" });
      assert.equal(status, 200);
      await told(PRICE_MOVES, "ON");
      broker.forget();
      await told(PRICE_MOVES, "OFF");
    });

    it("are told again to a broker that has lost them", async () => {
      await deploy();
      price(50_000, 0);
      price(52_000, 0.5);
      await told(PRICE_MOVES, "ON");
      await broker.publish(PRICE_MOVES, "", true);
      await retainedBecomes(PRICE_MOVES, "ON");
    });
  });
}
