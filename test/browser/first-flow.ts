import assert from "node:assert/strict";
import { connection, type FlowNode, node, tab } from "../embedded/harness";
import { type Desk, type Editor, violationsIn } from "./harness";

const NODES = ["spot", "kline", "trades", "order-book", "option-chain", "greeks", "balance", "status"];

const MOST_PRESSES = 9;

/** Where a newcomer begins. */
export function firstFlow(desk: Desk): void {
  describe("a newcomer", () => {
    let editor: Editor;

    before(() => {
      editor = desk.editor;
    });

    const notice = (name: string) => editor.form.locator(`.coincall-${name}`);
    const way = (value: string) => editor.form.locator(`.coincall-ways input[value=${value}]`);
    const picture = (name: string) => editor.screenshot(`${desk.version}-first-${name}`);

    async function chosen(type: string): Promise<unknown> {
      const id = await editor.drag(`coincall-${type}`, 150, 60 + 60 * NODES.indexOf(type));
      return (await editor.saved(id)).connection;
    }

    it("sees a price from an empty canvas with nine presses of the mouse, and is found fault with nowhere", async () => {
      await desk.begin([tab()]);
      const presses = await editor.countPresses();
      const spot = await editor.drag("coincall-spot", 150, 100);
      await editor.doubleClick(spot);
      assert.deepEqual(await editor.faults(), []);
      await picture("node");
      await editor.beginConnection();
      assert.deepEqual(await editor.faults(), []);
      assert.ok(await way("simulator").isChecked());
      assert.ok(await editor.field("environment").isHidden());
      await picture("connection");
      await editor.done();
      await editor.page.waitForFunction(() => document.activeElement?.matches(".coincall-search"));
      await editor.page.keyboard.type("btcusd");
      await editor.page.keyboard.press("Enter");
      await picture("symbol");
      await editor.done();
      const debug = await editor.drag("debug", 450, 100);
      await editor.wire(spot, debug);
      await editor.deploy();
      await editor.status(spot, /^live/);
      assert.ok((await presses()) <= MOST_PRESSES, `${await presses()} presses`);
      await picture("live");
      assert.equal((await editor.saved(spot)).symbols, "BTCUSD");
    });

    it("finds in the form what the node sent last and when, and an example of what it is not set to yet", async () => {
      const [spot = ""] = await editor.nodesOf("coincall-spot");
      const title = notice("sample div");
      await editor.edit(spot);
      await title.filter({ hasText: "The last message of this node, of" }).waitFor();
      assert.match(await editor.sample.innerText(), /valueUsd24h/);
      await picture("last-message");
      await editor.field("endpoint").selectOption("options");
      await title.filter({ hasText: "an example, with invented figures" }).waitFor();
      await picture("example");
      await editor.field("endpoint").selectOption("futures");
      await title.filter({ hasText: "The last message of this node, of" }).waitFor();
      await editor.cancel();
    });

    it("has the connection in every further node, which can be undone", async () => {
      const [id = ""] = await editor.nodesOf("coincall-connection");
      const before = await editor.usersOf(id);
      for (const type of NODES.slice(1)) assert.equal(await chosen(type), id, type);
      assert.equal(await editor.usersOf(id), before + NODES.length - 1);
      for (const _type of NODES.slice(1)) await editor.command("core:undo");
      assert.equal(await editor.usersOf(id), before);
    });

    it("has none in a new node that its flow can't use, nor changes what is pasted", async () => {
      const elsewhere: readonly FlowNode[] = [
        tab(),
        tab("other"),
        connection({ id: "of the other", z: "other" }),
        connection({ id: "disabled", d: true }),
      ];
      await desk.begin(elsewhere);
      assert.equal(await chosen("spot"), "");
      await desk.begin([...elsewhere, connection({ id: "usable" })]);
      assert.equal(await chosen("spot"), "usable");
      await editor.import(JSON.stringify([node("coincall-greeks", { id: "pasted", connection: "", z: "" })]));
      const [pasted = ""] = await editor.nodesOf("coincall-greeks");
      assert.equal((await editor.saved(pasted)).connection, "");
    });

    it("has the one that was last chosen of several", async () => {
      await desk.begin([tab(), connection({ id: "one" }), connection({ id: "two" })]);
      const spot = await editor.drag("coincall-spot", 150, 60);
      assert.equal((await editor.saved(spot)).connection, "");
      await editor.edit(spot);
      assert.deepEqual(await editor.faults(), []);
      await editor.field("connection").selectOption("two");
      await editor.done();
      assert.equal(await chosen("status"), "two");
    });

    it("with a key is told where keys are made, and what is missing once it was left out", async () => {
      await desk.begin([tab()]);
      const spot = await editor.drag("coincall-spot", 150, 100);
      await editor.edit(spot);
      await editor.beginConnection();
      await way("live").check();
      assert.deepEqual(await editor.faults(), []);
      assert.ok(await notice("missing-key").isHidden());
      const link = editor.form.locator(".form-tips a:visible");
      assert.match(String(await link.getAttribute("href")), /^https:\/\/www\.coincall\.com\//);
      await picture("with-key");
      assert.deepEqual(await violationsIn(editor.page, editor.form), []);
      await editor.field("environment").selectOption("custom");
      assert.deepEqual(await editor.faults(), []);
      assert.equal(await link.count(), 0);
      await editor.field("environment").selectOption("live");
      await editor.field("apiKey").focus();
      await editor.page.keyboard.press("Tab");
      assert.deepEqual(await editor.faults(), [
        "node-config-input-apiKey",
        "The exchange needs an API key, also for market data.",
      ]);
      await picture("left-out");
      await editor.field("environment").selectOption("custom");
      await editor.done();
      await editor.cancel();
      const [id = ""] = await editor.nodesOf("coincall-connection");
      await editor.edit(id);
      assert.equal((await editor.faults()).length, 6);
      assert.ok(await notice("missing-key").isHidden());
      assert.ok(await notice("ways").isHidden());
      await editor.cancel();
      // A node that uses it is not in order either, and says so.
      await editor.edit(spot);
      await editor.form.locator(".coincall-problem", { hasText: "not complete" }).waitFor();
      await editor.cancel();
    });

    it("who imports a flow is asked for the key again, and no one who only goes live", async () => {
      await desk.begin([tab(), connection({ id: "live", environment: "live" }), connection()]);
      await editor.edit("live");
      await notice("missing-key").waitFor();
      await editor.cancel();
      await editor.edit("connection");
      await editor.field("environment").selectOption("live");
      assert.deepEqual(await editor.faults(), []);
      await picture("going-live");
      await editor.cancel();
      await editor.edit("connection");
      assert.equal(await editor.field("environment").inputValue(), "simulator");
      await editor.cancel();
    });
  });
}
