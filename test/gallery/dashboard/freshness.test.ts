import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { onOneDashboard } from "../../../scripts/support/one-dashboard.mjs";
import { type Simulator, startSimulator } from "../../../src/simulator";
import { launchChromium, violationsIn } from "../../browser/harness";
import { type NodeRed, startNodeRed, VERSIONS } from "../../embedded/harness";
import { DASHBOARD_PALETTE, DASHBOARD_SETTINGS, Dashboard, type Device } from "../support/dashboard";
import { example, idOf } from "../support/example";

interface Page {
  readonly name: string;
  readonly path: string;
  /** Of which it shows the time. */
  readonly cards: readonly string[];
}

const PAGES: readonly Page[] = [
  { name: "1 A price and a chart", path: "/dashboard/price", cards: ["price"] },
  { name: "2 Candles on a chart", path: "/dashboard/candles", cards: ["candles"] },
  {
    name: "3 The market on a page",
    path: "/dashboard/market",
    cards: ["price", "candles", "order book", "option chain", "volatility smile", "feed"],
  },
];
const flowOf = ({ name }: Page) => example(`03 Dashboard/${name}`);
const ALL = PAGES.map(flowOf);
/** Years off. */
const WRONG_CLOCK = new Date("2031-01-01T00:00:00Z");
const PHONE: Device = { width: 390, height: 900, colorScheme: "light", clock: WRONG_CLOCK };
/** Pixels of a phone, a tablet and a desk. */
const WIDTHS = [390, 768, 1280];
/** Pixels on top that the dashboard has its title in. */
const HEADER = 64;
/** ms; longer than anything takes, and ended by a cut or a silence of none. */
const AWAY = 60_000;

describe("The nodes that tell how fresh a page is", () => {
  it("are the same on each page, so that one can be copied from the other", () => {
    const strips = ALL.map((flow) => flow.find(({ name }) => name === "how fresh")?.format);
    assert.equal(new Set(strips).size, 1);
    assert.ok(strips[0]);
  });
});

for (const version of VERSIONS) {
  describe(`A dashboard's freshness, in Node-RED ${version}`, function () {
    this.timeout(90_000);
    let market: Simulator;
    let nodeRed: NodeRed;
    let browser: Browser;
    let opened: Dashboard[] = [];

    before(async () => {
      market = await startSimulator();
      [browser, nodeRed] = await Promise.all([
        launchChromium(),
        startNodeRed({
          version,
          flows: onOneDashboard(ALL.flat()),
          otherPalettes: [DASHBOARD_PALETTE],
          settings: { ...DASHBOARD_SETTINGS, coincallSimulator: market.url },
        }),
      ]);
    });
    after(async () => {
      await browser?.close();
      await market?.close();
    });
    afterEach(async () => {
      await Promise.all(opened.map((dashboard) => dashboard.close()));
      opened = [];
    });

    /** The page, once each card has shown its time. */
    const open = async ({ path, cards }: Page, device = PHONE) => {
      const dashboard = await Dashboard.open(browser, nodeRed, device, path);
      opened.push(dashboard);
      for (const card of cards)
        await dashboard
          .asOf(card)
          .filter({ hasText: /as of \d\d:\d\d:\d\d/ })
          .waitFor();
      return dashboard;
    };
    const isQuiet = async (dashboard: Dashboard) => {
      await dashboard.strip.waitFor({ state: "hidden" });
      await dashboard.greyed.first().waitFor({ state: "detached" });
    };

    for (const page of PAGES) {
      it(`${page.name} says that its prices are made up, and nothing else while data comes, whatever the clock of the device says`, async () => {
        const dashboard = await open(page);
        await dashboard
          .part("header .coincall-simulator")
          .filter({ hasText: /^SIMULATOR$/ })
          .waitFor();
        await isQuiet(dashboard);
        for (const card of page.cards) await dashboard.changes(`.coincall-as-of[data-name="${card}"]`);
        await isQuiet(dashboard);
        assert.deepEqual(dashboard.complaints, []);
      });

      it(`${page.name} tells on top when the exchange is lost, how old its values are, which are grey, and when it is back`, async () => {
        const dashboard = await open(page);
        market.control.cut({ for: AWAY });
        await dashboard.strip.filter({ hasText: "Connection lost: " }).waitFor();
        await dashboard.passes(20);
        await dashboard.strip.filter({ hasText: /2\d s old/ }).waitFor();
        await dashboard.greyed.first().waitFor();
        market.control.cut();
        await isQuiet(dashboard);
      });

      it(`${page.name} tells when a value stays out though the connection lives, and greys what is old alone`, async () => {
        const dashboard = await open(page);
        market.control.silence("BTCUSD", AWAY);
        await dashboard.passes(12);
        await dashboard.strip.filter({ hasText: /1\d s old/ }).waitFor();
        assert.doesNotMatch(String(await dashboard.strip.textContent()), /Connection/);
        market.control.silence("BTCUSD", 0);
        await isQuiet(dashboard);
      });
    }

    it("tells when the browser hears nothing of Node-RED", async () => {
      const pages = await Promise.all(PAGES.map((page) => open(page)));
      await nodeRed.stop();
      for (const dashboard of pages) {
        await dashboard.passes(12);
        await dashboard.strip
          .filter({ hasText: /No word from Node-RED for \d+ s\. Prices are \d+ s old\./ })
          .waitFor();
        await dashboard.greyed.first().waitFor();
      }
    });
  });
}

describe("A dashboard's freshness, with made-up messages", function () {
  this.timeout(60_000);
  const [, , PAGE] = PAGES as [Page, Page, Page];
  const flow = flowOf(PAGE).filter(({ type }) => !/^coincall-(?!connection)/.test(type));
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
  });
  after(async () => {
    await browser?.close();
    await nodeRed?.stop();
  });
  afterEach(() => dashboard.close());

  const send = (node: string, message: Readonly<Record<string, unknown>>) =>
    nodeRed.send(idOf(flow, node), message);
  /** A price that came a while ago, which the exchange sent at another time by its own clock. */
  const price = (secondsAgo: number, environment: string) => {
    const coincall = { received: Date.now() - 1_000 * secondsAgo, sent: Date.UTC(2026, 10, 27, 22, 26, 5) };
    send("price", {
      payload: { symbol: "BTCUSD", price: 90_000 },
      coincall: { ...coincall, endpoint: "futures", environment },
    });
  };
  const open = async () => {
    const device = { ...PHONE, clock: WRONG_CLOCK };
    dashboard = await Dashboard.open(browser, nodeRed, device, PAGE.path);
    await dashboard.asOf("price").filter({ hasText: "as of" }).waitFor();
  };

  it("tells of the exchange's time, and of the age since a value was received, on a page that was opened later", async () => {
    price(75, "live");
    send("how fresh", { now: Date.now() });
    await open();
    await dashboard.strip.filter({ hasText: /^\s*Prices are 7\d s old\.\s*$/ }).waitFor();
    assert.equal(await dashboard.asOf("price").textContent(), "as of 22:26:05");
    assert.equal(await dashboard.part(".price[data-old]").count(), 1);
    assert.equal(await dashboard.part(".candles[data-old]").count(), 0);
  });

  it("has no badge where prices are an exchange's, and green dots; blue ones on the simulator", async () => {
    const feed = { endpoint: "futures", state: "open", subscriptions: { live: 1, pending: 0, rejected: 0 } };
    send("feeds", { payload: feed });
    price(0, "live");
    await open();
    const colour = () =>
      dashboard.part(".feed .open").evaluate((dot) => getComputedStyle(dot).backgroundColor);
    const green = await colour();
    assert.equal(await dashboard.part(".coincall-simulator").count(), 0);
    price(0, "simulator");
    await dashboard.part(".coincall-simulator").waitFor();
    const [red = 0, greenish = 0, blue = 0] = (await colour()).match(/\d+/g)?.map(Number) ?? [];
    assert.notEqual(await colour(), green);
    assert.ok(blue > red && blue > greenish, await colour());
  });

  it("counts each feed that is wanted while some cards are empty, as it may be theirs", async () => {
    price(0, "live");
    const state = { state: "waiting", subscriptions: { live: 0, pending: 1, rejected: 0 } };
    const endpoints = {
      options: { endpoint: "options", ...state },
      futures: { endpoint: "futures", ...state },
    };
    send("how fresh", { now: Date.now(), payload: { endpoints } });
    await open();
    await dashboard.strip.filter({ hasText: "Connection lost: options and futures." }).waitFor();
  });

  it("has a strip that fits phones, tablets and desks, light and dark, and stays in sight where the page is scrolled", async () => {
    price(25, "simulator");
    const lost = {
      endpoint: "futures",
      state: "waiting",
      subscriptions: { live: 0, pending: 1, rejected: 0 },
    };
    send("how fresh", { now: Date.now(), payload: { endpoints: { futures: lost } } });
    await open();
    await dashboard.strip.filter({ hasText: "Connection lost: futures. Prices are 2" }).waitFor();
    for (const width of WIDTHS) {
      await dashboard.page.setViewportSize({ width, height: 500 });
      await dashboard.page.evaluate(() => window.scrollTo(0, 0));
      for (const colorScheme of ["light", "dark"] as const) {
        await dashboard.page.emulateMedia({ colorScheme });
        assert.deepEqual(await violationsIn(dashboard.page, dashboard.strip), []);
        await dashboard.screenshot(`lost-${width}-${colorScheme}`);
      }
      for (const scrolled of [0, 400]) {
        await dashboard.page.evaluate((y) => window.scrollTo(0, y), scrolled);
        const box = await dashboard.strip.boundingBox();
        assert.ok(box && box.y >= HEADER && box.y < HEADER + 20, JSON.stringify(box));
        assert.ok(box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
      }
    }
  });
});
