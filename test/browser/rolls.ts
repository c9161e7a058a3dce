import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../src/simulator/index";
import { connection, node, tab } from "../embedded/harness";
import type { Desk } from "./harness";

const FRIDAY = Date.UTC(2026, 10, 27, 8);
const GREEKS = { ...node("coincall-greeks", { wires: [["shown"]] }), x: 200, y: 60 };
const DEBUG = {
  ...{
    id: "shown",
    type: "debug",
    z: "tab",
    x: 500,
    y: 60,
    active: true,
    tosidebar: true,
    complete: "coincall.rolled",
  },
  ...{ console: false, targetType: "msg", wires: [] },
};

/** An option that goes on with the next while somebody looks: by keyboard only, in the language of the editor. */
export function rolls(desk: Desk, language: string, words: string): void {
  describe(`an option that is watched over its expiry, in ${language}`, () => {
    let simulator: Simulator;

    before(async () => {
      simulator = await startSimulator({ seed: 7, start: FRIDAY - 60_000 });
      const credentials = { apiKey: "demo", apiSecret: "demo" };
      const exchange = connection({ environment: "custom", url: simulator.url, credentials });
      await desk.begin([tab(), exchange, GREEKS, DEBUG]);
      await desk.editor.speak(language);
    });
    after(async () => {
      await desk.editor.speak("en-US");
      await desk.begin([tab()]);
      await simulator.close();
    });

    it("is found, chosen, deployed, seen to roll, and there when its form is opened again", async () => {
      const { editor } = desk;
      const { page } = editor;
      await editor.edit(GREEKS.id);
      await editor.search.focus();
      await page.keyboard.type(words);
      await editor.options.getByText("BTCUSD-27NOV26").first().waitFor();
      await page.keyboard.press("Enter");
      await page.keyboard.press("Control+Enter");
      await editor.form.waitFor({ state: "detached" });
      await editor.deploy();
      await editor.status(GREEKS.id, /: 27NOV26 \d+ C$/);
      await editor.command("core:show-debug-tab");
      simulator.control.setTime(FRIDAY);
      await editor.status(GREEKS.id, /: 4DEC26 \d+ C$/);
      await page.locator(".red-ui-debug-msg", { hasText: /from: .BTCUSD-27NOV26-\d+-C/ }).waitFor();
      await editor.screenshot(`${desk.version}-rolls-${language}`);
      await editor.edit(GREEKS.id);
      assert.match(String((await editor.chips())[0]), /^BTCUSD-W-ATM-C/);
      await editor.form.locator(".coincall-chip em", { hasText: /4DEC26 \d+ C$/ }).waitFor();
      await editor.cancel();
    });
  });
}
