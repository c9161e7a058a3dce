import assert from "node:assert/strict";
import { connection, node, tab } from "../embedded/harness";
import type { Desk, Editor } from "./harness";

const BTC = { symbols: "BTCUSD", endpoint: "futures", wires: [[]], x: 250 };

/** As they were saved before there was anything to fill in, and one that can have no ids. */
const SAVED = [
  node("coincall-kline", { ...BTC, y: 60 }),
  node("coincall-trades", { ...BTC, y: 120 }),
  node("coincall-trades", { ...BTC, y: 180, id: "with-ids", connection: "old", tradeIds: true }),
];

/** The fields about what was before, and about what is missed. */
export function past(desk: Desk): void {
  describe("somebody who wants to miss nothing", () => {
    let editor: Editor;

    before(async () => {
      editor = desk.editor;
      await desk.begin([tab(), connection(), connection({ id: "old", protocol: "apikey" }), ...SAVED]);
    });

    it("has filling in switched on in a new node, and not in one from before", async () => {
      const begun = await editor.drag("coincall-kline", 250, 260);
      for (const [id, isFilled] of [
        [begun, true],
        ["kline", false],
        ["trades", false],
      ] as const) {
        await editor.edit(id);
        assert.equal(await editor.field("fill").isChecked(), isFilled, id);
        await editor.cancel();
      }
    });

    it("begins with past candles, but for those of seconds, and reads who makes them", async () => {
      await editor.edit("kline");
      const made = editor.form.locator(".form-row:has(#node-input-period) .coincall-hint:visible");
      assert.equal(await made.count(), 0);
      await editor.field("past").fill("1001");
      await editor.field("period").selectOption("m10");
      assert.match(await made.innerText(), /of shorter ones/);
      const problem = editor.form.locator(".form-row:has(#node-input-past) .coincall-problem");
      assert.equal(await problem.innerText(), "Write a whole number from 0 to 1000.");
      await editor.field("past").fill("100");
      await editor.field("period").selectOption("s5");
      assert.match(await made.innerText(), /of trades\. There are no past ones/);
      assert.match(await problem.innerText(), /^Candles of seconds have no past: write 0/);
      await editor.field("past").fill("0");
      await editor.field("past").press("Tab");
      assert.equal(await editor.field("past").isVisible(), false);
      await editor.field("period").selectOption("h6");
      await editor.field("past").fill("100");
      assert.match(await editor.sample.innerText(), /period: "h6".*made: true,\s+history: true/s);
      await editor.screenshot(`${desk.version}-past`);
      await editor.done();
      const { period, past, fill } = await editor.saved("kline");
      assert.deepEqual([period, Number(past), fill], ["h6", 100, false]);
    });

    it("is offered ids of trades only where the protocol has them, and told what is wrong with them elsewhere", async () => {
      await editor.edit("trades");
      assert.equal(await editor.field("tradeIds").isVisible(), true);
      await editor.field("connection").selectOption("old");
      assert.equal(await editor.field("tradeIds").isVisible(), false);
      await editor.cancel();
      await editor.edit("with-ids");
      assert.match(
        await editor.form.locator(".coincall-check .coincall-problem").innerText(),
        /signed protocol/,
      );
      await editor.screenshot(`${desk.version}-trade-ids`);
      await editor.cancel();
      assert.equal(await editor.isValid("with-ids"), false);
    });
  });
}
