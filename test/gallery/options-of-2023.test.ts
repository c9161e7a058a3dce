import assert from "node:assert/strict";
import { type FlowNode, output, type Properties, useRig } from "../embedded/harness";
import { example, type FilledIn, fillIn } from "./support/example";
import { chainOf2023, optionName, optionsAt } from "./support/frames";
import { hasSqlite, otherPalette } from "./support/other-packages";

const EVERY: Properties = { emit: "every" };
const STRIKES = [20_000, 30_000, 40_000, 50_000, 60_000, 70_000, 80_000];
const PRICE = 60_100;

describe("The gallery with chains that tell no price and no volatility of the mark, as in 2023", function () {
  this.timeout(20_000);
  const rig = useRig({
    version: "4.1",
    otherPalettes: hasSqlite() ? [otherPalette("node-red-node-sqlite")] : [],
  });

  const subscribed = (dataType: string, symbol = "BTCUSD") =>
    rig.exchange.nextFrame((text) =>
      ['"subscribe"', `"${dataType}"`, `"${symbol}"`].every((part) => text.includes(part)),
    );
  const deploy = async (name: string, filledIn: FilledIn = {}) => {
    rig.exchange.listed = optionsAt(...STRIKES);
    await rig.nodeRed.deploy(reportingDebug(fillIn(example(name), { exchange: rig.exchange, ...filledIn })));
    await subscribed("tOption");
    rig.exchange.push("options", chainOf2023(Date.now(), PRICE, STRIKES));
  };

  it("shows the strikes near the price", async () => {
    await deploy("01 Getting started/5 Option chain", { nodes: { "next Friday": EVERY } });
    const { payload } = await rig.nodeRed.nextMessage<{ strike: number }[]>();
    assert.deepEqual(
      payload.map(({ strike }) => strike),
      [40_000, 50_000, 60_000, 70_000, 80_000],
    );
  });

  for (const name of [
    "01 Getting started/6 Greeks",
    "05 Data/1 Candles and Greeks to CSV files",
    "05 Data/2 Candles and Greeks to SQLite",
  ]) {
    it(`finds the options at the money in "${name}"`, async function () {
      if (name.includes("SQLite") && !hasSqlite()) this.skip();
      await deploy(name);
      for (const right of ["call", "put"] as const) await subscribed("bsInfo", optionName(60_000, right));
    });
  }

  it("finds the option whose delta is watched", async () => {
    await deploy("02 Alerts/08 Delta leaves a band", { nodes: { "weekly call": { rollBefore: 0 } } });
    await subscribed("bsInfo", optionName(60_000, "call"));
  });
});

/** With a report in the place of the debug node that shows the strikes. */
function reportingDebug(flow: readonly FlowNode[]): FlowNode[] {
  return flow.map((node) =>
    node.name === "six strikes" ? { ...output("output", String(node.z)), id: node.id } : node,
  );
}
