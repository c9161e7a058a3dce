import assert from "node:assert/strict";
import { type Properties, useRig, VERSIONS } from "../embedded/harness";
import { Broker } from "./support/broker";
import { example, type FilledIn, fillIn, idOf, reporting, reportingWhatIsSent } from "./support/example";
import { spot } from "./support/frames";
import { HttpReceiver } from "./support/http-receiver";

const EVERY: Properties = { emit: "every" };

for (const version of VERSIONS) {
  describe(`The home of the gallery, in Node-RED ${version}`, function () {
    this.timeout(60_000);
    const rig = useRig({ version });
    const web = new HttpReceiver();
    let broker: Broker;

    before(() => web.listen());
    beforeEach(async () => {
      web.forget();
      broker = new Broker();
      await broker.listen();
    });
    afterEach(async () => {
      await rig.nodeRed.deploy([]);
      await broker.close();
    });
    after(() => web.close());

    async function deploy(name: string, filledIn: FilledIn): Promise<void> {
      await rig.nodeRed.deploy(fillIn(example(name), { exchange: rig.exchange, ...filledIn }));
      await rig.exchange.nextFrame();
    }

    describe("with a lamp", () => {
      const change = (cr: number) => rig.exchange.push("futures", spot("BTCUSD", 50_000, { cr }));

      it("shows red at a loss, green at a gain, and is told only of another colour", async () => {
        await deploy("04 Home/2 A lamp with the colour of the day", {
          // No broker: the flow tells the colour again once there is one, at whatever moment that is.
          settings: { url: `${web.url}/json/state` },
          nodes: { "coincall-spot": EVERY },
        });
        const shown: unknown[] = [];
        for (const [first, alike] of [
          [0.06, 0.07],
          [-0.05, -0.09],
          [0, 0.001],
        ] as const) {
          change(first);
          change(alike);
          const { path, body } = await web.next();
          assert.equal(path, "/json/state");
          shown.push(JSON.parse(body));
        }
        const wled = (...colour: number[]) => ({ on: true, seg: [{ col: [colour] }] });
        assert.deepEqual(shown, [wled(0, 255, 0), wled(255, 0, 0), wled(255, 255, 0)]);
      });

      it("tells Zigbee2MQTT the colour", async () => {
        await deploy("04 Home/2 A lamp with the colour of the day", {
          nodes: { "coincall-spot": EVERY, "mqtt-broker": broker.filledIn },
        });
        // The flow tells it again once the broker is there, however early the first price came.
        const prices = setInterval(() => change(0.05), 10);
        const told = broker.next(({ topic }) => topic === "zigbee2mqtt/lamp/set");
        const { payload, retain } = await told.finally(() => clearInterval(prices));
        assert.deepEqual(JSON.parse(payload), { state: "ON", color: { r: 0, g: 255, b: 0 } });
        assert.equal(retain, false);
      });
    });

    describe("with a loudspeaker", () => {
      it("says each step of the price, and nothing while it trembles", async () => {
        const flow = fillIn(example("04 Home/3 A spoken alert"), {
          exchange: rig.exchange,
          settings: {
            step: 1_000,
            url: `${web.url}/api/services/tts/speak`,
            speaker: "media_player.kitchen",
          },
          variables: { HOME_ASSISTANT_TOKEN: "example-token" },
          nodes: { "coincall-spot": EVERY },
        });
        await rig.nodeRed.deploy(reporting(flow, "whole steps"));
        await rig.exchange.nextFrame();
        for (const price of [50_200, 50_990, 51_001, 50_999, 51_900, 50_001, 49_990]) {
          rig.exchange.push("futures", spot("BTCUSD", price));
          await rig.nodeRed.nextMessage<{ price: number }>(({ payload }) => payload.price === price);
        }
        const { path, headers, body } = await web.next();
        assert.deepEqual([path, headers.authorization], ["/api/services/tts/speak", "Bearer example-token"]);
        assert.deepEqual(JSON.parse(body), {
          entity_id: "tts.piper",
          media_player_entity_id: "media_player.kitchen",
          message: "Bitcoin has risen to 51000 dollars.",
        });
        assert.match(JSON.stringify(await web.nextJson()), /Bitcoin has fallen to 50000 dollars\./);
      });

      it("answers what a coin is worth, to whoever asks and aloud", async () => {
        const flow = fillIn(example("04 Home/4 A spoken answer"), {
          exchange: rig.exchange,
          settings: { url: `${web.url}/api/services/tts/speak`, speaker: "media_player.kitchen" },
          variables: { HOME_ASSISTANT_TOKEN: "example-token" },
          nodes: { "coincall-spot": EVERY },
        });
        await rig.nodeRed.deploy(reportingWhatIsSent(flow, "coincall-spot"));
        await rig.exchange.nextFrame();
        const ask = async (text: string) => {
          const response = await fetch(`${rig.nodeRed.url}/coincall/ask`, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ text }),
          });
          assert.equal(response.status, 200);
          return response.text();
        };
        assert.equal(await ask("What is bitcoin?"), "There is no price of bitcoin yet.");
        assert.match(JSON.stringify(await web.nextJson()), /no price of bitcoin/);
        rig.exchange.push("futures", spot("BTCUSD", 81_000.4));
        await rig.nodeRed.nextMessage<{ price: number }>(({ payload }) => payload?.price === 81_000.4);
        assert.equal(await ask("What is Bitcoin?"), "Bitcoin is at 81,000 dollars.");
        const { path, headers, body } = await web.next();
        assert.deepEqual([path, headers.authorization], ["/api/services/tts/speak", "Bearer example-token"]);
        assert.deepEqual(JSON.parse(body), {
          entity_id: "tts.piper",
          media_player_entity_id: "media_player.kitchen",
          message: "Bitcoin is at 81,000 dollars.",
        });
        assert.equal(await ask("what is love?"), "I know no price of that.");
        assert.match(JSON.stringify(await web.nextJson()), /I know no price of that/);
        rig.nodeRed.send(idOf(flow, "what is bitcoin?"), {});
        assert.match(JSON.stringify(await web.nextJson()), /Bitcoin is at 81,000 dollars/);
      });
    });
  });
}
