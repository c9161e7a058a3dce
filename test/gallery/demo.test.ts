import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { demoFlows } from "../../scripts/demo/flows.mjs";
import { type DemoMarket, startMarket } from "../../scripts/demo/market.mjs";
import {
  describeOnEach,
  type FlowNode,
  type NodeRed,
  output,
  ROOT,
  startNodeRed,
  statusAll,
  useRig,
} from "../embedded/harness";
import { DASHBOARD_PALETTE, DASHBOARD_SETTINGS } from "./support/dashboard";
import { fillIn, idOf } from "./support/example";
import { spot } from "./support/frames";

const DEMO: FlowNode[] = JSON.parse(readFileSync(join(ROOT, "demo/flows.json"), "utf8"));

describe("The dots below the demo's functions, as below its nodes,", function () {
  this.timeout(30_000);
  const rig = useRig();
  const idOfFunction = (wanted: string) =>
    DEMO.find(({ type, name }) => type === "function" && name === wanted)?.id ?? "";
  const dot = async (name: string, text: RegExp) => {
    const fits = (status: { text?: string; fill?: string }) =>
      text.test(String(status.text)) && status.fill !== "grey";
    const { fill, shape } = await rig.nodeRed.nextStatus(idOfFunction(name), fits);
    return [fill, shape];
  };

  it("are green on another exchange than the simulator", async () => {
    const flow = fillIn(DEMO, { exchange: rig.exchange });
    await rig.nodeRed.deploy([...flow, ...statusAll(idOf(flow, "tab"))]);
    await rig.exchange.nextFrame((text) => text.includes("spotPrice"));
    rig.exchange.push("futures", spot("BTCUSD", 50_000));
    assert.deepEqual(await dot("price", /BTCUSD/), ["green", "dot"]);
    assert.deepEqual(await dot("feed", /futures open/), ["green", "dot"]);
  });

  it("are blue on the simulator, the feed's too", async () => {
    await rig.nodeRed.deploy([...DEMO, ...statusAll(idOf(DEMO, "tab"))]);
    assert.deepEqual(await dot("price", /BTCUSD/), ["blue", "dot"]);
    assert.deepEqual(await dot("feed", /futures open/), ["blue", "dot"]);
  });
});

describeOnEach("The options of the demo that follow the market,", function (version) {
  this.timeout(60_000);
  const WEEKLY = "BTCUSD-W-ATM-C";
  const NEXT = "BTCUSD-NEXT-ATM+2-C";
  const LATER = "BTCUSD-30DTE-25D-P";
  const CHAIN = "BTCUSD-W";
  const flows = demoFlows();
  let market: DemoMarket;
  let nodeRed: NodeRed;

  before(async () => {
    market = await startMarket();
    nodeRed = await startNodeRed({
      version,
      otherPalettes: [DASHBOARD_PALETTE],
      settings: { ...DASHBOARD_SETTINGS, coincallSimulator: market.url },
      env: market.variables,
      flows: reportingRolls(flows),
    });
  });
  after(async () => {
    await nodeRed.stop();
    await market.close();
  });

  const press = (button: string) => nodeRed.send(idOf(flows, button), {});
  const rolled = async (topic: string, ...reasons: string[]) => {
    const fits = (message: { topic?: string; coincall?: unknown }) =>
      message.topic === topic &&
      reasons.includes(String((message.coincall as { rolled: { reason: string } }).rolled.reason));
    await nodeRed.nextMessage(fits, { timeout: 30_000 });
  };

  it("are told at the start", async () => {
    for (const topic of [WEEKLY, NEXT, LATER, CHAIN]) await rolled(topic, "start");
  });

  it("roll where time ends them, at a button", async () => {
    press("to the last seconds");
    for (const topic of [WEEKLY, NEXT, CHAIN]) await rolled(topic, "expiry");
  });

  it("roll with the price, at a button", async () => {
    press("BTC 2 % up");
    await rolled(WEEKLY, "money");
    await rolled(LATER, "delta");
    press("BTC 2 % down");
    await rolled(WEEKLY, "money");
  });

  it("cost nobody an error", () => {
    assert.deepEqual(nodeRed.messages("error"), []);
  });
});

/** With reports in the place of the debug nodes that show rolls and errors. */
function reportingRolls(flow: readonly FlowNode[]): FlowNode[] {
  const channels = new Map([
    ["rolled", "output"],
    ["error", "error"],
  ]);
  return flow.map((node) => {
    const channel = node.type === "debug" ? channels.get(String(node.name)) : undefined;
    return channel === undefined ? node : { ...output(channel, String(node.z)), id: node.id };
  });
}
