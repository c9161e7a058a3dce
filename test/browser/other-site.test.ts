import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { connection, type NodeRed, startNodeRed, tab, VERSIONS } from "../embedded/harness";
import { type Bystander, startBystander } from "../support/bystander";
import { launchChromium } from "./harness/chromium";

const FORM = "application/x-www-form-urlencoded";

for (const version of VERSIONS) {
  describe(`A page of another site, in the browser of somebody with a Node-RED ${version} without a login`, function () {
    this.timeout(40_000);
    let nodeRed: NodeRed;
    let site: Server;
    let elsewhere: Bystander;
    let browser: Browser;
    let page: Page;

    before(async () => {
      elsewhere = await startBystander();
      nodeRed = await startNodeRed({ version, flows: [tab(), connection()] });
      site = createServer((_request, response) =>
        response.setHeader("Content-Type", "text/html").end("<!doctype html><title>Win a prize</title>"),
      );
      await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
      browser = await launchChromium();
      page = await browser.newPage();
    });
    after(async () => {
      await browser.close();
      await nodeRed.stop();
      site.closeAllConnections();
      site.close();
      await elsewhere.close();
    });
    afterEach(() => assert.deepEqual(elsewhere.heard, []));

    /** @returns the HTTP status of what Node-RED answers, whether the page may read it or not */
    async function asks(host: string, path: string, init: RequestInit = {}): Promise<number> {
      await page.goto(`http://${host}:${(site.address() as AddressInfo).port}`);
      const url = nodeRed.url + path;
      const [answer] = await Promise.all([
        page.waitForResponse(url),
        page.evaluate((request) => fetch(request.url, { ...request.init, mode: "no-cors" }), { url, init }),
      ]);
      return answer.status();
    }

    const address = () => new URLSearchParams({ environment: "custom", url: elsewhere.url, apiKey: "key" });

    for (const host of ["localhost", "127.0.0.1"]) {
      it(`has no connection tried, from ${host}`, async () => {
        const body = `${address()}&protocol=apikey`;
        const form = { method: "POST", headers: { "Content-Type": FORM }, body };
        assert.equal(await asks(host, "/coincall/connection/test", form), 403);
      });

      it(`has no exchange asked, from ${host}`, async () => {
        assert.equal(await asks(host, `/coincall/instruments?${address()}`), 403);
        assert.equal(await asks(host, "/coincall/instruments?connection=connection"), 403);
      });
    }

    it("is no page of the editor, which may", async () => {
      await page.goto(nodeRed.url);
      const status = await page.evaluate(
        async () => (await fetch("/coincall/instruments?connection=connection")).status,
      );
      assert.equal(status, 200);
    });
  });
}
