import assert from "node:assert/strict";
import { connection, node, tab } from "../../embedded/harness";
import { type Desk, type Editor, violationsIn } from "../harness";

const at = (type: string, y: number, more: object = {}) => ({
  ...node(`coincall-${type}`, { wires: [[]], ...more }),
  x: 200,
  y,
});
const GREEKS = at("greeks", 60);
/** Of a flow that was saved before new nodes began with futures. */
const OLD_KLINE = at("kline", 120);
const PUTS = 20;

/** What people do who know no symbol yet, and type what they would say. */
export function newUser(desk: Desk): void {
  describe("a new user", () => {
    let editor: Editor;

    before(async () => {
      editor = desk.editor;
      await desk.begin([tab(), connection(), GREEKS, OLD_KLINE]);
    });

    const untaken = () => editor.form.locator(".coincall-untaken-line");
    const market = () => editor.field("endpoint").inputValue();
    const saved = async (id: string) => (await editor.saved(id)).symbols;

    for (const [leaving, leave] of [
      ["Done", () => editor.done()],
      ["Tab and Done", () => editor.search.press("Tab").then(() => editor.done())],
      [
        "a click elsewhere and Done",
        () =>
          editor
            .field("name")
            .click()
            .then(() => editor.done()),
      ],
      ["Control and Enter", () => editor.search.press("Control+Enter")],
    ] as const) {
      it(`who types btc put and presses ${leaving} has chosen nothing, and sees that`, async () => {
        await editor.edit(GREEKS.id);
        await editor.listed();
        await editor.search.fill("btc put");
        await leave();
        await editor.form.waitFor({ state: "detached" });
        assert.equal(await saved(GREEKS.id), "?btc+put");
        assert.equal(await editor.isValid(GREEKS.id), false);
        await editor.edit(GREEKS.id);
        assert.deepEqual(await editor.chips(), []);
        assert.equal(await editor.search.inputValue(), "btc put");
        await untaken().getByText("“btc put” names no symbol").waitFor();
        await editor.search.fill("");
        await editor.done();
        assert.equal(await editor.isValid(GREEKS.id), true);
      });
    }

    it("who types an underlying into Greeks and presses Enter gets nothing, and hears what to add", async () => {
      await editor.edit(GREEKS.id);
      await editor.listed();
      for (const typed of ["btc", "btcusd"]) {
        await editor.search.fill(typed);
        await editor.options.first().waitFor();
        await editor.form.locator(".coincall-popup-note", { hasText: "Add a day, a strike" }).waitFor();
        await editor.search.press("Enter");
        await untaken().getByText(`“${typed}” alone is not an option`).waitFor();
        assert.deepEqual(await editor.chips(), []);
      }
      await editor.screenshot(`${desk.version}-underlying-alone`);
      await editor.cancel();
    });

    it("who pastes an underlying into Greeks is told at its chip, and by the node", async () => {
      await editor.edit(GREEKS.id);
      await editor.paste("ETHUSD, BTCUSD");
      assert.deepEqual(await editor.chips(), ["ETHUSD no option", "BTCUSD no option"]);
      await editor.done();
      assert.equal(await editor.isValid(GREEKS.id), false);
      await editor.edit(GREEKS.id);
      await editor.form.getByRole("button", { name: "Remove BTCUSD" }).click();
      await editor.form.getByRole("button", { name: "Remove ETHUSD" }).click();
      await editor.done();
      assert.equal(await editor.isValid(GREEKS.id), true);
    });

    for (const type of ["kline", "order-book", "trades"]) {
      it(`who types btcusd or btc into a new ${type} node gets the perpetual, on its market`, async () => {
        const id = await editor.drag(`coincall-${type}`, 200, 240);
        await editor.edit(id);
        await editor.field("connection").selectOption("connection");
        await editor.listed();
        assert.equal(await market(), "futures");
        assert.equal(await editor.search.getAttribute("placeholder"), "btc");
        await editor.form
          .locator(".coincall-hint:visible", { hasText: "find futures and options" })
          .waitFor();
        for (const typed of ["btcusd", "btc"]) {
          await editor.search.fill(typed);
          await editor.options.first().waitFor();
          await editor.search.press("Enter");
          assert.deepEqual(await editor.chips(), ["BTCUSD"], typed);
          await editor.search.press("Escape");
          await editor.form.getByRole("button", { name: "Remove BTCUSD" }).click();
        }
        await editor.search.fill("btc put");
        await editor.options.first().waitFor();
        await editor.search.press("Enter");
        assert.equal(await market(), "options");
        assert.match(String((await editor.chips())[0]), /^BTCUSD-.*-P/);
        await editor.search.press("Escape");
        assert.match(String(await editor.search.getAttribute("placeholder")), / call$| put$/);
        await editor.cancel();
      });
    }

    it("with an old node, which has options, is led to futures by what is chosen, and back by a button", async () => {
      await editor.edit(OLD_KLINE.id);
      await editor.listed();
      assert.equal(await market(), "options");
      await editor.form.locator(".coincall-hint:visible", { hasText: "Type to find symbols" }).waitFor();
      await editor.search.fill("btcusd");
      await editor.options.locator("text=BTCUSD").first().waitFor();
      await editor.search.press("Enter");
      assert.deepEqual([await editor.chips(), await market()], [["BTCUSD"], "futures"]);
      await editor.search.press("Escape");
      await editor.field("endpoint").selectOption("options");
      assert.deepEqual(await editor.chips(), ["BTCUSD other market"]);
      await editor.form.locator(".coincall-problem", { hasText: "on the market Futures" }).waitFor();
      await editor.screenshot(`${desk.version}-other-market`);
      await editor.form.getByRole("button", { name: /^Switch Market to Futures/ }).click();
      assert.deepEqual([await editor.chips(), await market()], [["BTCUSD"], "futures"]);
      await editor.cancel();
    });

    it(`picks ${PUTS} puts of an expiry with six actions at most, and sees them as one`, async () => {
      let actions = 0;
      const act = async (action: Promise<unknown>) => {
        await action;
        actions++;
      };
      await editor.edit(GREEKS.id);
      await editor.listed();
      await act(editor.search.click());
      const day = String(await dayWith(PUTS));
      await act(editor.page.keyboard.type(`btc ${day} put`));
      await editor.all.waitFor();
      await editor.screenshot(`${desk.version}-add-all`);
      await act(editor.all.click());
      assert.match((await editor.chips()).join(), /^BTC \d+ \w+: \d+ puts$/);
      await editor.screenshot(`${desk.version}-folded`);
      assert.deepEqual(await violationsIn(editor.page, editor.form.locator(".coincall-symbols")), []);
      await act(editor.done());
      assert.ok(actions <= 6, `${actions} actions`);
      const symbols = String(await saved(GREEKS.id)).split(", ");
      assert.ok(symbols.length >= PUTS, `${symbols.length} puts`);
      for (const symbol of symbols) assert.match(symbol, new RegExp(`^BTCUSD-${day}-.*-P$`));
      assert.equal(await editor.isValid(GREEKS.id), true);
    });

    it("picks one after the other with the same words, which end with Escape", async () => {
      await editor.edit(GREEKS.id);
      await editor.listed();
      await editor.form.getByRole("button", { name: /^Remove BTC/ }).click();
      await editor.search.fill("eth put");
      await editor.options.first().waitFor();
      await editor.search.press("Enter");
      await editor.search.press("ArrowDown");
      await editor.search.press("Enter");
      await editor.options.nth(3).click();
      assert.equal((await editor.chips()).length, 3);
      assert.equal(await editor.form.locator(".coincall-popup [aria-selected=true]").count(), 3);
      assert.equal(await editor.search.inputValue(), "eth put");
      await editor.page.keyboard.type("btc");
      assert.equal(await editor.search.inputValue(), "btc");
      await editor.search.fill("sol put");
      await editor.options.first().waitFor();
      await editor.search.press("Enter");
      await editor.search.press("Escape");
      assert.equal(await editor.search.inputValue(), "");
      assert.equal(await editor.search.getAttribute("aria-expanded"), "false");
      await editor.done();
      assert.equal(await editor.isValid(GREEKS.id), true);
    });

    /** The day of an expiry of which the market lists so many puts. */
    async function dayWith(count: number): Promise<string | undefined> {
      const question = new URLSearchParams({ connection: "connection", query: "btc put" });
      const answer = await desk.nodeRed.admin(`/coincall/instruments?${question}`);
      const days = ((await answer.json()) as { symbol: string }[]).map(({ symbol }) => symbol.split("-")[1]);
      return days.find((day) => days.filter((each) => each === day).length >= count);
    }
  });
}
