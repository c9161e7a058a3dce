import assert from "node:assert/strict";
import { type FlowNode, type Properties, saved, statusAll, useRig } from "../embedded/harness";
import { example, fillIn, idOf, reporting } from "./support/example";
import { chain, optionName, optionsAt } from "./support/frames";
import { hasSqlite, otherPalette } from "./support/other-packages";

const NAME = "05 Data/2 Candles and Greeks to SQLite";
const OFTEN: Properties = { repeat: "0.1" };
const TOLD_AGAIN = 5;
/** ms */
const PAUSE = 100;

describe("A node of the gallery that is told by message what to watch", function () {
  this.timeout(20_000);
  const rig = useRig({
    version: "4.1",
    otherPalettes: hasSqlite() ? [otherPalette("node-red-node-sqlite")] : [],
  });
  before(function () {
    if (!hasSqlite()) this.skip();
  });

  const subscribed = (dataType: string, symbol = "BTCUSD") =>
    rig.exchange.nextFrame((text) =>
      ['"subscribe"', `"${dataType}"`, `"${symbol}"`].every((part) => text.includes(part)),
    );
  const filledIn = () => fillIn(example(NAME), { exchange: rig.exchange, nodes: { "every minute": OFTEN } });
  const isWatching = (id: string) =>
    rig.nodeRed.nextStatus(id, ({ text }) => /^(waiting for data|live)/.test(text ?? ""));
  /** As in the editor: one node is changed, and "Modified Nodes" deployed. */
  const change = (flow: readonly FlowNode[], id: string) =>
    rig.nodeRed.deploy(
      saved(flow).map((node) => (node.id === id ? { ...node, overdue: 30 } : node)),
      "nodes",
    );
  /** As of a market that never rests. */
  let pushing: NodeJS.Timeout;
  beforeEach(() => {
    rig.exchange.listed = optionsAt(40_000, 50_000);
    pushing = setInterval(
      () => rig.exchange.push("options", chain(Date.now(), { 40000: 0.6, 50000: 0.5 })),
      PAUSE,
    );
  });
  afterEach(() => clearInterval(pushing));

  for (const node of ["candles of a minute", "coincall-greeks"]) {
    it(`goes on after a deploy of modified nodes: ${node}`, async () => {
      const tab = filledIn();
      const flow = [...tab, ...statusAll(idOf(tab, "tab"))];
      const id = idOf(flow, node);
      await rig.nodeRed.deploy(flow);
      await subscribed("tOption");
      await isWatching(id);
      rig.nodeRed.forget();
      await change(flow, id);
      await isWatching(id);
    });
  }

  it("asks for nothing again when it is told the same again", async () => {
    await rig.nodeRed.deploy(reporting(filledIn(), "coincall-greeks"));
    await subscribed("tOption");
    for (const right of ["call", "put"] as const) await subscribed("bsInfo", optionName(50_000, right));
    const { length } = rig.exchange.frames;
    rig.nodeRed.forget();
    for (let times = 0; times < TOLD_AGAIN; times++) await rig.nodeRed.nextMessage();
    const asked = rig.exchange.frames.slice(length).filter(({ text }) => /bsInfo|tOption/.test(text));
    assert.deepEqual(asked, []);
  });
});
