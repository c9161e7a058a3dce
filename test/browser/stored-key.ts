import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../src/simulator";
import { connection, connectionTo, KEY, SECRET, tab } from "../embedded/harness";
import type { Desk, Editor } from "./harness";

const STORED = "__PWRD__";
/** Where nobody is. */
const ELSEWHERE = "ws://127.0.0.1:9";

/** A connection with a key that leads elsewhere all of a sudden. */
export function storedKey(desk: Desk): void {
  describe("a stored key", () => {
    let editor: Editor;
    let exchange: Simulator;
    /** Requests of the form to try its connection. */
    let trials = 0;

    before(async () => {
      editor = desk.editor;
      exchange = await startSimulator({ key: KEY, secret: SECRET });
      editor.page.on("request", (request) => {
        if (request.url().endsWith("/coincall/connection/test")) trials += 1;
      });
    });
    beforeEach(async () => {
      await desk.begin([tab(), connectionTo(exchange), connection({ id: "other" })]);
      await editor.edit("connection");
      trials = 0;
    });
    after(() => exchange.close());

    const notice = (name: string) => editor.form.locator(`.coincall-${name}`);

    async function shown(): Promise<readonly string[]> {
      return [await editor.field("apiKey").inputValue(), await editor.field("apiSecret").inputValue()];
    }

    /** As a person does, by the keyboard: each key is heard. */
    async function lead(url: string): Promise<void> {
      await editor.field("url").fill(url);
      await editor.field("url").press("End");
    }

    /** What Node-RED still has of the key. */
    async function kept(): Promise<unknown> {
      return (await desk.nodeRed.admin("/credentials/coincall-connection/connection")).json();
    }

    it("is asked for again where the address changes, and is there again where it is changed back", async () => {
      assert.deepEqual(await shown(), [STORED, STORED]);
      await lead(ELSEWHERE);
      await notice("key-again").waitFor();
      assert.deepEqual(await shown(), ["", ""]);
      assert.ok(await notice("missing-key").isHidden());
      await editor.screenshot(`${desk.version}-key-again`);
      await lead(exchange.url);
      await notice("key-again").waitFor({ state: "hidden" });
      assert.deepEqual(await shown(), [STORED, STORED]);
      assert.match(await editor.test(), /^Connected/);
      await editor.cancel();
    });

    it("is asked for again where the exchange changes, and not for a look at the simulator", async () => {
      await editor.field("environment").selectOption("simulator");
      assert.match(await editor.test(), /^Connected/);
      await editor.field("environment").selectOption("custom");
      assert.deepEqual(await shown(), [STORED, STORED]);
      await editor.field("environment").selectOption("live");
      await notice("key-again").waitFor();
      assert.deepEqual(await shown(), ["", ""]);
      await editor.field("apiKey").fill("a-new-key");
      await editor.field("apiSecret").fill("a new secret");
      await notice("key-again").waitFor({ state: "hidden" });
      await editor.cancel();
    });

    it("is missed without asking the server", async () => {
      await lead(ELSEWHERE);
      assert.match(await editor.test(), /key is missing/);
      await editor.field("apiKey").fill(KEY);
      assert.match(await editor.test(), /secret is missing/);
      assert.equal(trials, 0);
      await editor.cancel();
    });

    it("is forgotten where it is not given again", async () => {
      assert.deepEqual(await kept(), { has_apiKey: true, has_apiSecret: true });
      await lead(ELSEWHERE);
      await editor.done();
      await editor.deploy();
      assert.deepEqual(await kept(), { has_apiKey: false, has_apiSecret: false });
    });

    it("gives way to the one that is typed for the new address", async () => {
      const other = await startSimulator({ key: "another-key", secret: "another-secret" });
      await editor.field("apiKey").fill("another-key");
      await lead(other.url);
      await editor.field("apiSecret").fill("another-secret");
      assert.match(await editor.test(), /^Connected/);
      await editor.done();
      await editor.deploy();
      await editor.edit("connection");
      assert.match(await editor.test(), /^Connected/);
      await editor.cancel();
      await other.close();
    });

    it("is not shown to a network that the connection is not deployed for, which the form says", async () => {
      await editor.unfold();
      await editor.field("insecure").check();
      assert.match(await editor.test(), /^The stored key is used only/);
      assert.deepEqual(await shown(), [STORED, STORED]);
      await editor.cancel();
    });

    it("is spoken of in the language of the editor, whatever that of the server is", async () => {
      await editor.cancel();
      await editor.speak("de");
      await editor.edit("connection");
      await lead(ELSEWHERE);
      await editor.field("apiKey").fill(KEY);
      await editor.field("apiSecret").fill(SECRET);
      assert.match(await editor.test(), /^Unter dieser Adresse hat keine Börse geantwortet/);
      await lead("ws://192.0.2.1");
      assert.match(await editor.test(), /^Die Adresse beginnt mit ws:/);
      await editor.cancel();
      await editor.speak("en-US");
    });
  });
}
