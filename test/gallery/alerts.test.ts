import assert from "node:assert/strict";
import { type Properties, saved, useRig, VERSIONS } from "../embedded/harness";
import { example, type FilledIn, fillIn, idOf, reporting } from "./support/example";
import { balance, chain, greeks, optionName, optionsAt, spot, trade } from "./support/frames";
import { HttpReceiver } from "./support/http-receiver";
import { MailServer } from "./support/mail-server";
import { otherPalette } from "./support/other-packages";

const HOUR = 60 * 60 * 1000;

/** So that each pushed price reaches the flow, and not only the latest of a second. */
const EVERY: Properties = { emit: "every" };

for (const version of VERSIONS) {
  describe(`The alerts of the gallery, in Node-RED ${version}`, function () {
    this.timeout(60_000);
    const rig = useRig({ version, otherPalettes: [otherPalette("node-red-node-email")] });
    const web = new HttpReceiver();
    const mail = new MailServer();

    before(() => Promise.all([web.listen(), mail.listen()]));
    beforeEach(() => web.forget());
    after(() => Promise.all([web.close(), mail.close()]));

    async function deploy(name: string, filledIn: FilledIn): Promise<void> {
      await rig.nodeRed.deploy(fillIn(example(name), { exchange: rig.exchange, ...filledIn }));
      await rig.exchange.nextFrame();
    }

    describe("of a price that crosses a level", () => {
      const NAME = "02 Alerts/1 A price crosses a level, to Slack";

      const prices = (...values: number[]) => {
        for (const value of values) rig.exchange.push("futures", spot("BTCUSD", value));
      };

      it("tells Slack of each crossing once, however the price trembles at the level", async () => {
        const variables = { SLACK_WEBHOOK_URL: `${web.url}/services/T0/B0/X0` };
        const settings = { level: 50_000, margin: 100 };
        await deploy(NAME, { settings, variables, nodes: { "coincall-spot": EVERY } });
        prices(49_990, 49_999, 50_001, 49_999, 50_002, 49_901, 50_003);
        const request = await web.next();
        assert.equal(request.path, "/services/T0/B0/X0");
        assert.match(String(request.headers["content-type"]), /^application\/json/);
        assert.deepEqual(JSON.parse(request.body), { text: "BTCUSD has risen above 50000 USD: 50001" });
        prices(49_900, 49_950, 49_999, 49_800);
        assert.deepEqual(await web.nextJson(), { text: "BTCUSD has fallen below 49900 USD: 49900" });
        prices(50_000);
        assert.deepEqual(await web.nextJson(), { text: "BTCUSD has risen above 50000 USD: 50000" });
        assert.equal(web.requests.length, 3);
      });

      it("takes another level for no crossing", async () => {
        const at = (level: number) =>
          fillIn(example(NAME), {
            exchange: rig.exchange,
            settings: { level, margin: 100 },
            variables: { SLACK_WEBHOOK_URL: web.url },
            nodes: { "coincall-spot": EVERY },
          });
        const flow = reporting(at(50_000), "crosses the level?");
        await rig.nodeRed.deploy(flow);
        await rig.exchange.nextFrame();
        prices(55_000);
        await rig.nodeRed.nextMessage();
        await rig.nodeRed.deploy(saved(reporting(at(60_000), "crosses the level?")), "nodes");
        prices(55_001, 60_001);
        assert.deepEqual(await web.nextJson(), { text: "BTCUSD has risen above 60000 USD: 60001" });
      });

      it("takes no missing price for a low one", async () => {
        const variables = { SLACK_WEBHOOK_URL: web.url };
        const settings = { level: 50_000, margin: 100 };
        await deploy(NAME, { settings, variables, nodes: { "coincall-spot": EVERY } });
        prices(50_500);
        rig.exchange.push("futures", { c: 20, dt: 30, d: { s: "BTCUSD", pr: "", ts: 1 } });
        prices(50_501, 49_000);
        assert.deepEqual(await web.nextJson(), { text: "BTCUSD has fallen below 49900 USD: 49000" });
      });
    });

    describe("of a big trade", () => {
      const buy = (size: number) => rig.exchange.push("futures", trade("BTCUSD", 50_000, size));

      it("mails it with a subject, a small one not, and the next of the same minute not", async () => {
        const { login, port } = mail;
        const filledIn = {
          settings: { minimum: 100_000, to: "trader@example.com", from: "node-red@example.com" },
          variables: { SMTP_USER: login.username, SMTP_PASSWORD: login.password },
          nodes: { "e-mail": { server: "127.0.0.1", port: String(port), tls: false } },
        };
        await deploy("02 Alerts/2 A big trade, by e-mail", filledIn);
        buy(1.9);
        buy(2.5);
        buy(3);
        const { to, from, source } = await mail.next();
        assert.deepEqual([to, from], [["trader@example.com"], "node-red@example.com"]);
        assert.match(source, /^Subject: BTCUSD: a buy of 125000 USD\r$/m);
        assert.match(source, /2\.5 BTCUSD at 50000 USD\./);
        // A deploy ends the minute.
        await deploy("02 Alerts/2 A big trade, by e-mail", filledIn);
        buy(4);
        assert.match((await mail.next()).source, /^Subject: .* 200000 USD\r$/m);
      });
    });

    describe("of volatility that moves", () => {
      const option = () => optionName(50_000, "call");
      const subscribed = (text: string) => rig.exchange.nextFrame((frame) => frame.includes(text));
      /** Has the flow choose the option at the money. */
      const watchTheMoney = async (telegram: string) => {
        rig.exchange.listed = optionsAt(40_000, 50_000);
        await deploy("02 Alerts/3 Volatility moves, to Telegram", {
          settings: { points: 3, minutes: 60, chat: "42" },
          variables: { TELEGRAM_URL: telegram },
          nodes: { "about 30 days, at the money": EVERY },
        });
        rig.exchange.push("options", chain(Date.now(), { 40000: 3, 50000: 0.5 }));
        await subscribed(option());
      };

      it("tells Telegram of a move within the hour, and not of a slower one", async () => {
        await watchTheMoney(`${web.url}/bot1:X/sendMessage`);
        const start = Date.now();
        const at = (minutes: number, volatility: number) =>
          rig.exchange.push("options", greeks(option(), start + minutes * 60_000, 0.5, volatility));
        // 4 points in two hours, then 3.5 in ten minutes, which is told once, then back.
        at(0, 0.5);
        at(59, 0.52);
        at(118, 0.54);
        at(128, 0.575);
        at(129, 0.58);
        at(140, 0.53);
        const { path, body } = await web.next();
        assert.equal(path, "/bot1:X/sendMessage");
        const text = "Volatility of BTCUSD: up 3.5 points within 60 minutes, now 57.5 %";
        assert.deepEqual(JSON.parse(body), { chat_id: "42", text });
        assert.match(JSON.stringify(await web.nextJson()), /down 5\.0 points/);
        assert.equal(web.requests.length, 2);
      });

      it("compares another expiry with nothing, and another strike with what was", async () => {
        const NAME = "02 Alerts/3 Volatility moves, to Telegram";
        await watchTheMoney(web.url);
        const at = (iv: number, reason?: string) =>
          rig.nodeRed.send(idOf(example(NAME), "settings"), {
            payload: { underlying: "BTCUSD", iv, timestamp: Date.now() },
            coincall: { received: Date.now(), ...(reason ? { rolled: { reason } } : {}) },
          });
        at(0.5, "start");
        at(0.6, "expiry");
        at(0.64, "money");
        assert.match(JSON.stringify(await web.nextJson()), /up 4\.0 points within 60 minutes, now 64\.0 %/);
        assert.equal(web.requests.length, 1);
      });

      it("goes by its own clock where the exchange tells no time", async () => {
        await watchTheMoney(web.url);
        for (const volatility of [0.5, 0.55]) {
          const { d, ...rest } = greeks(option(), 0, 0.5, volatility);
          rig.exchange.push("options", { ...rest, d: { ...d, ts: undefined } });
        }
        assert.match(JSON.stringify(await web.nextJson()), /up 5\.0 points/);
      });
    });

    describe("of margin use", () => {
      const NAME = "02 Alerts/4 Margin use, with quiet hours";
      const use = (...percents: number[]) => {
        for (const percent of percents) rig.exchange.push("options", balance(1_000, percent * 10));
      };
      /** By the clock of this machine, so many hours from now. */
      const clock = (hours: number) => new Date(Date.now() + hours * HOUR).toTimeString().slice(0, 5);
      const QUIET = { quietFrom: clock(-1), quietTo: clock(1) };
      const LOUD = { quietFrom: clock(1), quietTo: clock(2) };
      const filledIn = (hours: typeof QUIET): FilledIn => ({
        settings: { level: 50, critical: 80, ...hours },
        variables: { SLACK_WEBHOOK_URL: web.url },
        nodes: { "coincall-balance": EVERY },
      });

      it("tells of each level once, and again only after it was clearly lower", async () => {
        await deploy(NAME, filledIn(LOUD));
        use(20, 49, 51, 49, 52, 45, 53);
        assert.deepEqual(await web.nextJson(), { text: "51 % of the margin balance is in use" });
        assert.deepEqual(await web.nextJson(), { text: "53 % of the margin balance is in use" });
        use(85);
        assert.deepEqual(await web.nextJson(), { text: "85 % of the margin balance is in use: critical" });
        assert.equal(web.requests.length, 3);
      });

      it("is critical when margin is in use and no margin balance is left", async () => {
        await deploy(NAME, filledIn(QUIET));
        for (const [left, used] of [
          [0, 0],
          [-50, 900],
        ] as const)
          rig.exchange.push("options", balance(left, used));
        const text = "Margin is in use, and the margin balance is -50 USD: critical";
        assert.deepEqual(await web.nextJson(), { text });
      });

      it("keeps quiet at night unless it is critical, and tells in the morning what is still true", async () => {
        await deploy(NAME, filledIn(QUIET));
        use(60, 81, 70);
        assert.match(JSON.stringify(await web.nextJson()), /81 %.*critical/);
        use(40, 61);
        const morning = fillIn(example(NAME), { exchange: rig.exchange, ...filledIn(LOUD) });
        await rig.nodeRed.deploy(
          morning.map(({ credentials: _credentials, ...node }) => ({
            ...node,
            id: node.id,
            type: node.type,
          })),
          "nodes",
        );
        use(62);
        assert.deepEqual(await web.nextJson(), { text: "62 % of the margin balance is in use" });
        assert.equal(web.requests.length, 2);
      });
    });

    describe("of a feed that is down", () => {
      const NAME = "02 Alerts/5 The feed is down";
      const SECONDS = 0.3;

      it("tells once when it has been down for so long, and once when it is back", async () => {
        const flow = fillIn(example(NAME), {
          exchange: rig.exchange,
          nodes: { "down, or back": { downFor: SECONDS } },
          variables: { SLACK_WEBHOOK_URL: web.url },
        });
        // A market that has not been open for a while yet is still missed, since it was deployed.
        const missed = Date.now();
        await rig.nodeRed.deploy(flow);
        await rig.exchange.nextFrame();
        rig.exchange.refuseWith(503);
        rig.exchange.drop();
        assert.match(JSON.stringify(await web.nextJson()), /Coincall futures: down for \d s\. .*\S/);
        assert.ok(Date.now() - missed >= SECONDS * 1000, "too early");
        rig.exchange.refuseWith(undefined);
        assert.deepEqual(await web.nextJson(), { text: "Coincall futures: back again." });
      });
    });
  });
}
