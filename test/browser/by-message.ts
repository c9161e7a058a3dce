import assert from "node:assert/strict";
import { connection, node, tab } from "../embedded/harness";
import type { Desk, Editor } from "./harness";

/** Node-RED's debug node, with what it shows in the sidebar. */
const DEBUG = {
  id: "seen",
  type: "debug",
  z: "tab",
  active: true,
  tosidebar: true,
  complete: "payload",
  targetType: "msg",
  wires: [],
  x: 500,
  y: 100,
};
const PRICE = { symbols: "BTCUSD", wires: [[DEBUG.id]], x: 250, y: 100 };
/** One of those whose foot is the same, and the two that have their own. */
const FORMS = ["spot", "feed", "balance"];

/** What is set once and never looked at again: a value in the place of the payload, an alert, a drop-down's wire. */
export function byMessage(desk: Desk): void {
  describe("somebody with a dashboard", () => {
    let editor: Editor;

    before(async () => {
      editor = desk.editor;
      await desk.begin([
        tab(),
        connection(),
        node("coincall-spot", PRICE),
        node("coincall-status", { id: "feed", wires: [[]] }),
        node("coincall-balance", { wires: [[]] }),
        DEBUG,
      ]);
    });

    it("has one value as the payload, with the whole first in the list", async () => {
      await editor.edit("spot");
      const values = await editor.field("value").locator("option").allInnerTexts();
      assert.deepEqual(values.slice(0, 3), ["the whole payload", "price", "markPrice"]);
      assert.equal(await editor.field("value").inputValue(), "");
      await editor.field("value").selectOption("price");
      assert.match(await editor.sample.innerText(), /topic: "BTCUSD", payload: \d+/);
      await editor.done();
      await editor.deploy();
      await editor.command("core:show-debug-tab");
      await editor.page.locator(".red-ui-debug-msg-type-number").first().waitFor();
      await editor.edit("spot");
      assert.equal(await editor.field("value").inputValue(), "price");
      await editor.cancel();
      assert.equal((await editor.saved("spot")).value, "price");
    });

    it("is told outages only, after as many seconds as they say", async () => {
      await editor.edit("feed");
      assert.equal(await editor.field("downFor").isVisible(), false);
      await editor.field("notify").selectOption("downFor");
      assert.equal(await editor.field("downFor").inputValue(), "60");
      await editor.field("downFor").fill("120");
      await editor.done();
      const { notify, downFor } = await editor.saved("feed");
      assert.deepEqual([notify, Number(downFor)], ["downFor", 120]);
    });

    it("reads at the foot of each form what its node takes by message", async () => {
      for (const id of FORMS) {
        await editor.edit(id);
        const line = editor.form.locator(".coincall-sample + .coincall-by-message");
        const { height = 0 } = (await line.boundingBox()) ?? {};
        assert.match(await line.innerText(), /^\s*By message: .*msg\.(payload|action)/, id);
        assert.ok(height > 0 && height < 30, `one line for ${id}, and not ${height} pixels`);
        await editor.cancel();
      }
    });
  });
}
