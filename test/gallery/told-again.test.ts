import assert from "node:assert/strict";
import { type FlowNode, output, type Properties, saved, statusAll, useRig } from "../embedded/harness";
import { example, fillIn, idOf } from "./support/example";
import { chain } from "./support/frames";
import { hasSqlite, otherPalette } from "./support/other-packages";

const EVERY: Properties = { emit: "every" };
const OFTEN: Properties = { repeat: "0.1" };

describe("A node of the gallery that is told by message what to watch", function () {
  this.timeout(20_000);
  const rig = useRig({
    version: "4.1",
    otherPalettes: hasSqlite() ? [otherPalette("node-red-node-sqlite")] : [],
  });

  const subscribed = (dataType: string, symbol = "BTCUSD") =>
    rig.exchange.nextFrame((text) =>
      ['"subscribe"', `"${dataType}"`, `"${symbol}"`].every((part) => text.includes(part)),
    );
  const filledIn = (name: string) =>
    fillIn(example(name), {
      exchange: rig.exchange,
      nodes: { "every minute": OFTEN, "BTC options": EVERY },
    });
  const isWatching = (id: string) =>
    rig.nodeRed.nextStatus(id, ({ text }) => /^(waiting for data|live)/.test(text ?? ""));
  /** As in the editor: one node is changed, and "Modified Nodes" deployed. */
  const change = (flow: readonly FlowNode[], id: string) =>
    rig.nodeRed.deploy(
      saved(flow).map((node) => (node.id === id ? { ...node, overdue: 30 } : node)),
      "nodes",
    );

  for (const [name, node] of [
    ["01 Getting started/5 Option chain", "BTC options"],
    ["01 Getting started/6 Greeks", "BTC options"],
    ["01 Getting started/6 Greeks", "coincall-greeks"],
    ["02 Alerts/3 Volatility moves, to Telegram", "BTC options"],
    ["05 Data/1 Candles and Greeks to CSV files", "BTC options"],
    ["05 Data/1 Candles and Greeks to CSV files", "coincall-greeks"],
    ["05 Data/2 Candles and Greeks to SQLite", "BTC options"],
    ["05 Data/2 Candles and Greeks to SQLite", "candles of a minute"],
    ["05 Data/2 Candles and Greeks to SQLite", "coincall-greeks"],
  ] as const) {
    it(`goes on after a deploy of modified nodes: ${node} in "${name}"`, async function () {
      if (name.includes("SQLite") && !hasSqlite()) this.skip();
      const tab = filledIn(name);
      const flow = [...tab, ...statusAll(idOf(tab, "tab"))];
      const id = idOf(flow, node);
      const options = () => rig.exchange.push("options", chain(Date.now(), { 40000: 0.6, 50000: 0.5 }));
      await rig.nodeRed.deploy(flow);
      await subscribed("tOption");
      options();
      await isWatching(id);
      rig.nodeRed.forget();
      await change(flow, id);
      options();
      await isWatching(id);
    });
  }

  it("keeps its table and its subscription when it is told the same again", async () => {
    const flow = filledIn("01 Getting started/5 Option chain").map((node) =>
      node.name === "whole chain" ? { ...output("output", String(node.z)), id: node.id } : node,
    );
    await rig.nodeRed.deploy(flow);
    await subscribed("tOption");
    const next = () => rig.nodeRed.nextMessage<{ strikes: unknown[] }>();
    rig.exchange.push("options", chain(Date.now(), { 40000: 0.6 }));
    assert.equal((await next()).payload.strikes.length, 1);
    rig.nodeRed.send(idOf(flow, "Friday of next week"), {});
    rig.exchange.push("options", chain(Date.now(), { 50000: 0.5 }));
    assert.equal((await next()).payload.strikes.length, 2);
    const requests = rig.exchange.frames.filter(({ text }) => text.includes("tOption"));
    assert.equal(requests.length, 1);
  });
});
