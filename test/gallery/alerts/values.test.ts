import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type FlowNode, output, type Properties, ROOT, useRig } from "../../embedded/harness";
import { example, fillIn, idOf } from "../support/example";
import { balance } from "../support/frames";
import { KINDS } from "./kinds";
import { ALERT } from "./observed";

const FOLDER = "02 Alerts";
const MARGIN = "09 Margin use";
const MAINTENANCE = "10 Maintenance margin comes near the balance";
const SPREAD = "05 A spread is too wide";
const TRADE = "03 A big trade";
const LOUD: Properties = { quietFrom: "", quietTo: "", for: 0 };

describe("The values of the gallery's alerts", function () {
  this.timeout(20_000);
  const rig = useRig();
  const values = () => rig.nodeRed.messages<unknown>("value") as unknown as Record<string, unknown>[];
  const seen = async (count: number) => {
    for (let value = 0; value < count; value++) await rig.nodeRed.nextMessage(undefined, { output: "value" });
  };
  const told = (output: string) => rig.nodeRed.nextMessage<string>(undefined, { output });
  const alerts = () => rig.nodeRed.messages<string>("alert").map(({ payload }) => payload);

  /** With what comes into the alert reported, what it tells, and every update let through. */
  async function deploy(name: string, feed: string): Promise<void> {
    const flow = fillIn(example(`${FOLDER}/${name}`), {
      exchange: rig.exchange,
      nodes: { [feed]: { emit: "every", ...(name === SPREAD && { symbols: OPTION }) } },
    });
    await rig.nodeRed.deploy(observed(flow));
    await rig.exchange.nextFrame((text) => text.includes("subscribe"));
  }

  for (const name of [MARGIN, MAINTENANCE]) {
    it(`are beyond every level when margin is in use and nothing is left: ${name}`, async () => {
      await deploy(name, "coincall-balance");
      rig.exchange.push("options", balance(0, 0));
      rig.exchange.push("options", { c: 20, dt: 7, d: { e: 1, im: 500, mm: 400 } });
      rig.exchange.push("options", balance(1_000, 100));
      rig.exchange.push("options", balance(-50, 900));
      await Promise.all([told("alert"), seen(4)]);
      assert.equal(alerts().length, 1);
      const [nothing, unknown, little, all] = values().map(({ use, share }) => use ?? share);
      assert.deepEqual(
        [nothing, unknown, Number(little) <= 10, Number(all) > 10_000],
        [0, undefined, true, true],
      );
    });
  }

  it("are none where a book has one side only, which is neither alert nor all clear", async () => {
    await deploy(SPREAD, "weekly call");
    const push = (bids: object[], asks: object[]) =>
      rig.exchange.push("options", { c: 20, dt: 5, d: { s: OPTION, bids, asks, ts: Date.now() } });
    push([{ pr: 90, sz: 1 }], [{ pr: 110, sz: 1 }]);
    push([], [{ pr: 110, sz: 1 }]);
    push([{ pr: 99, sz: 1 }], [{ pr: 101, sz: 1 }]);
    const [{ topic }] = await Promise.all([told("clear"), seen(3)]);
    assert.equal(topic, `Spread of ${OPTION} in %`);
    assert.deepEqual(
      values().map(({ spread }) => spread),
      [20, undefined, 2],
    );
    assert.deepEqual([alerts().length, rig.nodeRed.messages("clear").length], [1, 1]);
  });

  it("are no trades from before it listened, and each of a list by itself", async () => {
    await deploy(TRADE, "coincall-trades");
    const trade = (ts: number, q: number) => ({ s: "BTCUSD", pr: 50_000, q, sd: 2, ts });
    const ts = Date.now();
    const d = [trade(ts + 3, 0.1), trade(ts + 2, 2), trade(ts + 1, 0.1), trade(ts - 600_000, 9)];
    rig.exchange.push("futures", { c: 20, dt: 33, ts, d });
    const [{ payload }] = await Promise.all([told("alert"), seen(3)]);
    assert.equal(payload, "BTCUSD: sell of 2 at 50000, 100000 USD");
    assert.deepEqual(
      values().map(({ value }) => value),
      [5_000, 100_000, 5_000],
    );
  });

  it("are made without a function, and all of the folder are tried", () => {
    const files = readdirSync(join(ROOT, "examples", FOLDER))
      .filter((file) => file.endsWith(".json"))
      .map((file) => file.replace(/\.json$/, ""));
    const kinds = KINDS.map(({ name }) => name);
    assert.deepEqual([...kinds, "12 A health check over HTTP"].sort(), files.sort());
    for (const file of files) {
      const types = example(`${FOLDER}/${file}`).map(({ type }) => type);
      assert.ok(!types.includes("function") && !types.includes("ui-template"), file);
    }
  });
});

const OPTION = "BTCUSD-31DEC99-100000-C";

function observed(flow: readonly FlowNode[]): FlowNode[] {
  const alert = idOf(flow, String(flow.find(({ type }) => ALERT.test(type))?.name));
  const z = String(flow[0]?.id);
  return [
    ...flow.map((node) => {
      const wires = (node.wires as string[][] | undefined)?.map((each) =>
        each.includes(alert) ? [...each, "value"] : each,
      );
      if (node.id === alert) return { ...node, ...LOUD, wires: [["alert"], ["clear"]] };
      return wires ? { ...node, wires } : node;
    }),
    ...["value", "alert", "clear"].map((id) => output(id, z)),
  ];
}
