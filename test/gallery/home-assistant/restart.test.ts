import assert from "node:assert/strict";
import { type NodeRed, ROOT, startNodeRed, VERSIONS } from "../../embedded/harness";
import { createUserDirectory, linkPalette, removeUserDirectory } from "../../embedded/harness/user-directory";
import { type StubExchange, startStubExchange } from "../../support/stub-exchange";
import type { Publication } from "../support/broker";
import { eventually } from "../support/eventually";
import { spot } from "../support/frames";
import { BROKER, type BrokerHere, brokerHere } from "../support/services/broker-here";
import { homeAssistant } from "./flow";

const STATE = "coincall/home/BTCUSD";
const ALERT = "coincall/home/alert/BTCUSD";
/** ms between two prices of the exchange. */
const PACE = 10;
const settings = { contextStorage: { default: { module: "localfilesystem" } } };

for (const version of VERSIONS) {
  describe(`An alert of Home Assistant, where Node-RED ${version} keeps its context, with ${BROKER}`, function () {
    this.timeout(60_000);
    const userDirectory = createUserDirectory();
    let broker: BrokerHere;
    let exchange: StubExchange;
    let nodeRed: NodeRed | undefined;

    before(async () => {
      linkPalette(userDirectory, ROOT);
      broker = brokerHere();
      [exchange] = await Promise.all([startStubExchange(), broker.listen()]);
    });
    after(async () => {
      await nodeRed?.stop();
      await Promise.all([broker.close(), exchange.close()]);
      removeUserDirectory(userDirectory);
    });

    const start = async () => {
      nodeRed = await startNodeRed({ version, userDirectory, settings });
      await nodeRed.deploy(homeAssistant(exchange, broker));
      return nodeRed;
    };
    const told = (topic: string, payload: string) =>
      broker.next((publication) => publication.topic === topic && publication.payload === payload);

    /** An exchange whose price goes on, since nobody knows when the flow hears it. */
    const costs = async (price: number, until: () => Promise<unknown>) => {
      const prices = setInterval(() => exchange.push("futures", spot("BTCUSD", price)), PACE);
      await until().finally(() => clearInterval(prices));
    };

    it("is on still after a restart, and not told again", async () => {
      const first = await start();
      await costs(50_000, () => told(ALERT, "OFF"));
      await costs(52_000, () => told(ALERT, "ON"));
      await first.stop();
      await told("coincall/home/available", "offline");
      const { length } = broker.publications;

      await start();
      const isHeard = ({ topic, payload }: Publication) =>
        topic === STATE && JSON.parse(payload).price === 52_001;
      await costs(52_001, () => broker.next(isHeard));
      const again = () => broker.publications.slice(length).filter(({ topic }) => topic.startsWith(ALERT));
      await eventually(again, ({ length: times }) => times > 2);
      assert.deepEqual(
        [...new Set(again().map(({ topic, payload }) => `${topic} ${payload}`))],
        [`${ALERT} ON`],
      );
    });
  });
}
