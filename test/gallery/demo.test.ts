import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type FlowNode, ROOT, statusAll, useRig } from "../embedded/harness";
import { fillIn, idOf } from "./support/example";
import { spot } from "./support/frames";

const DEMO: FlowNode[] = JSON.parse(readFileSync(join(ROOT, "demo/flows.json"), "utf8"));

describe("The demo on another exchange than the simulator", function () {
  this.timeout(30_000);
  const rig = useRig();

  it("has green dots below its functions, as below its nodes", async () => {
    const flow = fillIn(DEMO, { exchange: rig.exchange });
    await rig.nodeRed.deploy([...flow, ...statusAll(idOf(flow, "tab"))]);
    await rig.exchange.nextFrame((text) => text.includes("spotPrice"));
    rig.exchange.push("futures", spot("BTCUSD", 50_000));
    const price = flow.find(({ type, name }) => type === "function" && name === "price");
    const { fill, shape } = await rig.nodeRed.nextStatus(price?.id ?? "");
    assert.deepEqual([fill, shape], ["green", "dot"]);
  });
});
