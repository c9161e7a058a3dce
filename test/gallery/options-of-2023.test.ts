import assert from "node:assert/strict";
import { type FlowNode, output, type Properties, useRig } from "../embedded/harness";
import { example, type FilledIn, fillIn } from "./support/example";
import { chainOf2023, optionName } from "./support/frames";
import { HttpReceiver } from "./support/http-receiver";
import { hasSqlite, otherPalette } from "./support/other-packages";

const EVERY: Properties = { emit: "every" };
/** Of the calls, by strike: the price is near 60000. */
const DELTAS = { 20000: 1, 30000: 0.99, 40000: 0.95, 50000: 0.8, 60000: 0.52, 70000: 0.2, 80000: 0.05 };

describe("The gallery with chains that tell no price and no volatility of the mark, as in 2023", function () {
  this.timeout(20_000);
  const rig = useRig({
    version: "4.1",
    otherPalettes: hasSqlite() ? [otherPalette("node-red-node-sqlite")] : [],
  });
  const web = new HttpReceiver();

  before(() => web.listen());
  after(() => web.close());

  const subscribed = (dataType: string, symbol = "BTCUSD") =>
    rig.exchange.nextFrame((text) =>
      ['"subscribe"', `"${dataType}"`, `"${symbol}"`].every((part) => text.includes(part)),
    );
  const deploy = async (name: string, filledIn: FilledIn = {}) => {
    const nodes = { "BTC options": EVERY };
    const flow = fillIn(example(name), { exchange: rig.exchange, nodes, ...filledIn });
    await rig.nodeRed.deploy(reportingDebug(flow));
    await subscribed("tOption");
  };

  it("shows the strikes near the price", async () => {
    await deploy("01 Getting started/5 Option chain");
    rig.exchange.push("options", chainOf2023(Date.now(), DELTAS));
    const { payload } = await rig.nodeRed.nextMessage<{ strike: number }[]>();
    assert.deepEqual(
      payload.map(({ strike }) => strike),
      [40000, 50000, 60000, 70000, 80000],
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
      rig.exchange.push("options", chainOf2023(Date.now(), DELTAS));
      for (const right of ["call", "put"] as const) await subscribed("bsInfo", optionName(60_000, right));
    });
  }

  it("alerts of volatility that moves, by what is bid and asked", async () => {
    await deploy("02 Alerts/3 Volatility moves, to Telegram", {
      settings: { points: 3, minutes: 60, chat: "42" },
      variables: { TELEGRAM_URL: web.url },
    });
    for (const volatility of [0.5, 0.55]) {
      rig.exchange.push("options", chainOf2023(Date.now(), DELTAS, volatility));
    }
    assert.match(JSON.stringify(await web.nextJson()), /up 5\.0 points within 60 minutes, now 55\.0 %/);
  });
});

/** With a report in the place of the debug node that shows the strikes. */
function reportingDebug(flow: readonly FlowNode[]): FlowNode[] {
  return flow.map((node) =>
    node.name === "five strikes" ? { ...output("output", String(node.z)), id: node.id } : node,
  );
}
