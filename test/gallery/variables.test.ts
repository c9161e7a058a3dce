import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { Editor, launchChromium } from "../browser/harness";
import { type NodeRed, startNodeRed, VERSIONS } from "../embedded/harness";
import { example, fillIn, idOf } from "./support/example";
import { HttpReceiver } from "./support/http-receiver";
import { otherPalette } from "./support/other-packages";

const ALERT = "02 Alerts/Delivery/1 Slack";
const MAIL = "02 Alerts/Delivery/6 E-mail";
const SPOKEN = "04 Home/3 A spoken alert";
/** Which tells nothing by itself, at no price. */
const QUIET_ALERT = fillIn(example(ALERT), { nodes: { "BTC above 80,000": { level: "1000000000" } } });
/** What only the person knows who made the webhook. */
const SECRET_PATH = "/services/T0A1/B0C2/q7R8s9";

for (const version of VERSIONS) {
  describe(`The secrets of the gallery, in the editor of Node-RED ${version}`, function () {
    this.timeout(60_000);
    const web = new HttpReceiver();
    let browser: Browser;
    let nodeRed: NodeRed;
    let editor: Editor;

    before(async () => {
      const otherPalettes = [otherPalette("node-red-node-email")];
      [browser, nodeRed] = await Promise.all([
        launchChromium(),
        startNodeRed({ version, otherPalettes }),
        web.listen(),
      ]);
      editor = await Editor.open(browser, nodeRed.url);
    });
    after(async () => {
      await browser?.close();
      await Promise.all([nodeRed?.stop(), web.close()]);
    });

    it("are entered in its settings, reach the service, and are in no flow and no export", async () => {
      await editor.import(JSON.stringify(QUIET_ALERT));
      await editor.addSecret("SLACK_WEBHOOK_URL", web.url + SECRET_PATH);
      await editor.deploy();
      nodeRed.send(idOf(QUIET_ALERT, "filled in?"), { payload: "BTCUSD has risen" });
      const { path, body } = await web.next();
      assert.deepEqual([path, JSON.parse(body)], [SECRET_PATH, { text: "BTCUSD has risen" }]);
      const saved = readFileSync(join(nodeRed.directory, "flows.json"), "utf8");
      for (const text of [saved, await (await nodeRed.admin("/flows")).text(), await editor.exported()]) {
        assert.ok(text.includes(`\${SLACK_WEBHOOK_URL}`) && !text.includes(SECRET_PATH));
      }
    });

    it("are named by the credentials of nodes, which an import keeps", async () => {
      const deployed = async (name: string, node: string, path: string) => {
        await editor.import(JSON.stringify(example(name)));
        await editor.deploy();
        return (await nodeRed.admin(`/credentials/${path}/${idOf(example(name), node)}`)).json();
      };
      const { userid, has_password } = await deployed(MAIL, "e-mail", "e-mail");
      assert.deepEqual([userid, has_password], [`\${SMTP_USER}`, true]);
      const spoken = await deployed(SPOKEN, "Home Assistant", "http-request");
      assert.equal(spoken.has_password, true);
    });

    it("are taken from the process as well", async () => {
      const env = { SLACK_WEBHOOK_URL: web.url + SECRET_PATH };
      const another = await startNodeRed({ version, env, flows: QUIET_ALERT });
      another.send(idOf(QUIET_ALERT, "filled in?"), { payload: "BTCUSD has fallen" });
      const { path, body } = await web.next();
      await another.stop();
      assert.deepEqual([path, JSON.parse(body)], [SECRET_PATH, { text: "BTCUSD has fallen" }]);
    });
  });
}
