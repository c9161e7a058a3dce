import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { Editor, launchChromium, violationsIn } from "../../browser/harness";
import { type NodeRed, startNodeRed, VERSIONS } from "../../embedded/harness";
import {
  DASHBOARD_PALETTE,
  DASHBOARD_SETTINGS,
  Dashboard,
  DESK,
  houseDashboard,
  PHONE,
  pointsOf,
} from "../support/dashboard";
import { eventually } from "../support/eventually";
import { example, idOf } from "../support/example";
import { madeUpChain } from "../support/made-up-chain";

const EXAMPLE = "03 Dashboard/3 The market on a page";
const SMALL_EXAMPLES = ["03 Dashboard/1 A price and a chart", "03 Dashboard/2 Candles on a chart"];
/** Every part of the page that shows the market, with a text that it has once there is data. */
const PARTS = [
  [".price .last", /\d/],
  [".candles svg", /\d/],
  [".book .ladder", /\d/],
  [".book svg", /^\s*$/],
  [".chain tbody", /\d/],
  [".account", /\d/],
  [".feed", /a second/],
] as const;

/** Fields of the balance, as they would travel to the page. */
const OF_THE_ACCOUNT = /"(equity|marginBalance|availableBalance)":/;

for (const version of VERSIONS) {
  describe(`The dashboard as imported, in Node-RED ${version}`, function () {
    this.timeout(60_000);
    let nodeRed: NodeRed;
    let browser: Browser;
    let dashboard: Dashboard;

    before(async () => {
      [browser, nodeRed] = await Promise.all([
        launchChromium(),
        startNodeRed({
          version,
          flows: example(EXAMPLE),
          otherPalettes: [DASHBOARD_PALETTE],
          settings: DASHBOARD_SETTINGS,
        }),
      ]);
    });
    after(async () => {
      await browser?.close();
      await nodeRed?.stop();
    });
    afterEach(async () => {
      await dashboard?.close();
    });

    it("shows every part of the market move, asks nothing of other machines and has nothing to complain of", async () => {
      dashboard = await Dashboard.open(browser, nodeRed, DESK);
      await dashboard.accountSwitch.click();
      await Promise.all([
        ...PARTS.map(([selector, text]) => dashboard.changes(selector, text)),
        dashboard.redraws(".nrdb-ui-chart"),
      ]);
      await dashboard.accountSwitch.click();
      await dashboard.part(".account dd").first().waitFor({ state: "detached" });
      assert.deepEqual(dashboard.complaints, []);
    });

    it("gets nothing of the account until its switch is on, and keeps nothing once it is off", async () => {
      dashboard = await Dashboard.open(browser, nodeRed, DESK);
      await dashboard.part(".nearest").waitFor();
      await dashboard.receives('"shown":false');
      assert.equal(await dashboard.accountSwitch.getAttribute("aria-checked"), "false");
      assert.deepEqual(
        dashboard.received.filter((text) => OF_THE_ACCOUNT.test(text)),
        [],
      );

      await dashboard.accountSwitch.click();
      await dashboard.part(".account dd").first().waitFor();
      assert.ok(dashboard.received.some((text) => OF_THE_ACCOUNT.test(text)));
      const phone = await Dashboard.open(browser, nodeRed, PHONE);
      await phone.part(".account dd").first().waitFor();

      await dashboard.accountSwitch.press("Space");
      for (const device of [dashboard, phone])
        await device.part(".account dd").first().waitFor({ state: "detached" });
      const later = await Dashboard.open(browser, nodeRed, DESK);
      await later.receives('"shown":false');
      assert.deepEqual(
        later.received.filter((text) => OF_THE_ACCOUNT.test(text)),
        [],
      );
      await Promise.all([phone.close(), later.close()]);
    });

    it("has the present candle at once, and says how long its candles are", async () => {
      dashboard = await Dashboard.open(browser, nodeRed, DESK);
      await dashboard.part(".candle").first().waitFor({ state: "attached" });
      assert.equal(await dashboard.part(".candles .caption").textContent(), "1-minute candles");
    });

    it("marks the strike nearest to the price, between calls and puts with their Greeks", async () => {
      dashboard = await Dashboard.open(browser, nodeRed, DESK);
      const { heads, strikes, marked, title } = await dashboard.chain();
      const side = ["Bid", "Ask", "Δ", "IV", "Γ × 1000", "Θ", "Vega", "Open interest"];
      const [bid, ask, ...greeks] = side;
      assert.deepEqual(heads, [...greeks.reverse(), bid, ask, "Strike", ...side]);
      assert.ok(strikes.length >= 7, `${strikes}`);
      const units = await dashboard.part(".chain .title .coincall-quiet").textContent();
      assert.match(String(units), /USD a day, vega in USD a point of volatility, open interest in BTC$/);
      assert.equal(await dashboard.part(".ladder .head span").first().textContent(), "Size, BTC");
      const price = numberIn(/at ([\d,.]+)/.exec(title)?.[1]);
      const distances = strikes.map((strike) => Math.abs(numberIn(strike) - price));
      assert.deepEqual(marked, [strikes[distances.indexOf(Math.min(...distances))]]);
    });

    it("draws the smile of two expiries", async () => {
      const { id } = example(EXAMPLE).find(({ type }) => type === "ui-chart") ?? {};
      const points = () => pointsOf<Point>(nodeRed.url, String(id));
      const both = await eventually(points, (all) => new Set(all.map(({ series }) => series)).size === 2);
      for (const { strike, volatility } of both) {
        assert.ok(strike > 1_000 && volatility > 5 && volatility < 300, `${volatility} % at ${strike}`);
      }
    });

    it("fits a phone, and is dark where the device is", async () => {
      dashboard = await Dashboard.open(browser, nodeRed, PHONE);
      await dashboard.part(".nearest").waitFor();
      for (const part of [".price", ".candles", ".book", ".chain", ".account", ".feed"]) {
        const box = await dashboard.part(part).boundingBox();
        assert.ok(box && box.x >= 0 && box.x + box.width <= PHONE.width, `${part}: ${JSON.stringify(box)}`);
      }
      const card = dashboard.part(".nrdb-ui-group > .v-card").first();
      const [background, text] = await card.evaluate((element) => {
        const { backgroundColor, color } = getComputedStyle(element);
        return [backgroundColor, color];
      });
      assert.ok(brightness(background) < 60 && brightness(text) > 180, `${text} on ${background}`);
      assert.deepEqual(dashboard.complaints, []);
    });
  });
}

describe("The dashboard with made-up numbers", function () {
  this.timeout(60_000);
  /** What a machine whose letters are wider may need, pixels. */
  const RESERVE = 4;
  /** Pixels beside the cards. */
  const MARGIN = 14;
  /** Those of phones, a tablet and desks, and around the width from which on there is room for every column. */
  const WIDTHS = [360, 390, 430, 768, 1101, 1162, 1163, 1200, 1440];
  const flow = example(EXAMPLE).filter(({ type }) => !/^coincall-(?!connection)/.test(type));
  let nodeRed: NodeRed;
  let browser: Browser;
  let dashboard: Dashboard;

  before(async () => {
    [browser, nodeRed] = await Promise.all([
      launchChromium(),
      startNodeRed({
        version: "4.1",
        flows: flow,
        otherPalettes: [DASHBOARD_PALETTE],
        settings: DASHBOARD_SETTINGS,
      }),
    ]);
    dashboard = await Dashboard.open(browser, nodeRed, PHONE);
  });
  after(async () => {
    await browser?.close();
    await nodeRed?.stop();
  });

  it("shows another coin by its own name, and with the digits that its prices need", async () => {
    const { page } = dashboard;
    const text = (selector: string) => page.locator(selector).first().textContent();
    const day = { high24h: 3_500, low24h: 3_400, volume24h: 1_234, markPrice: 3_456.5 };
    send("price", { symbol: "ETHUSD", price: 3_456.78, ...day });
    await page.locator(".price .last", { hasText: "3,456.78" }).waitFor();
    assert.equal(await text(".price .unit"), "ETHUSD");
    assert.match(String(await text(".price .day")), /1,234 ETH/);

    const [bids, asks] = [[{ price: 3_456.5, size: 1 }], [{ price: 3_457.25, size: 1 }]];
    send("depth", { symbol: "ETHUSD", bids, asks, mid: 3_456.875, spread: 0.75, imbalance: 0.5 });
    await page.locator(".book .level", { hasText: "3,456.50" }).waitFor();

    show({ ...madeUpChain(3_456.78), underlying: "ETHUSD" });
    await heading("ETHUSD");
    assert.match((await dashboard.chain()).title, /at 3,456\.78$/);
    assert.match(String(await text(".nearest .bid")), /^\s*\d+\.\d\s*$/);
  });

  it("has its price and the change of the day within a phone's width", async () => {
    send("price", { symbol: "BTCUSD", price: 124_491.3, changeRate: -0.1234 });
    await dashboard.part(".price .last").filter({ hasText: "124,491.3" }).waitFor();
    for (const width of [360, 390]) {
      await dashboard.page.setViewportSize({ width, height: PHONE.height });
      const [frame, change] = await Promise.all(
        [".price", ".price .change"].map((part) => dashboard.part(part).boundingBox()),
      );
      assert.ok(frame && change && change.x + change.width <= frame.x + frame.width, JSON.stringify(change));
    }
  });

  it("draws no candles of one coin beside those of another", async () => {
    for (const minute of [1, 2, 3]) candle("BTCUSD", 95_000 + minute, minute);
    await dashboard.part(".candle").nth(2).waitFor({ state: "attached" });
    candle("ETHUSD", 3_456.78, 4);
    await dashboard.part(".candles text").filter({ hasText: "3,457.00" }).waitFor();
    assert.equal(await dashboard.part(".candle").count(), 1);
  });

  it("takes the latest of a candle, forgets what the clock has not reached, and leaves a gap where some are missing", async () => {
    for (const minute of [1, 2, 9]) candle("SOLUSD", 200 + minute, minute);
    for (const [price, minute] of [
      [203, 3],
      [207, 3],
      [206, 6],
    ] as const)
      candle("SOLUSD", price, minute);
    const bars = dashboard.part(".candle rect.volume");
    await eventually(
      () => bars.evaluateAll((all) => all.map((bar) => Number(bar.getAttribute("x")))),
      (places) => {
        const [first = 0, second = 0, third = 0, last = 0] = places;
        const step = second - first;
        return (
          places.length === 4 &&
          Math.abs(third - second - step) < 0.1 &&
          Math.abs(last - third - 3 * step) < 0.1
        );
      },
    );
  });

  it("shows one last price: the book's is called its middle, the chain's its forward, and the candles have none", async () => {
    const day = { high24h: 91_000, low24h: 89_000, volume24h: 1_234, markPrice: 90_001 };
    send("price", { symbol: "BTCUSD", price: 90_000.1, ...day });
    candle("BTCUSD", 90_002.2, 1, 50);
    const sides = { bids: [{ price: 90_003.2, size: 1 }], asks: [{ price: 90_003.4, size: 1 }] };
    send("depth", { symbol: "BTCUSD", ...sides, mid: 90_003.3, spread: 0.2, imbalance: 0.5 });
    show(madeUpChain(93_000));
    await heading("forward at 93,000.0");
    await dashboard.part(".price .last").filter({ hasText: "90,000.1" }).waitFor();
    await dashboard.part(".scale").filter({ hasText: "90,003.3" }).waitFor();
    assert.match(String(await dashboard.part(".scale").textContent()), /Mid\s*90,003\.3/);
    assert.equal(await dashboard.page.getByText("90,002.2").count(), 0);
  });

  it("fills the width of a tablet", async () => {
    await dashboard.page.setViewportSize({ width: 768, height: 1024 });
    const cards = await dashboard.part(".nrdb-ui-group").evaluateAll((groups) =>
      groups.map((group) => {
        const { left, right, top } = group.getBoundingClientRect();
        return { left, right, row: Math.round(top) };
      }),
    );
    const rows = [...new Set(cards.map(({ row }) => row))]
      .sort((one, other) => one - other)
      .map((row) => cards.filter((card) => card.row === row));
    assert.deepEqual(
      rows.map(({ length }) => length),
      [1, 2, 1, 2],
    );
    for (const row of rows) {
      assert.equal(Math.min(...row.map(({ left }) => left)), MARGIN);
      assert.equal(Math.max(...row.map(({ right }) => right)), 768 - MARGIN);
    }
  });

  it("finds the strike at the money and the volatilities where the exchange tells neither, as in 2023", async () => {
    const strikes = [0.9, 0.7, 0.48, 0.2].map((delta, index) => {
      const call = { delta, bidIv: 0.5 + index / 100, askIv: 0.6 + index / 100 };
      return { strike: 50_000 + 1_000 * index, call, put: { delta: delta - 1, askIv: 0.7 } };
    });
    const { expiry } = madeUpChain(50_000);
    show({ underlying: "BTCUSD", expiry, strikes });
    await heading("BTCUSD");
    const { marked, title } = await dashboard.chain();
    assert.deepEqual(marked, ["52,000"]);
    assert.match(title, /in \d+ days$/);
    const row = await dashboard.part(".nearest td").allTextContents();
    assert.deepEqual([row[4]?.trim(), row[11]?.trim()], ["57.0", "70.0"]);

    send("smile", { expiry, strikes });
    const { id } = flow.find(({ type }) => type === "ui-chart") ?? {};
    const points = () => pointsOf<Point>(nodeRed.url, String(id));
    const smile = await eventually(points, ({ length }) => length === strikes.length);
    assert.deepEqual(
      smile.map(({ strike, volatility }) => [strike, volatility]),
      [
        [50_000, 70],
        [51_000, 70],
        [52_000, 57],
        [53_000, 58],
      ],
    );
  });

  const heading = (text: string) => dashboard.part(".chain .title b").filter({ hasText: text }).waitFor();
  const send = (name: string, payload: unknown) => nodeRed.send(idOf(flow, name), { payload });
  const candle = (symbol: string, price: number, minute: number, reach = 0.5) => {
    const prices = { open: price, high: price + reach, low: price - reach, close: price };
    send("last 120", {
      symbol,
      period: "m1",
      ...prices,
      volume: 1,
      timestamp: 60_000 * minute,
      closed: false,
    });
  };
  const show = (chain: object) => send("chain", chain);

  for (const price of [3_500, 9_500, 20_000, 60_000, 105_000, 250_000]) {
    it(`has a chain that fits phones, tablets and desks at a price of ${price}`, async () => {
      show(madeUpChain(price));
      await heading(`at ${price.toLocaleString("en-US")}`);
      for (const width of WIDTHS) {
        await dashboard.page.setViewportSize({ width, height: PHONE.height });
        const spare = await dashboard.part(".chain").evaluate(spareWidth);
        assert.ok(spare >= RESERVE, `${spare} pixels to spare at ${width}`);
      }
    });
  }
});

describe("The dashboard, to axe-core", function () {
  this.timeout(60_000);
  let nodeRed: NodeRed;
  let browser: Browser;

  before(async () => {
    [browser, nodeRed] = await Promise.all([
      launchChromium(),
      startNodeRed({
        version: "4.1",
        flows: example(EXAMPLE),
        otherPalettes: [DASHBOARD_PALETTE],
        settings: DASHBOARD_SETTINGS,
      }),
    ]);
  });
  after(async () => {
    await browser?.close();
    await nodeRed?.stop();
  });

  for (const device of [DESK, PHONE]) {
    it(`is without a fault, ${device.colorScheme}, ${device.width} pixels wide`, async () => {
      const dashboard = await Dashboard.open(browser, nodeRed, device);
      for (const part of [".nearest", ".feed h4"]) await dashboard.part(part).first().waitFor();
      // Around it is the frame that the palette of dashboard nodes draws.
      assert.deepEqual(await violationsIn(dashboard.page, dashboard.part("main")), []);
      await dashboard.accountSwitch.click();
      await dashboard.part(".account dd").first().waitFor();
      assert.deepEqual(await violationsIn(dashboard.page, dashboard.part("main")), []);
      await dashboard.accountSwitch.click();
      await dashboard.part(".account dd").first().waitFor({ state: "detached" });
      await dashboard.close();
    });
  }
});

for (const version of VERSIONS) {
  describe(`The dashboard, imported where there is one already, in Node-RED ${version}`, function () {
    this.timeout(60_000);
    let nodeRed: NodeRed;
    let browser: Browser;

    before(async () => {
      [browser, nodeRed] = await Promise.all([
        launchChromium(),
        startNodeRed({
          version,
          flows: houseDashboard("/house"),
          otherPalettes: [DASHBOARD_PALETTE],
          settings: DASHBOARD_SETTINGS,
        }),
      ]);
    });
    after(async () => {
      await browser?.close();
      await nodeRed?.stop();
    });

    it("becomes a page of that one, as the small ones do, and that one keeps its own", async () => {
      const editor = await Editor.open(browser, nodeRed.url);
      for (const name of [EXAMPLE, ...SMALL_EXAMPLES]) await editor.import(JSON.stringify(example(name)));
      await editor.deploy();
      await editor.close();
      for (const [path, figure] of [
        ["market", ".price .last"],
        ["price", ".coincall-price"],
        ["candles", ".coincall-as-of"],
      ]) {
        const page = await Dashboard.open(browser, nodeRed, DESK, `/house/${path}`);
        await page.changes(String(figure));
        await page.close();
      }
      const kitchen = await Dashboard.open(browser, nodeRed, DESK, "/house/rooms");
      await kitchen.part(".kitchen").waitFor();
      await kitchen.close();
    });
  });
}

/** How much narrower than its frame a table could be, pixels. */
function spareWidth(frame: Element): number {
  const table = frame.querySelector<HTMLElement>("table");
  if (!table) throw new Error("There is no table.");
  table.style.width = "0";
  const least = table.getBoundingClientRect().width;
  table.style.width = "";
  return frame.clientWidth - least;
}

interface Point {
  readonly series: string;
  readonly strike: number;
  readonly volatility: number;
}

function numberIn(text: string | undefined): number {
  return Number(text?.replaceAll(",", ""));
}

/** Of a colour as the browser tells it: 0 is black, 255 white. */
function brightness(colour: string | undefined): number {
  const channels = (colour?.match(/\d+/g) ?? []).slice(0, 3).map(Number);
  return channels.reduce((sum, channel) => sum + channel, 0) / channels.length;
}
