import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../src/simulator/index";
import { type NodeRed, type Properties, startNodeRed, statusAll, VERSIONS } from "../embedded/harness";
import { example, type FilledIn, fillIn, idOf } from "./support/example";
import { HttpReceiver } from "./support/http-receiver";
import { MailServer } from "./support/mail-server";
import { otherPalette } from "./support/other-packages";

/** So that each update reaches the flow, and not only the latest of some seconds. */
const EVERY: Properties = { emit: "every" };

for (const version of VERSIONS) {
  describe(`The alerts of the gallery on a market to order, in Node-RED ${version}`, function () {
    this.timeout(60_000);
    const web = new HttpReceiver();
    const mail = new MailServer();
    let exchange: Simulator;
    let nodeRed: NodeRed;

    before(async () => {
      const otherPalettes = [otherPalette("node-red-node-email")];
      [exchange, nodeRed] = await Promise.all([
        startSimulator({ seed: 5 }),
        startNodeRed({ version, otherPalettes }),
        web.listen(),
        mail.listen(),
      ]);
      exchange.control.setPrice("BTCUSD", 95_000);
    });
    beforeEach(() => {
      web.forget();
      nodeRed.forget();
    });
    after(async () => {
      await nodeRed.stop();
      await Promise.all([exchange.close(), web.close(), mail.close()]);
    });

    /** Deploys the example, and waits until its feed has brought something. */
    async function deploy(name: string, feed: string, filledIn: FilledIn): Promise<void> {
      const flow = fillIn(example(`02 Alerts/${name}`), { exchange, ...filledIn });
      await nodeRed.deploy([...flow, ...statusAll(idOf(flow, "tab"))]);
      await nodeRed.nextStatus(idOf(flow, feed), ({ text }) => text?.startsWith("live") === true);
    }

    it("tell Slack of a price above the level, and of one below it by the margin", async () => {
      await deploy("1 A price crosses a level, to Slack", "coincall-spot", {
        settings: { level: 100_000, margin: 500 },
        variables: { SLACK_WEBHOOK_URL: web.url },
        nodes: { "coincall-spot": EVERY },
      });
      exchange.control.setPrice("BTCUSD", 101_000);
      assert.match(await said(), /^BTCUSD has risen above 100000 USD: 10\d{4}/);
      exchange.control.setPrice("BTCUSD", 98_000);
      assert.match(await said(), /^BTCUSD has fallen below 99500 USD: 9[78]\d{3}/);
      assert.equal(web.requests.length, 2);
    });

    it("mail a big trade, and not those of every day", async () => {
      const { login, port } = mail;
      await deploy("2 A big trade, by e-mail", "coincall-trades", {
        settings: { minimum: 5_000_000, to: "trader@example.com", from: "node-red@example.com" },
        variables: { SMTP_USER: login.username, SMTP_PASSWORD: login.password },
        nodes: { "e-mail": { server: "127.0.0.1", port: String(port), tls: false } },
      });
      exchange.control.trade("BTCUSD", { side: "sell", size: 1, price: 90_000 });
      exchange.control.trade("BTCUSD", { side: "sell", size: 60, price: 90_000 });
      assert.match((await mail.next()).source, /^Subject: BTCUSD: a sell of 5400000 USD\r$/m);
    });

    it("tell Telegram of volatility that has moved", async () => {
      exchange.control.setVolatility("BTCUSD", 0.5);
      await deploy("3 Volatility moves, to Telegram", "about 30 days, at the money", {
        settings: { points: 10, minutes: 60, chat: "42" },
        variables: { TELEGRAM_URL: web.url },
        nodes: { "about 30 days, at the money": EVERY },
      });
      exchange.control.setVolatility("BTCUSD", 0.9);
      assert.match(await said(), /^Volatility of BTCUSD: up \d\d\.\d points within 60 minutes/);
    });

    it("tell of the account's margin use above each level, and not below", async () => {
      exchange.control.setMarginUse(0.3);
      await deploy("4 Margin use, with quiet hours", "coincall-balance", {
        settings: { level: 50, critical: 80, quietFrom: "00:00", quietTo: "00:00" },
        variables: { SLACK_WEBHOOK_URL: web.url },
        nodes: { "coincall-balance": EVERY },
      });
      exchange.control.setMarginUse(0.6);
      assert.match(await said(), /^(59|60|61) % of the margin balance is in use$/);
      exchange.control.setMarginUse(0.9);
      assert.match(await said(), /^(89|90|91) % .*: critical$/);
      assert.equal(web.requests.length, 2);
    });

    it("tell when the feed is down for too long, and when it is back", async () => {
      await deploy("5 The feed is down", "coincall-spot", {
        nodes: { "down, or back": { downFor: 0.5 } },
        variables: { SLACK_WEBHOOK_URL: web.url },
      });
      exchange.control.cut({ for: 1_500 });
      assert.match(await said(), /down for/);
      assert.match(await said(), /back again\.$/);
    });

    /** The text of the next alert that has reached the web service. */
    async function said(): Promise<string> {
      return ((await web.nextJson()) as { text: string }).text;
    }
  });
}
