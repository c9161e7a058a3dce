import assert from "node:assert/strict";
import { describeOnEach, type FlowNode, node, output, type Properties, tab, useRig } from "../harness";

const alert = (properties: Properties = {}) => ({
  ...node("coincall-alert", { level: "100", wires: [["output"], ["clear"]], ...properties }),
});

describeOnEach("An alert", function (version) {
  this.timeout(60_000);
  const rig = useRig({ version });

  async function deploy(...nodes: FlowNode[]): Promise<void> {
    await rig.nodeRed.deploy([tab(), ...nodes, output(), output("clear")]);
  }
  const price = (value: unknown, more: Properties = {}) =>
    rig.nodeRed.send("alert", { topic: "BTCUSD", payload: { price: value }, ...more });

  it("tells once that a level is passed, and once that it is no more", async () => {
    await deploy(alert());
    for (const value of [99, 101, 102, 99, 98]) price(value, { kept: value });
    const told = (await rig.nodeRed.nextMessage()) as unknown as Record<string, unknown>;
    assert.equal(told.payload, "BTCUSD is above 100: 101");
    assert.equal(told.kept, 101);
    const { alert: about, topic } = told;
    assert.equal(topic, "BTCUSD");
    const { since, ...rest } = about as Record<string, unknown>;
    assert.ok(Math.abs(Date.now() - Number(since)) < 5_000);
    assert.deepEqual(rest, { state: "alert", condition: "above", value: 101, level: 100, count: 1 });
    const clear = await rig.nodeRed.nextMessage(() => true, { output: "clear" });
    assert.equal(clear.payload, "BTCUSD is no longer above 100: 99");
    assert.equal(rig.nodeRed.messages().length, 1);
  });
});
