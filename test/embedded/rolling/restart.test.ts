import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../../../src/simulator/index";
import { flowOf, type NodeRed, node, startNodeRed } from "../harness";
import { createUserDirectory, linkPalette, removeUserDirectory } from "../harness/user-directory";
import { ROOT } from "../harness/versions";
import { connectionTo, FRIDAY, nextRoll } from "./told";

const NAME = "BTCUSD-W-ATM-C";
const DAY = 86_400_000;

describe("A rolling name that is chosen once an expiry", function () {
  this.timeout(60_000);
  const settings = { contextStorage: { default: { module: "localfilesystem" } } };
  let simulator: Simulator;
  let userDirectory: string;
  let nodeRed: NodeRed;

  const start = async () => {
    nodeRed = await startNodeRed({ version: "4.1", userDirectory, settings });
    const greeks = node("coincall-greeks", { symbols: NAME, follow: "expiry" });
    await nodeRed.deploy(flowOf(connectionTo(simulator), greeks));
    const { coincall } = await nextRoll(nodeRed, "start");
    return coincall.rolled?.to;
  };
  /** Where the node's context is kept. */
  const contextFile = () => {
    const folder = join(userDirectory, "context");
    const [file = ""] = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith("greeks.json"),
    );
    return join(folder, file);
  };

  beforeEach(async () => {
    simulator = await startSimulator({ seed: 2, start: FRIDAY - 3 * DAY });
    simulator.control.setPrice("BTCUSD", 100_000);
    userDirectory = createUserDirectory();
    linkPalette(userDirectory, ROOT);
  });
  afterEach(async () => {
    await nodeRed.stop();
    await simulator.close();
    removeUserDirectory(userDirectory);
  });

  it("is the same after a restart, wherever the money is by then, and whatever else stands in its context", async () => {
    assert.equal(await start(), "BTCUSD-27NOV26-100000-C");
    await nodeRed.stop();
    simulator.control.setPrice("BTCUSD", 102_000);
    assert.equal(await start(), "BTCUSD-27NOV26-100000-C");
    await nodeRed.stop();
    const kept = JSON.parse(readFileSync(contextFile(), "utf8"));
    const [name = ""] = Object.keys(kept);
    const { choice } = kept[name][NAME];
    writeFileSync(
      contextFile(),
      JSON.stringify({ [name]: { [NAME]: { choice: { ...choice, symbol: "no option" } } } }),
    );
    assert.equal(await start(), "BTCUSD-27NOV26-102000-C");
    assert.deepEqual(nodeRed.catches, []);
  });
});
