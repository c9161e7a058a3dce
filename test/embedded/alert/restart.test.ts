import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Deployment, type NodeRed, type Properties, startNodeRed, useRig } from "../harness";
import { createUserDirectory, linkPalette, removeUserDirectory } from "../harness/user-directory";
import { ROOT } from "../harness/versions";
import { alert, flowOfAlerts } from "./flows";

/** Sends prices, and returns what was told of them so far. */
async function told(nodeRed: NodeRed, ...prices: number[]): Promise<unknown[]> {
  for (const price of prices) nodeRed.send("alert", { topic: "BTCUSD", payload: { price } });
  nodeRed.send("alert", { action: "list" });
  await nodeRed.nextMessage(({ payload }) => Array.isArray(payload));
  return [...nodeRed.messages(), ...nodeRed.messages("clear")]
    .map(({ payload }) => payload)
    .filter((payload) => !Array.isArray(payload));
}

describe("What an alert has told", () => {
  describe("over a restart", function () {
    this.timeout(60_000);
    let userDirectory: string;
    let nodeRed: NodeRed;

    const start = async (store: object, properties: Properties = {}) => {
      const settings = { contextStorage: { default: { module: "localfilesystem", config: store } } };
      const flows = flowOfAlerts(alert(properties));
      nodeRed = await startNodeRed({ version: "4.1", userDirectory, settings, flows });
    };
    /** Whether the store holds an alert that was told. */
    const isKept = () => {
      const folder = join(userDirectory, "context");
      if (!existsSync(folder)) return false;
      const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
      const [file] = files.filter((name) => name.endsWith("alert.json"));
      return file !== undefined && readFileSync(join(folder, file), "utf8").includes('"told"');
    };

    beforeEach(() => {
      userDirectory = createUserDirectory();
      linkPalette(userDirectory, ROOT);
    });
    afterEach(async () => {
      await nodeRed.stop();
      removeUserDirectory(userDirectory);
    });

    it("is neither told again nor forgotten", async () => {
      await start({});
      assert.deepEqual(await told(nodeRed, 101), ["BTCUSD is above 100: 101"]);
      await nodeRed.stop();
      await start({});
      assert.deepEqual(await told(nodeRed, 102, 99), ["BTCUSD is no longer above 100: 99"]);
    });

    it("is known soon after, whatever ends the process", async () => {
      await start({ flushInterval: 1 }, { repeat: "once" });
      assert.equal((await told(nodeRed, 101)).length, 1);
      while (!isKept()) await pause(50);
      await nodeRed.kill();
      await start({ flushInterval: 1 }, { repeat: "once" });
      assert.deepEqual(await told(nodeRed, 99, 101), ["BTCUSD is no longer above 100: 99"]);
    });

    it("is begun anew where other settings say what is to be told", async () => {
      await start({});
      await told(nodeRed, 105);
      await nodeRed.stop();
      await start({}, { level: "103" });
      assert.deepEqual(await told(nodeRed, 106), ["BTCUSD is above 103: 106"]);
    });
  });

  describe("over a deploy", function () {
    this.timeout(60_000);
    const rig = useRig();
    const deploy = (properties: Properties, type: Deployment) =>
      rig.nodeRed.deploy(flowOfAlerts(alert(properties)), type);

    for (const type of ["nodes", "flows", "full"] as const) {
      it(`of ${type} is neither told again nor forgotten, also where its text changes`, async () => {
        await deploy({}, type);
        await told(rig.nodeRed, 101);
        rig.nodeRed.forget();
        await deploy({ text: "{{alert.state}} {{alert.value}}" }, type);
        assert.deepEqual(await told(rig.nodeRed, 102, 99), ["clear 99"]);
      });
    }

    it("is forgotten with its node, and nothing comes of it any more", async () => {
      await deploy({ for: 0.2 }, "full");
      assert.deepEqual(await told(rig.nodeRed, 101), []);
      const others = flowOfAlerts(alert({ id: "other", for: 0.4 }));
      await rig.nodeRed.deploy(others, "flows");
      rig.nodeRed.send("other", { topic: "ETHUSD", payload: { price: 101 } });
      await rig.nodeRed.nextMessage(({ topic }) => topic === "ETHUSD");
      assert.deepEqual(
        rig.nodeRed.messages().filter(({ topic }) => topic === "BTCUSD"),
        [],
      );
      await deploy({}, "flows");
      assert.equal((await told(rig.nodeRed, 101)).at(-1), "BTCUSD is above 100: 101");
    });
  });

  describe("by a level in a store that takes its time", function () {
    this.timeout(60_000);
    const rig = useRig({
      version: "4.1",
      settings: {
        contextStorage: {
          default: { module: "memory" },
          slow: { module: "localfilesystem", config: { cache: false } },
        },
      },
    });

    it("is told of in the order of the messages", async () => {
      const func = `flow.set("limit", 100, "slow", () => node.send(msg));`;
      const set = { id: "set", type: "function", z: "tab", x: 0, y: 0, func, outputs: 1, wires: [["alert"]] };
      const flow = flowOfAlerts(alert({ level: "#:(slow)::limit", levelType: "flow" }));
      await rig.nodeRed.deploy([...flow.filter(({ id }) => id !== "set"), set]);
      rig.nodeRed.send("set", { topic: "BTCUSD", payload: { price: 99 } });
      await rig.nodeRed.nextStatus("alert", ({ text }) => text === "1 watched");
      assert.deepEqual(await told(rig.nodeRed, 101, 99, 102, 98, 103), [
        "BTCUSD is above 100: 101",
        "BTCUSD is above 100: 102",
        "BTCUSD is above 100: 103",
        "BTCUSD is no longer above 100: 99",
        "BTCUSD is no longer above 100: 98",
      ]);
    });
  });
});
