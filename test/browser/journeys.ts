import assert from "node:assert/strict";
import { category } from "../../locales/en-US/connection.json";
import { startSimulator } from "../../src/simulator";
import { connection, node, tab } from "../embedded/harness";
import type { Desk, Editor } from "./harness";

const PALETTE = [
  "coincall-spot",
  "coincall-kline",
  "coincall-trades",
  "coincall-order-book",
  "coincall-option-chain",
  "coincall-greeks",
  "coincall-balance",
  "coincall-status",
  "coincall-alert",
];

const KEY = "7Qx+demo/KEY0123456789abcdefghijklmnopqrstuv=";
const SECRET = "s3cr3t-Demo+Only/Value=";

/** Code, quotes, a change of the writing's direction, half a variable, and more than fits. */
const NONSENSE = `<img src=nowhere onerror="throw 1">"'&\u202e \${x ${"9".repeat(300)}`;

/** Of the palette, as they are before anybody sets them; one of them with an exchange that does not answer. A third connection has no key. */
const FLOW = [
  tab(),
  connection(),
  connection({ id: "far", environment: "custom", url: "ws://127.0.0.1:9" }),
  connection({ id: "live", environment: "live" }),
  ...["greeks", "option-chain", "order-book", "kline"].map((type, index) => ({
    ...node(`coincall-${type}`, { wires: [[]] }),
    connection: type === "kline" ? "far" : "connection",
    x: 650,
    y: 60 + 60 * index,
  })),
];

/** What people do in the editor. */
export function journeys(desk: Desk): void {
  describe("a person", () => {
    let editor: Editor;

    before(async () => {
      editor = desk.editor;
      await desk.begin(FLOW);
    });

    it("drags each node from the palette, where they stand from prices to the account", async () => {
      assert.deepEqual(await editor.palette(), PALETTE);
      for (const [index, type] of PALETTE.entries()) await editor.drag(type, 200, 60 + 60 * index);
    });

    it("is told by the palette what these nodes are for", async () => {
      assert.equal(await editor.categoryDescription(), category);
    });

    it("creates a connection, searches, deploys, sees messages, and finds everything as saved", async () => {
      const spot = await editor.drag("coincall-spot", 150, 100);
      const debug = await editor.drag("debug", 450, 100);
      await editor.wire(spot, debug);
      await editor.edit(spot);
      await editor.addConnection();
      await editor.search.fill("btc");
      await editor.options.first().waitFor();
      await editor.search.press("Enter");
      assert.deepEqual(await editor.chips(), ["BTCUSD"]);
      await editor.done();
      await editor.deploy();

      await editor.command("core:show-debug-tab");
      await editor.page.locator(".red-ui-debug-msg", { hasText: "BTCUSD" }).first().waitFor();

      await editor.reload();
      await editor.edit(spot);
      assert.deepEqual(await editor.chips(), ["BTCUSD"]);
      assert.match(await editor.sample.innerText(), /topic: "BTCUSD"[\s\S]*environment: "simulator"/);
      const { symbols, symbolsType, endpoint } = await editor.saved(spot);
      assert.deepEqual(
        { symbols, symbolsType, endpoint },
        { symbols: "BTCUSD", symbolsType: "str", endpoint: "futures" },
      );
      await editor.cancel();
    });

    it("finds the options around the money, by expiry and strike", async () => {
      await editor.edit("greeks");
      await editor.listed();
      await editor.search.fill("btc");
      await editor.options.first().waitFor();
      const found = await editor.options.evaluateAll((all) =>
        all.map((each) => each.getAttribute("data-value") ?? ""),
      );
      // The first ones roll.
      const symbols = found.filter((symbol) => /^BTCUSD-\d+[A-Z]{3}\d\d-/.test(symbol));
      assert.deepEqual(found.slice(-symbols.length), symbols);
      const days = symbols.map((symbol) => symbol?.split("-")[1]);
      assert.deepEqual(
        days,
        days.toSorted((one, other) => Date.parse(`${one}`) - Date.parse(`${other}`)),
      );
      assert.ok(symbols.length <= 100);
      const strikes = symbols
        .filter((_, at) => days[at] === days[0])
        .map((symbol) => Number(symbol?.split("-")[2]));
      assert.deepEqual(
        strikes,
        strikes.toSorted((one, other) => one - other),
      );
      await editor.search.pressSequentially(" call");
      const active = editor.form.locator(".coincall-active");
      assert.match(await active.innerText(), /BTCUSD-W-ATM-C/);
      assert.equal(
        await editor.search.getAttribute("aria-activedescendant"),
        await active.getAttribute("id"),
      );
      await editor.cancel();
    });

    it("pastes a whole list, and sees at once what has expired, is not listed, no option or no symbol", async () => {
      await editor.edit("greeks");
      await editor.listed();
      await editor.paste(
        "BTCUSD-27DEC20-100000-C\nBTCUSD-27DEC99-1-P; ETHUSD; ETH/USD, BTCUSD-27DEC20-100000-C",
      );
      assert.deepEqual(await editor.chips(), [
        "BTCUSD-27DEC20-100000-C expired",
        "BTCUSD-27DEC99-1-P not listed",
        "ETHUSD no option",
        "ETH/USD no symbol",
      ]);
      await editor.search.press("Backspace");
      assert.equal((await editor.chips()).length, 3);
      await editor.done();
      const { symbols } = await editor.saved("greeks");
      assert.equal(symbols, "BTCUSD-27DEC20-100000-C, BTCUSD-27DEC99-1-P, ETHUSD");
    });

    it("is told of what was typed to search and never chosen, in the form and after it", async () => {
      await editor.edit("greeks");
      await editor.search.press("Backspace");
      const { symbols } = await editor.saved("greeks");
      const untaken = editor.form.locator(".coincall-untaken-line", { hasText: "btc 95 call" });
      await editor.search.fill("btc 95 call");
      await editor.field("name").focus();
      await untaken.waitFor();
      await editor.screenshot(`${desk.version}-untaken`);
      await editor.search.press("End");
      await editor.search.pressSequentially("s");
      await untaken.waitFor({ state: "hidden" });
      await editor.done();
      const notice = editor.page.locator(".red-ui-notification", { hasText: "btc 95 calls" });
      await notice.waitFor();
      assert.equal(await editor.isValid("greeks"), false);
      const kept = String(symbols).replace(/[^,]+$/, " ?btc+95+calls");
      assert.equal((await editor.saved("greeks")).symbols, kept);
      await editor.edit("greeks");
      await untaken.waitFor();
      assert.equal(await editor.search.inputValue(), "btc 95 calls");
      await editor.search.fill("");
      await editor.done();
      assert.equal(await editor.isValid("greeks"), true);
    });

    it("takes symbols from a variable, and comes back to the list", async () => {
      await editor.edit("greeks");
      await editor.chooseSource("flow.");
      await editor.form.locator(".red-ui-typedInput-input").fill("watched");
      await editor.done();
      const { symbols, symbolsType } = await editor.saved("greeks");
      assert.deepEqual({ symbols, symbolsType }, { symbols: "watched", symbolsType: "flow" });
      await editor.edit("greeks");
      await editor.chooseSource("list");
      await editor.search.fill("BTCUSD-27DEC99-1-P");
      await editor.search.press("Enter");
      await editor.done();
      assert.equal((await editor.saved("greeks")).symbolsType, "str");
    });

    it("picks an underlying, then one of its expiries", async () => {
      await editor.edit("option-chain");
      await editor.listed();
      await editor.search.fill("eth");
      await editor.search.press("Enter");
      await editor.field("expiry").click();
      const first = editor.options.first();
      const day = String(await first.getAttribute("data-value"));
      await first.click();
      assert.equal(await editor.field("expiry").inputValue(), day);
      assert.ok((await editor.sample.innerText()).includes(`topic: "ETHUSD-${day}"`));
      await editor.done();
      const { symbols, expiry } = await editor.saved("option-chain");
      assert.deepEqual({ symbols, expiry }, { symbols: "ETHUSD", expiry: day });
    });

    it("sees what is wrong come and go while typing", async () => {
      await editor.edit("order-book");
      const problem = editor.form.locator(".coincall-problem", { hasText: "whole number" });
      await editor.field("depth").fill("1000");
      await editor.field("depth").press("End");
      await problem.waitFor();
      await editor.field("depth").fill("2");
      await editor.field("depth").press("End");
      await problem.waitFor({ state: "detached" });
      assert.doesNotMatch(await editor.sample.innerText(), /×/);
      await editor.cancel();
    });

    it("needs no mouse", async () => {
      const { page } = editor;
      await editor.select("greeks");
      await page.keyboard.press("Enter");
      await editor.settle();
      await editor.listed();
      await editor.field("name").focus();
      for (let tabs = 0; tabs < 12 && !(await editor.isFocused(editor.search)); tabs++)
        await page.keyboard.press("Tab");
      await page.keyboard.type("eth put");
      await page.keyboard.press("ArrowDown");
      const chosen = await editor.form.locator(".coincall-active").getAttribute("data-value");
      await page.keyboard.press("Enter");
      // What it is now may be known already.
      assert.ok(String((await editor.chips()).at(-1)).startsWith(`${chosen}`));
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Escape");
      assert.equal(await editor.search.getAttribute("aria-expanded"), "false");
      await page.keyboard.press("Control+Enter");
      await editor.form.waitFor({ state: "detached" });
      assert.match(String((await editor.saved("greeks")).symbols), new RegExp(`${chosen}$`));
    });

    it("comes to everything in a form with the Tab key", async () => {
      await editor.edit("option-chain");
      await editor.listed();
      await editor.unfold();
      assert.deepEqual(await editor.unreached(), []);
      await editor.cancel();
      await editor.edit("far");
      await editor.unfold();
      assert.deepEqual(await editor.unreached(), []);
      await editor.cancel();
    });

    it("tries a connection before it is deployed, and is told in words what happened", async () => {
      const exchange = await startSimulator({ key: KEY, secret: SECRET });
      const id = await editor.addNode(connection({ id: "trial", environment: "custom", url: exchange.url }));
      await editor.edit(id);
      await editor.form.locator(".coincall-missing-key").waitFor();
      await editor.field("apiKey").fill(KEY);
      await editor.field("apiSecret").fill("of another key");
      await editor.form.locator(".coincall-missing-key").waitFor({ state: "hidden" });
      assert.match(await editor.test(), /^Refused/);
      await editor.field("apiSecret").fill(SECRET);
      assert.match(await editor.test(), /^Connected in \d+ ms/);
      await exchange.close();
      assert.match(await editor.test(), /^No exchange answered/);
      await editor.done();
      await editor.deploy();
      assert.doesNotMatch(await editor.exported(), /KEY0123456789|s3cr3t/);
      await editor.edit(id);
      assert.equal(await editor.field("apiKey").inputValue(), "__PWRD__");
      await editor.cancel();
    });

    it("reads all that a trial has to say, also in a low window", async () => {
      const whole = editor.page.viewportSize();
      await editor.page.setViewportSize({ width: 1280, height: 700 });
      await editor.edit("live");
      await editor.unfold();
      assert.match(await editor.test(), /key is missing/);
      assert.ok(await editor.isInSight(editor.form.locator(".coincall-verdict")));
      await editor.screenshot(`${desk.version}-verdict-700`);
      await editor.cancel();
      if (whole) await editor.page.setViewportSize(whole);
    });

    it("types symbols in full when there is no list", async () => {
      await editor.edit("kline");
      await editor.form.locator(".coincall-market", { hasText: "could not be asked" }).waitFor();
      await editor.search.fill("btcusd-27dec99-100000-c");
      await editor.search.press("Enter");
      assert.deepEqual(await editor.chips(), ["BTCUSD-27DEC99-100000-C"]);
      await editor.cancel();
    });

    it("pastes nonsense into every field, and finds it again as the text that it was", async () => {
      await editor.edit("order-book");
      await editor.unfold();
      await editor.paste("ETH/USD, BTCUSD");
      await editor.fillAll(NONSENSE);
      assert.ok(await editor.fits());
      await editor.done();
      await editor.edit("order-book");
      assert.equal(await editor.field("name").inputValue(), NONSENSE);
      assert.equal(await editor.search.inputValue(), NONSENSE);
      assert.deepEqual(await editor.chips(), ["ETH/USD no symbol", "BTCUSD other market"]);
      await editor.cancel();

      await editor.edit("far");
      await editor.unfold();
      await editor.fillAll(NONSENSE);
      assert.ok(await editor.fits());
      await editor.done();
      assert.equal(await editor.page.locator("[src=nowhere]").count(), 0);
    });
  });
}
