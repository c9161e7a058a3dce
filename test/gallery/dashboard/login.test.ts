import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { launchChromium } from "../../browser/harness";
import { VERSIONS } from "../../embedded/harness";
import { DASHBOARD_PALETTE } from "../support/dashboard";
import { example } from "../support/example";
import { type Program, startProgram } from "../support/program";

const EXAMPLE = "03 Dashboard/3 The market on a page";
const [NAME, PASSWORD] = ["someone", "a pass:word"];

for (const version of VERSIONS) {
  describe(`The dashboard with the login that its read-me tells of, in Node-RED ${version}`, function () {
    this.timeout(60_000);
    let browser: Browser;
    let program: Program;

    before(async () => {
      const options = { version, flows: example(EXAMPLE), otherPalettes: [DASHBOARD_PALETTE] };
      const env = { DASHBOARD_LOGIN: `${NAME}:${PASSWORD}` };
      [browser, program] = await Promise.all([
        launchChromium(),
        startProgram({ ...options, settings: settingsOf(readMe()), env }),
      ]);
    });
    after(async () => {
      await browser?.close();
      await program?.stop();
    });

    it("shows the page and its data to who knows the login", async () => {
      const httpCredentials = { username: NAME, password: PASSWORD };
      const page = await browser.newPage({ httpCredentials });
      await page.goto(`${program.url}/dashboard/market`);
      await page.locator(".price .last", { hasText: /\d/ }).waitFor();
    });

    it("gives the page to nobody else, nor what it keeps for a part of it", async () => {
      for (const path of ["market", "_setup", `_debug/datastore/${idOfPrice()}`]) {
        for (const headers of [{}, { authorization: "Basic bm9ib2R5Om5vdGhpbmc=" }]) {
          const { status } = await fetch(`${program.url}/dashboard/${path}`, { headers });
          assert.equal(status, 401, path);
        }
      }
    });

    it("gives the data to nobody else, by the way that they take beside the page", async () => {
      const socket = `${program.url}/dashboard/socket.io/?EIO=4&transport=polling`;
      const opened = await (await fetch(socket)).text();
      const { sid } = JSON.parse(opened.slice(1));
      await fetch(`${socket}&sid=${sid}`, { method: "POST", body: "40" });
      // In the protocol of Socket.IO, 40 asks to be connected, and 44 refuses.
      assert.match(await (await fetch(`${socket}&sid=${sid}`)).text(), /^44.*No login/);
    });
  });
}

function readMe(): string {
  return String(example(EXAMPLE).find(({ type }) => type === "comment")?.info);
}

function idOfPrice(): string {
  return String(example(EXAMPLE).find(({ name }) => name === "price")?.id);
}

/** A file of settings with the two pieces of the read-me where it wants them. */
function settingsOf(text: string): string {
  const [above = "", inside = ""] = [...text.matchAll(/\n\n((?: {4}.*\n)+)/g)].map(([, code]) =>
    String(code),
  );
  const quiet = `editorTheme: { tours: false }, telemetry: { enabled: false, updateNotification: false },
    flowFile: "flows.json", credentialSecret: "embedded", uiHost: "127.0.0.1",`;
  return `${above}\nmodule.exports = {\n${quiet}\n${inside}\n};\n`;
}
