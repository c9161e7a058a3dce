import assert from "node:assert/strict";
import { connection, node, tab } from "../../embedded/harness";
import { type Desk, type Editor, type Look, violationsIn } from "../harness";

const COUNT = 2_000;
const EVER = "27DEC99";
const SYMBOLS = Array.from({ length: COUNT }, (_, index) => `BTCUSD-${EVER}-${10_000 + 50 * index}-C`);
const LAST = String(SYMBOLS.at(-1));

/** What a form may be higher and larger for any number of symbols: pixels, and elements. */
const ROOM = { pixels: 300, elements: 700 };

const MANY = { ...node("coincall-greeks", { symbols: SYMBOLS.join(", "), wires: [[]] }), x: 200, y: 60 };
const ONE = { ...node("coincall-greeks", { symbols: SYMBOLS[0], wires: [[]] }), id: "one", x: 200, y: 120 };

/** A form with more symbols than anybody would look at one by one. */
export function manySymbols(desk: Desk): void {
  describe(`a form with ${COUNT} symbols`, () => {
    let editor: Editor;

    before(async () => {
      editor = desk.editor;
      await desk.begin([tab(), connection(), MANY, ONE]);
    });
    beforeEach(async () => {
      await editor.edit(MANY.id);
      if ((await fold().count()) > 0) await fold().click();
    });
    afterEach(() => editor.cancel());

    const chip = (symbol: string) => editor.form.locator(".coincall-chip", { hasText: symbol });
    const fold = () => editor.form.locator(".coincall-unfold");
    const tally = () => editor.form.locator(".coincall-tally");
    const list = () => editor.form.locator(".coincall-chips");

    /** How high the symbols' row is, and how many elements the form has. */
    async function size(): Promise<{ height: number; elements: number }> {
      return editor.form.evaluate((form) => ({
        height: form.querySelector(".coincall-symbols")?.getBoundingClientRect().height ?? 0,
        elements: form.querySelectorAll("*").length,
      }));
    }

    it("is hardly higher and larger than one with a single symbol, and says how many they are", async () => {
      await editor.listed();
      const many = await size();
      assert.match(await tally().innerText(), /^2,000 symbols · not listed: 2,000/);
      await editor.cancel();
      await editor.edit(ONE.id);
      await editor.listed();
      const one = await size();
      assert.equal(await tally().isVisible(), false);
      assert.ok(many.height - one.height < ROOM.pixels, `${many.height} and ${one.height} pixels`);
      assert.ok(
        many.elements - one.elements < ROOM.elements,
        `${many.elements} and ${one.elements} elements`,
      );
    });

    it("is one chip, which is unfolded at the press of a button, and taken away as a whole", async () => {
      await editor.listed();
      await fold().click();
      assert.deepEqual(await editor.chips(), ["BTC 27 Dec 2099: 2,000 calls not listed"]);
      assert.equal(await fold().getAttribute("aria-expanded"), "false");
      assert.ok(await editor.isFocused(fold()));
      await editor.form.getByRole("button", { name: "Remove BTC 27 Dec 2099: 2,000 calls" }).click();
      assert.deepEqual(await editor.chips(), []);
    });

    it("shows the last of them to who scrolls there, and the first again", async () => {
      await list().hover();
      for (let turn = 0; turn < 2 * COUNT && !(await chip(LAST).count()); turn++)
        await editor.page.mouse.wheel(0, 2_000);
      await chip(LAST).waitFor();
      for (
        let turn = 0;
        turn < 2 * COUNT && (await list().evaluate(({ scrollTop }) => scrollTop)) > 0;
        turn++
      )
        await editor.page.mouse.wheel(0, -20_000);
      assert.equal((await editor.chips())[1]?.split(" ")[0], SYMBOLS[0]);
    });

    it("is gone through by keyboard, one stop for all symbols, and arrows between them", async () => {
      const { page } = editor;
      await editor.listed();
      await editor.search.focus();
      await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("End");
      assert.match(await focused(), new RegExp(`${LAST}$`));
      await editor.form.locator(".coincall-keys:visible", { hasText: "Arrow keys" }).waitFor();
      await page.keyboard.press("ArrowLeft");
      assert.match(await focused(), new RegExp(`${SYMBOLS.at(-2)}$`));
      await page.keyboard.press("Delete");
      assert.match(await focused(), new RegExp(`${LAST}$`));
      assert.match(await tally().innerText(), /^1,999 symbols/);
      await page.keyboard.press("Home");
      for (let step = 0; step < 150; step++) await page.keyboard.press("ArrowRight");
      assert.match(await focused(), new RegExp(`${SYMBOLS[149]}$`));
      await page.keyboard.press("Tab");
      assert.ok(await editor.isFocused(editor.search));
      await page.keyboard.press("Tab");
      assert.ok(await editor.isFocused(tally().getByRole("button")));
    });

    it("brings what is added into sight, and saves all in their order", async () => {
      const added = `BTCUSD-${EVER}-5-P`;
      await editor.search.fill(added);
      await editor.search.press("Enter");
      assert.ok(await editor.isInSight(chip(added)));
      assert.match(await tally().innerText(), /^2,001 symbols/);
      await editor.done();
      assert.equal((await editor.saved(MANY.id)).symbols, [...SYMBOLS, added].join(", "));
      await editor.edit(MANY.id);
    });

    it("takes all out at the press of a button, and none of them when it is cancelled", async () => {
      await tally().getByRole("button", { name: "Remove all" }).click();
      assert.deepEqual([await editor.chips(), await tally().isVisible()], [[], false]);
      assert.ok(await editor.isFocused(editor.search));
      await editor.cancel();
      assert.notEqual((await editor.saved(MANY.id)).symbols, "");
      await editor.edit(MANY.id);
      await tally().getByRole("button", { name: "Remove all" }).press("Enter");
      await editor.done();
      assert.equal((await editor.saved(MANY.id)).symbols, "");
      await editor.edit(MANY.id);
    });

    for (const look of looksOf(desk)) {
      it(`is without a fault that axe-core knows, ${look.dark ? "dark" : "light"}, ${look.width} pixels wide`, async () => {
        await editor.cancel();
        await editor.show(look);
        await editor.edit(MANY.id);
        await editor.listed();
        await fold().click();
        await editor.screenshot(`${desk.version}-many-${look.dark ? "dark" : "light"}-${look.width}`);
        assert.deepEqual(await violationsIn(editor.page, editor.form), []);
      });
    }

    /** What a screen reader calls the thing that has the focus. */
    function focused(): Promise<string> {
      return editor.page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
    }
  });
}

function looksOf({ version }: Desk): readonly Look[] {
  const light = { dark: false, width: version === "5" ? 800 : 1280 };
  return version === "5" ? [light, { dark: true, width: 1280 }] : [light];
}
