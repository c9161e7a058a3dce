import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { exampleExpiry } from "../../src/editor/expiry/days";
import { formatDay } from "../../src/protocol/symbols/symbols";
import { connection, node, tab } from "../embedded/harness";
import { type Desk, type Editor, type Look, violationsIn } from "./harness";

const FRIDAY = formatDay(exampleExpiry(Date.now()));

const GREEKS = { ...node("coincall-greeks", { wires: [[]] }), x: 200, y: 60 };
/** @param dated a listed option of that Friday */
const several = (dated: string) => ({
  ...node("coincall-greeks", {
    symbols: `BTCUSD-W-ATM-C, ETHUSD-30DTE-25D-P, BTCUSD-W-300%-C, BTCUSD-W+x-ATM-C, ${dated}`,
    wires: [[]],
  }),
  id: "several",
  x: 200,
  y: 120,
});
const BOOK = { ...node("coincall-order-book", { endpoint: "futures", wires: [[]] }), x: 200, y: 180 };
const CHAIN = { ...node("coincall-option-chain", { symbols: "BTCUSD", wires: [[]] }), x: 200, y: 240 };
const KLINE = {
  ...node("coincall-kline", { symbols: "watched", symbolsType: "flow", wires: [[]] }),
  x: 200,
  y: 300,
};

/** What people do who want an option that follows the market. */
export function rolling(desk: Desk): void {
  describe("an option that follows the market", () => {
    let editor: Editor;
    let dated: string;

    before(async () => {
      editor = desk.editor;
      const others = [tab(), connection(), GREEKS, BOOK, CHAIN, KLINE];
      await desk.nodeRed.deploy(others);
      // The nodes of the flows before can take a while to leave: until then this connection is only described.
      const question = new URLSearchParams({
        connection: "connection",
        environment: "simulator",
        query: `btc ${FRIDAY}`,
      });
      const answer = await desk.nodeRed.admin(`/coincall/instruments?${question}`);
      assert.equal(answer.status, 200, await answer.clone().text());
      const [listed] = (await answer.json()) as { symbol: string }[];
      dated = String(listed?.symbol);
      await desk.begin([...others, several(dated)]);
    });

    const row = (name: string) => editor.form.locator(`.coincall-popup [data-value="${name}"]:visible`);
    const chip = (name: string) => editor.form.locator(".coincall-chip", { hasText: name });
    const build = () => editor.form.locator(".coincall-build button");
    const panel = () => editor.form.getByRole("group", { name: "Rolling option …" });

    /** What a chip shows beside its name. */
    const word = (name: string) => chip(name).locator("em");

    /** What a screen reader adds to the button of a chip. */
    async function description(of: Locator): Promise<string> {
      const id = (await of.getByRole("button").getAttribute("aria-describedby")) ?? "";
      return (await editor.form.locator(`[id="${id.split(" ")[0]}"]`).textContent()) ?? "";
    }

    it("is found by words, before what is listed, with what it is now, and chosen and saved", async () => {
      await editor.edit(GREEKS.id);
      await editor.listed();
      await editor.search.fill("btc weekly atm call");
      const first = editor.options.first();
      assert.equal(await first.getAttribute("data-value"), "BTCUSD-W-ATM-C");
      await row("BTCUSD-W-ATM-C")
        .getByText(/^now BTCUSD-\d+[A-Z]{3}\d\d-\d+-C, rolls on \w+ \d\d:\d\d UTC$/)
        .waitFor();
      assert.match(String(await editor.options.nth(1).getAttribute("data-value")), /^BTCUSD-\d.*-C$/);
      assert.equal(await editor.search.getAttribute("aria-activedescendant"), await first.getAttribute("id"));
      await editor.screenshot(`${desk.version}-rolling-found`);
      await editor.search.press("Enter");
      await editor.search.fill("eth 30d 25 delta put");
      await editor.search.press("Enter");
      await editor.search.pressSequentially("btc-next-atm+2-c,");
      await word("BTCUSD-W-ATM-C")
        .getByText(/\d+[A-Z]{3}\d\d \d+ C/)
        .waitFor();
      await editor.done();
      const { symbols } = await editor.saved(GREEKS.id);
      assert.equal(symbols, "BTCUSD-W-ATM-C, ETHUSD-30DTE-25D-P, BTC-NEXT-ATM+2-C");
    });

    it("is seen again as it was left, and the message bears its name", async () => {
      await editor.edit(GREEKS.id);
      assert.match(
        await editor.sample.innerText(),
        /topic: "BTCUSD-W-ATM-C"[\s\S]*symbol: "BTCUSD-\d+[A-Z]{3}\d\d-\d+-C"/,
      );
      for (const name of ["follow", "hold", "rollBefore"])
        assert.ok(await editor.field(name).isVisible(), name);
      await editor.field("follow").selectOption("expiry");
      assert.equal(await editor.field("hold").isVisible(), false);
      await editor.cancel();
    });

    it("is offered to who types only what is wanted of it, or nothing", async () => {
      await editor.edit(CHAIN.id);
      await editor.cancel();
      await editor.edit(GREEKS.id);
      await editor.listed();
      for (const [query, names] of [
        ["next +2 call", ["ETHUSD-NEXT-ATM+2-C", "BTCUSD-NEXT-ATM+2-C"]],
        ["month 105% call", ["BTCUSD-M-105%-C"]],
        ["", ["BTCUSD-W-ATM-C"]],
      ] as const) {
        await editor.search.fill(query);
        await editor.search.click();
        for (const name of names) await row(name).waitFor();
      }
      await editor.search.fill("btc weekly atm call");
      await editor.field("name").focus();
      assert.equal((await editor.chips()).length, 3);
      await editor.form.locator(".coincall-untaken-line", { hasText: "btc weekly atm call" }).waitFor();
      await editor.search.fill("");
      await editor.cancel();
    });

    it("looks different in its chip from a plain one, and says what it is, or what is wrong with it", async () => {
      await editor.edit("several");
      await editor.listed();
      await word("BTCUSD-W-300%-C").getByText("no strike that far").waitFor();
      for (const [name, words] of [
        ["BTCUSD-W-ATM-C", /^BTCUSD-W-ATM-C: now BTCUSD-.*, rolls on /],
        ["BTCUSD-W-300%-C", /^BTCUSD-W-300%-C: nothing now: no strike that far$/],
        ["BTCUSD-W+X-ATM-C", /^BTCUSD-W\+X-ATM-C: “W\+X” needs a whole number after the \+\.$/],
        [dated, /^BTCUSD-\w+-\d+-[CP] ends on .* BTCUSD-[WMQ]-\d+-[CP] would go on by itself\.$/],
      ] as const) {
        const shown = chip(name);
        assert.match(await description(shown), words);
        assert.match(String(await shown.locator("span").first().getAttribute("title")), words);
      }
      const kinds = await editor.form
        .locator(".coincall-chip")
        .evaluateAll((all) => all.map(({ className }) => className.split("coincall-").at(-1)));
      assert.deepEqual(kinds, ["rolling", "rolling", "nothing", "malformed", "plain"]);
      await editor.form
        .locator(".coincall-problem", { hasText: "“W+X” needs a whole number after the +." })
        .waitFor();
      await editor.screenshot(`${desk.version}-rolling-chips`);
      await editor.cancel();
    });

    it("takes the place of one that ends with its day, at the press of a button", async () => {
      await editor.edit("several");
      await editor.listed();
      const line = editor.form.locator(".coincall-going-on:visible");
      assert.match(await line.innerText(), new RegExp(`^${dated} ends on .*UTC\\.`));
      await line.getByRole("button", { name: /^Use BTCUSD-[WMQ]-\d+-[CP] instead$/ }).click();
      assert.match(String((await editor.chips()).at(-1)), /^BTCUSD-[WMQ]-\d+-[CP]/);
      await line.waitFor({ state: "hidden" });
      assert.ok(await editor.isFocused(editor.search));
      await editor.cancel();
    });

    it("is put together of its parts without a mouse, and without typing its name", async () => {
      const { page } = editor;
      await editor.edit(GREEKS.id);
      await editor.listed();
      await editor.search.focus();
      for (let tabs = 0; tabs < 5 && !(await editor.isFocused(build())); tabs++)
        await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await panel().waitFor();
      await page.keyboard.press("Tab");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Tab");
      await page.keyboard.type("1");
      await page.keyboard.press("Tab");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Tab");
      await page.keyboard.type("120");
      const built = panel().getByRole("status");
      assert.match(await built.innerText(), /the number in “120D” must be from 1 to 99/);
      await page.keyboard.press("Enter");
      await page.keyboard.press("Control+a");
      await page.keyboard.type("25");
      await page.keyboard.press("Tab");
      await page.keyboard.press("ArrowDown");
      await built.getByText(/^now BTCUSD-.*-P, rolls on /).waitFor();
      assert.match(await built.innerText(), /^BTCUSD-M\+1-25D-P\n/);
      await editor.screenshot(`${desk.version}-rolling-builder`);
      await page.keyboard.press("Enter");
      assert.match(String((await editor.chips()).at(-1)), /^BTCUSD-M\+1-25D-P/);
      assert.ok(await editor.isFocused(editor.search));
      await build().focus();
      await page.keyboard.press("Enter");
      await panel().waitFor();
      await page.keyboard.press("Escape");
      assert.equal(await panel().isVisible(), false);
      assert.ok(await editor.isFocused(build()));
      await page.keyboard.press("Control+Enter");
      await editor.form.waitFor({ state: "detached" });
      assert.match(String((await editor.saved(GREEKS.id)).symbols), /, BTCUSD-M\+1-25D-P$/);
    });

    it("is no matter of futures: a node that takes one changes to options, and says so when it is changed back", async () => {
      await editor.edit(BOOK.id);
      assert.equal(await build().isVisible(), false);
      await editor.search.fill("btc-w-atm-c");
      await editor.search.press("Enter");
      assert.equal(await editor.field("endpoint").inputValue(), "options");
      await editor.search.press("Escape");
      await editor.field("endpoint").selectOption("futures");
      assert.deepEqual(await editor.chips(), ["BTCUSD-W-ATM-C other market"]);
      await editor.form.locator(".coincall-problem", { hasText: "is on the market Options" }).waitFor();
      assert.equal(await editor.field("follow").isVisible(), false);
      await editor.form.getByRole("button", { name: "Switch Market to Options" }).click();
      assert.equal(await editor.field("endpoint").inputValue(), "options");
      await editor.field("follow").waitFor();
      assert.ok(await build().isVisible());
      await editor.cancel();
    });

    it("may come from a variable: how it is followed can be set there too", async () => {
      await editor.edit(KLINE.id);
      await editor.field("follow").waitFor();
      assert.equal(await build().isVisible(), false);
      await editor.cancel();
    });

    it("has a chain whose expiry rolls, which is offered before the days", async () => {
      await editor.edit(CHAIN.id);
      await editor.listed();
      assert.equal(await editor.field("rollBefore").isVisible(), false);
      await editor.field("expiry").click();
      const values = await editor.options.evaluateAll((all) =>
        all.map((each) => each.getAttribute("data-value")),
      );
      assert.deepEqual(values.slice(0, 5), ["NEXT", "W", "M", "Q", "30DTE"]);
      assert.match(String(values[5]), /^\d+[A-Z]{3}\d\d$/);
      await row("W")
        .getByText(/^\d+[A-Z]{3}\d\d, /)
        .waitFor();
      await editor.screenshot(`${desk.version}-rolling-expiries`);
      await editor.field("expiry").fill("60 days");
      await row("60DTE").click();
      await editor.form.locator(".coincall-day", { hasText: /^Now .*; rolls on .* UTC\.$/ }).waitFor();
      await editor.field("rollBefore").waitFor();
      assert.match(await editor.sample.innerText(), /topic: "BTCUSD-60DTE"/);
      await editor.field("strikes").fill("201");
      await editor.field("strikes").press("End");
      await editor.form.locator(".coincall-problem", { hasText: "whole number from 0 to 200" }).waitFor();
      await editor.field("strikes").fill("10");
      await editor.done();
      const { expiry, strikes } = await editor.saved(CHAIN.id);
      assert.deepEqual({ expiry, strikes }, { expiry: "60DTE", strikes: "10" });
    });

    it("is offered where a chain ends with its day", async () => {
      await editor.edit(CHAIN.id);
      await editor.field("expiry").fill(FRIDAY);
      await editor.field("expiry").press("Escape");
      await editor.form.getByRole("button", { name: /^Use [WMQ] instead$/ }).click();
      assert.match(await editor.field("expiry").inputValue(), /^[WMQ]$/);
      await editor.cancel();
    });

    for (const look of looksOf(desk)) {
      it(`is without a fault that axe-core knows, ${look.dark ? "dark" : "light"}, ${look.width} pixels wide`, async () => {
        const name = `${desk.version}-rolling-${look.dark ? "dark" : "light"}-${look.width}`;
        await editor.show(look);
        await editor.edit("several");
        await editor.listed();
        await word("BTCUSD-W-300%-C").getByText("no strike that far").waitFor();
        await editor.screenshot(`${name}-chips`);
        assert.deepEqual(await violationsIn(editor.page, editor.form), []);
        await build().click();
        await panel().getByText(/^now /).waitFor();
        assert.ok(await editor.fits());
        await editor.screenshot(`${name}-builder`);
        assert.deepEqual(await violationsIn(editor.page, editor.form), []);
        await editor.cancel();
        await editor.edit(GREEKS.id);
        await editor.listed();
        await editor.search.fill("btc weekly");
        await editor.options.getByText(/^now /).first().waitFor();
        await editor.screenshot(`${name}-found`);
        assert.deepEqual(await violationsIn(editor.page, editor.form.locator(".coincall-symbols")), []);
        await editor.cancel();
        await editor.edit(CHAIN.id);
        await editor.listed();
        await editor.field("expiry").fill("");
        await editor.field("expiry").click();
        await editor.options.first().waitFor();
        await editor.screenshot(`${name}-expiries`);
        assert.deepEqual(await violationsIn(editor.page, editor.form), []);
        await editor.cancel();
      });
    }

    it("speaks Japanese, and understands it", async () => {
      await editor.show({ dark: false, width: 1280 });
      await editor.speak("ja");
      await editor.edit("several");
      await editor.form.locator(".coincall-chip", { hasText: "そこまで離れた行使価格なし" }).waitFor();
      await editor.search.fill("btc 週次 atm コール");
      await row("BTCUSD-W-ATM-C")
        .getByText(/^現在はBTCUSD-.*にロール$/)
        .waitFor();
      await editor.screenshot(`${desk.version}-rolling-ja-found`);
      await editor.search.fill("");
      await editor.search.press("Escape");
      await build().click();
      await editor.form
        .getByRole("group", { name: "ロールするオプション…" })
        .getByText(/^現在は/)
        .waitFor();
      await editor.screenshot(`${desk.version}-rolling-ja-builder`);
      await editor.cancel();
      await editor.speak("en-US");
    });
  });
}

function looksOf({ version }: Desk): readonly Look[] {
  return version === "5"
    ? [
        { dark: false, width: 800 },
        { dark: true, width: 1280 },
      ]
    : [{ dark: false, width: 1280 }];
}
