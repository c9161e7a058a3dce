import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { onOneDashboard } from "../../../scripts/support/one-dashboard.mjs";
import { type Simulator, startSimulator } from "../../../src/simulator";
import { launchChromium } from "../../browser/harness";
import { type NodeRed, ROOT, startNodeRed, VERSIONS } from "../../embedded/harness";
import { createUserDirectory, linkPalette, removeUserDirectory } from "../../embedded/harness/user-directory";
import { DASHBOARD_PALETTE, DASHBOARD_SETTINGS, Dashboard, DESK } from "../support/dashboard";
import { eventually } from "../support/eventually";
import { example } from "../support/example";

const CHART = example("03 Dashboard/2 Candles on a chart");
const flows = onOneDashboard([...CHART, ...example("03 Dashboard/3 The market on a page")]);
const MINUTE = 60_000;

for (const version of VERSIONS) {
  describe(`Candles on a dashboard, where Node-RED ${version} keeps its context`, function () {
    this.timeout(60_000);
    let market: Simulator;
    let browser: Browser;
    let nodeRed: NodeRed | undefined;
    const userDirectory = createUserDirectory();

    before(async () => {
      linkPalette(userDirectory, ROOT, DASHBOARD_PALETTE);
      [market, browser] = await Promise.all([startSimulator(), launchChromium()]);
    });
    after(async () => {
      await browser?.close();
      await nodeRed?.stop();
      await market?.close();
      removeUserDirectory(userDirectory);
    });

    const start = () =>
      startNodeRed({
        version,
        flows,
        userDirectory,
        settings: {
          ...DASHBOARD_SETTINGS,
          coincallSimulator: market.url,
          contextStorage: { default: { module: "localfilesystem" } },
        },
      });

    it("go on after a deploy, and after a restart with a gap for what was missed", async () => {
      nodeRed = await start();
      const page = await Dashboard.open(browser, nodeRed, DESK);
      const candles = (dashboard: Dashboard, count: number) =>
        dashboard
          .part(".candle")
          .nth(count - 1)
          .waitFor({ state: "attached" });
      await candles(page, 1);
      await points((all) => all.length === 1);
      for (const count of [2, 3]) {
        market.control.setTime(market.market.time + MINUTE);
        await candles(page, count);
        await points((all) => all.length === count);
      }
      await nodeRed.deploy(flows);
      await page.changes('.coincall-as-of[data-name="candles"]');
      await candles(page, 3);
      await page.close();
      await nodeRed.stop();

      market.control.setTime(market.market.time + 5 * MINUTE);
      nodeRed = await start();
      const again = await Dashboard.open(browser, nodeRed, DESK);
      await candles(again, 4);
      const times = await points((all) => all.length >= 4);
      const longest = Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? time)));
      assert.ok(longest >= 4 * MINUTE, `${longest} ms`);
    });

    /** When the candles on the chart began, ms since 1970. */
    function points(areWanted: (times: number[]) => boolean): Promise<number[]> {
      const chart = CHART.find(({ type }) => type === "ui-chart")?.id;
      const look = async () => {
        const response = await fetch(`${nodeRed?.url}/dashboard/_debug/datastore/${chart}`);
        const kept = (await response.json()) as { payload: { timestamp: number } }[] | null;
        return (kept ?? []).map(({ payload }) => payload.timestamp);
      };
      return eventually(look, areWanted);
    }
  });
}
