import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type NodeRed, ROOT, startNodeRed, VERSIONS } from "../embedded/harness";
import { type StubExchange, startStubExchange } from "../support/stub-exchange";
import { DebugSidebar } from "./support/debug-sidebar";
import { type Alert, mailService, SECRET, type Service, webServices } from "./support/deliveries";
import { example, fillIn, idOf } from "./support/example";
import { spot } from "./support/frames";
import { HttpReceiver } from "./support/http-receiver";
import { MailServer } from "./support/mail-server";
import { otherPalette } from "./support/other-packages";

const EXAMPLES = readdirSync(join(ROOT, "examples/02 Alerts/Delivery")).filter((file) =>
  file.endsWith(".json"),
);
const ALERT = "BTC above 80,000";
/** Characters, beyond which these services refuse a text. */
const LONGEST = { "2 Discord": 2_000, "3 Telegram": 4_096, "5 Pushover": 1_024 };
/** In the letters that headers, forms and Slack have trouble with. */
const TEMPLATE = "{{topic}} 価格 <{{payload.price}}> & {{alert.state}}";
const [ABOVE, BELOW] = [81_000, 79_000];

const flowOf = ({ example: name }: Service) => example(`02 Alerts/Delivery/${name}`);

for (const version of VERSIONS) {
  describe(`Alerts on their way, in Node-RED ${version}`, function () {
    this.timeout(60_000);
    const web = new HttpReceiver();
    const mail = new MailServer();
    let services: readonly Service[];
    let exchange: StubExchange;
    let nodeRed: NodeRed;
    let sidebar: DebugSidebar;
    let topics = 0;

    before(async () => {
      const otherPalettes = [otherPalette("node-red-node-email")];
      [exchange, nodeRed] = await Promise.all([
        startStubExchange(),
        startNodeRed({ version, otherPalettes }),
        web.listen(),
        mail.listen(),
      ]);
      services = [...webServices(web), mailService(mail)];
      sidebar = await DebugSidebar.open(nodeRed);
      await deploy(variablesOf(services));
    });
    beforeEach(() => {
      for (const each of [web, mail, sidebar]) each.forget();
    });
    after(async () => {
      sidebar?.close();
      await nodeRed?.stop();
      await Promise.all([exchange?.close(), web.close(), mail.close()]);
    });

    /** All examples beside each other, each filled in as its read-me says, with a minute that is over soon. */
    async function deploy(variables: Readonly<Record<string, string>>): Promise<void> {
      const nodes = { [ALERT]: { text: TEMPLATE }, "a minute": { timeout: "0.3", timeoutUnits: "seconds" } };
      const flows = services.flatMap((service) => {
        const flow = fillIn(flowOf(service), {
          exchange,
          ...(service.env ? { env: service.env } : {}),
          nodes: { ...nodes, ...service.nodes },
        });
        return flow.filter(({ type }) => type !== "global-config");
      });
      await nodeRed.deploy(fillIn(flows, { variables }));
    }

    /** Has the alert of a service told of a topic that is new to it. @returns what is to arrive */
    function alertAt(service: Service): Alert {
      topics += 1;
      return send(service, `TOPIC${topics}`, ABOVE);
    }

    function send(service: Service, topic: string, price: number): Alert {
      nodeRed.send(idOf(flowOf(service), ALERT), { topic, payload: { price } });
      const state = price === ABOVE ? "alert" : "clear";
      return { topic, state, text: `${topic} 価格 <${price}> & ${state}` };
    }

    const shown = (service: Service, node: string) => sidebar.next(idOf(flowOf(service), node));
    const notDelivered = (service: Service) => shown(service, "not delivered");
    const textsNotDelivered = (service: Service) => sidebar.textsOf(idOf(flowOf(service), "not delivered"));

    it("begin with a price of the feed, and come to all services", async () => {
      for (const _ of services) await exchange.nextFrame();
      for (const [price, state] of [
        [ABOVE, "alert"],
        [BELOW, "clear"],
      ] as const) {
        exchange.push("futures", spot("BTCUSD", price));
        const told = services.map((service) => shown(service, "delivered"));
        assert.deepEqual(new Set(await Promise.all(told)), new Set([`BTCUSD 価格 <${price}> & ${state}`]));
      }
    });

    for (const file of EXAMPLES) {
      describe(`by "${file}"`, () => {
        let service: Service;
        let wanted: (alert: Alert) => unknown;

        /** These, and no others. */
        async function delivered(...alerts: readonly Alert[]): Promise<void> {
          const told = await Promise.all(alerts.map(() => shown(service, "delivered")));
          assert.deepEqual(inOrder(told), inOrder(alerts.map(({ text }) => text)));
        }

        before(() => {
          service = services.find(({ example: name }) => `${name}.json` === file) as Service;
          wanted = service.wanted;
        });

        it("arrive as they are wanted there, and so does the all clear", async () => {
          const alert = alertAt(service);
          assert.deepEqual(await service.next(), wanted(alert));
          const clear = send(service, alert.topic, BELOW);
          assert.deepEqual(await service.next(), wanted(clear));
          await delivered(alert, clear);
        });

        it("are held while it is down, each of them, and come again with nothing lost", async () => {
          service.isDown(2);
          const alerts = [alertAt(service), alertAt(service)];
          const [first, second] = [await next(service, 2), await next(service, 2)];
          assert.deepEqual(
            [inOrder(first), inOrder(second)],
            [inOrder(alerts.map(wanted)), inOrder(alerts.map(wanted))],
          );
          await delivered(...alerts);
          assert.deepEqual(textsNotDelivered(service), []);
        });

        it("are said to be lost, once, when it is still down", async () => {
          service.isDown(2);
          const { text } = alertAt(service);
          const said = await notDelivered(service);
          assert.match(said, new RegExp(`^${service.name} is down.*, tried twice\\. Check `));
          assert.ok(said.endsWith(`Not told: ${text}`), said);
          await delivered(alertAt(service));
          assert.equal(textsNotDelivered(service).length, 1);
        });

        it("are said to be lost at once, and not sent again, when it refuses them", async () => {
          service.refuses(1);
          const refused = alertAt(service);
          const said = await notDelivered(service);
          assert.match(said, new RegExp(`^${service.name} refused it.* Check .*[A-Z]_[A-Z]`));
          assert.ok(said.endsWith(`Not told: ${refused.text}`), said);
          // What is held from now on comes later: by then the refused one would have come again.
          service.isDown(1);
          const held = alertAt(service);
          assert.deepEqual(await next(service, 3), [refused, held, held].map(wanted));
          await delivered(held);
        });
      });
    }

    for (const [name, longest] of Object.entries(LONGEST)) {
      it(`are cut to what ${name.slice(2)} takes`, async () => {
        const service = services.find(({ example: each }) => each === name) as Service;
        nodeRed.send(idOf(flowOf(service), "filled in?"), { topic: "T", payload: "😀".repeat(5_000) });
        const text = "😀".repeat(longest);
        assert.deepEqual(await service.next(), service.wanted({ text, topic: "T", state: "alert" }));
        await shown(service, "delivered");
      });
    }

    it("can be tried out before there is any, by a test", async () => {
      for (const service of services) {
        nodeRed.send(idOf(flowOf(service), ALERT), { action: "test", topic: "TOPIC" });
        await service.next();
        assert.match(await shown(service, "delivered"), /test$/);
      }
    });

    it("are mailed with no headers of the message that set them off", async () => {
      const service = services.find(({ needs }) => needs === "MAIL_TO") as Service;
      const headers = { authorization: `Bearer ${SECRET}` };
      nodeRed.send(idOf(flowOf(service), "filled in?"), { payload: "text", headers });
      assert.doesNotMatch((await mail.next()).source, new RegExp(SECRET));
      await shown(service, "delivered");
    });

    describe("that can't arrive", () => {
      it("are refused by a mail server with a wrong password, which is said at once", async () => {
        const service = services.find(({ needs }) => needs === "MAIL_TO") as Service;
        await deploy({ ...variablesOf(services), SMTP_PASSWORD: "wrong" });
        alertAt(service);
        assert.match(await notDelivered(service), /^The mail server refused it.*SMTP_PASSWORD/);
      });

      it("are said to be lost where nobody answers", async () => {
        await mail.close();
        await deploy(variablesOf(services));
        const service = services.find(({ needs }) => needs === "MAIL_TO") as Service;
        alertAt(service);
        assert.match(await notDelivered(service), /^The mail server is down, tried twice/);
      });

      for (const [what, value] of Object.entries({ missing: undefined, nonsense: "no such thing!" })) {
        it(`go nowhere while what tells where is ${what}, and say so`, async () => {
          const needed = services.map(({ needs }) => needs);
          await deploy(value === undefined ? {} : Object.fromEntries(needed.map((name) => [name, value])));
          for (const service of services) {
            const { text } = alertAt(service);
            const said = await shown(service, "not filled in");
            assert.ok(
              said.startsWith(`${service.name}: set ${service.needs}, which is missing, or no `),
              said,
            );
            assert.ok(said.endsWith(`Not told: ${text}`), said);
          }
          assert.equal(web.requests.length, 0);
        });
      }
    });

    describe("when all is done", () => {
      it("leave no secret in the debug sidebar, in the log, in a status, in the flows or an export of them", async () => {
        const saved = readFileSync(join(nodeRed.directory, "flows.json"), "utf8");
        const flows = await (await nodeRed.admin("/flows")).text();
        for (const text of [...sidebar.told, ...nodeRed.log, saved, flows]) {
          assert.ok(!text.includes(SECRET), text);
        }
      });
    });
  });
}

async function next(service: Service, times: number): Promise<unknown[]> {
  const arrivals: unknown[] = [];
  while (arrivals.length < times) arrivals.push(await service.next());
  return arrivals;
}

/** What comes at the same time comes in any order. */
function inOrder(arrivals: readonly unknown[]): string[] {
  return arrivals.map((arrival) => JSON.stringify(arrival)).sort();
}

function variablesOf(services: readonly Service[]): Record<string, string> {
  return Object.assign({}, ...services.map(({ variables }) => variables));
}
