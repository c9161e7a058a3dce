import type { Browser } from "playwright-core";
import { onOneDashboard } from "../../../scripts/support/one-dashboard.mjs";
import { type Simulator, startSimulator } from "../../../src/simulator";
import { launchChromium } from "../../browser/harness";
import { type NodeRed, ROOT, startNodeRed, VERSIONS } from "../../embedded/harness";
import { createUserDirectory, linkPalette, removeUserDirectory } from "../../embedded/harness/user-directory";
import { DASHBOARD_PALETTE, DASHBOARD_SETTINGS, Dashboard, DESK, pointsOf } from "../support/dashboard";
import { eventually } from "../support/eventually";
import { example } from "../support/example";

const CHART = example("03 Dashboard/2 Candles on a chart");
const flows = onOneDashboard([...CHART, ...example("03 Dashboard/3 The market on a page")]);
const MINUTE = 60_000;
/** Candles that either chart shows. */
const SHOWN = 60;

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

    it("begin with those before, go on after a deploy, and have no gap for what a restart missed", async () => {
      nodeRed = await start();
      const page = await Dashboard.open(browser, nodeRed, DESK);
      await wholeUntilNow();
      market.control.setTime(market.market.time + MINUTE);
      await wholeUntilNow();
      await nodeRed.deploy(flows);
      await page.changes('.coincall-as-of[data-name="candles"]');
      await wholeUntilNow();
      await page.close();
      await nodeRed.stop();

      market.control.setTime(market.market.time + 5 * MINUTE);
      nodeRed = await start();
      const again = await Dashboard.open(browser, nodeRed, DESK);
      await wholeUntilNow();
      await again
        .part(".candle")
        .nth(SHOWN - 1)
        .waitFor({ state: "attached" });
    });

    /** The small chart has its last candles, one a minute, of which the newest is open. */
    function wholeUntilNow(): Promise<number[]> {
      const isWhole = (times: number[]) =>
        times.length === SHOWN &&
        times.every((time, index) => index === 0 || time - (times[index - 1] ?? 0) === MINUTE) &&
        (times.at(-1) ?? 0) > market.market.time - MINUTE;
      return points(isWhole);
    }

    /** When the candles on the chart began, ms since 1970. */
    function points(areWanted: (times: number[]) => boolean): Promise<number[]> {
      const chart = CHART.find(({ type }) => type === "ui-chart")?.id ?? "";
      const look = async () => {
        const kept = await pointsOf<{ timestamp: number }>(nodeRed?.url ?? "", chart);
        return kept.map(({ timestamp }) => timestamp);
      };
      return eventually(look, areWanted);
    }
  });
}
