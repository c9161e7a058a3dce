import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../src/simulator";
import { VERSIONS } from "../embedded/harness";
import { HttpReceiver } from "../gallery/support/http-receiver";
import { useEditor } from "./harness";
import { zoneWhereItIs } from "./harness/clocks";

const OPTION = "BTCUSD-30DTE-25D-P";
const CALM = { near: 0.5, far: 0.5 };
const RISEN = { near: 0.6, far: 0.6 };
const RISEN_AGAIN = { near: 0.7, far: 0.7 };

/** Hours on a clock that are far from the quiet ones, or far within them. */
const isDay = (hour: number) => hour >= 9 && hour < 20;
const isNight = (hour: number) => hour < 6;

/**
 * "Tell me by webhook when the 30-day 25-delta put's volatility rises by 3 points in an hour, not at night". The pictures are those
 * of docs/alerts.md: `npm run screenshots -- alerts`.
 */
for (const version of VERSIONS) {
  describe(`Before an empty canvas of Node-RED ${version}, somebody who writes no code`, function () {
    this.timeout(60_000);
    const receiver = new HttpReceiver();
    let simulator: Simulator;
    let [greeks, alert, request] = ["", "", ""];

    before(async () => {
      simulator = await startSimulator({ seed: 7 });
      simulator.control.setTermStructure("BTCUSD", CALM);
      await receiver.listen();
    });
    const desk = useEditor(version, () => ({ coincallSimulator: simulator.url }));
    after(async () => {
      await receiver.close();
      await simulator.close();
    });

    /** Of the form, in a window so high. */
    async function pictureForm(name: string, height: number): Promise<void> {
      const { page } = desk.editor;
      const whole = page.viewportSize();
      await page.setViewportSize({ width: 1280, height });
      await page.mouse.move(0, 0);
      await desk.editor.screenshot(`${version}-alert-${name}`, page.locator(".red-ui-tray").last());
      if (whole) await page.setViewportSize(whole);
    }

    /** Of the flow, with nothing beside it and nothing chosen in it. */
    async function pictureFlow(name: string): Promise<void> {
      const { page } = desk.editor;
      const whole = page.viewportSize();
      for (const part of ["palette", "sidebar"]) await desk.editor.command(`core:toggle-${part}`);
      await page.setViewportSize({ width: 640, height: 360 });
      await page.locator("#red-ui-workspace-chart").click({ position: { x: 20, y: 220 } });
      await page.locator(".red-ui-notification:visible").waitFor({ state: "detached" });
      await desk.editor.screenshot(`${version}-alert-${name}`, page.locator("#red-ui-workspace-chart"));
      for (const part of ["palette", "sidebar"]) await desk.editor.command(`core:toggle-${part}`);
      if (whole) await page.setViewportSize(whole);
    }

    /** What is typed into where a property can have one of several types. */
    const typed = (property: string) =>
      desk.editor.form.locator(`.form-row:has(#node-input-${property}) .red-ui-typedInput-input`);

    it("finds the option that is always about thirty days out, by its words", async () => {
      const { editor } = desk;
      greeks = await editor.drag("coincall-greeks", 150, 60);
      await editor.doubleClick(greeks);
      await editor.addConnection();
      await editor.search.fill("btc 30 days 25d put");
      assert.equal(await editor.options.first().getAttribute("data-value"), OPTION);
      await editor.options
        .getByText(/^now BTCUSD-/)
        .first()
        .waitFor();
      await pictureForm("option", 600);
      await editor.search.press("Enter");
      await editor.done();
    });

    it("says when to be told, in a sentence", async () => {
      const { editor } = desk;
      const { form } = editor;
      alert = await editor.drag("coincall-alert", 220, 140);
      await editor.wire(greeks, alert);
      await editor.doubleClick(alert);
      await typed("property").fill("payload.iv");
      await editor.field("condition").selectOption({ label: "rises" });
      await typed("level").fill("3");
      await form.getByLabel("Unit of the level").selectOption({ label: "points (hundredths)" });
      await form.getByLabel("but not at night, or in other quiet hours").check();
      await editor.field("timeZone").fill(zoneWhereItIs(isDay));
      await form.locator(".coincall-told li", { hasText: "has risen by 3 points within 1 hour" }).waitFor();
      await pictureForm("form", 1160);
      await editor.done();
      const { window, quietFrom, quietTo, ...rest } = await editor.saved(alert);
      assert.deepEqual([Number(window), quietFrom, quietTo], [3600, "22:00", "07:00"]);
      assert.deepEqual([rest.condition, rest.level, rest.unit], ["rises", "3", "points"]);
    });

    it("sends it to an address", async () => {
      const { editor } = desk;
      request = await editor.drag("http request", 330, 220);
      await editor.wire(alert, request);
      await editor.page.locator(`[id="${request}"] .red-ui-flow-node`).dblclick();
      await editor.page.locator("#node-input-method").selectOption("POST");
      await editor.page.locator("#node-input-url").fill(receiver.url);
      await editor.done();
      await editor.deploy();
      await editor.status(alert, /^1 watched$/);
      assert.deepEqual(receiver.requests, []);
    });

    it("is told once when it rises by three points", async () => {
      simulator.control.setTermStructure("BTCUSD", RISEN);
      const { body } = await receiver.next();
      assert.match(
        body,
        /^Simulator: BTCUSD-30DTE-25D-P has risen by \d+(\.\d+)? points within 1 hour: \d+(\.\d+)? points$/,
      );
      await desk.editor.status(alert, /has risen by/);
      await pictureFlow("flow");
    });

    it("is told nothing at night, but for the test that the button sends", async () => {
      const { editor } = desk;
      await editor.edit(alert);
      await editor.field("timeZone").fill(zoneWhereItIs(isNight));
      await editor.done();
      await editor.deploy();
      await editor.status(alert, /^1 watched$/);
      receiver.forget();
      simulator.control.setTermStructure("BTCUSD", RISEN_AGAIN);
      for (let value = 0; value < RISEN_AGAIN.near - 0.03; ) {
        await editor.page.locator(`[id="${alert}"] .red-ui-flow-node-button`).click();
        const { body } = await receiver.next();
        assert.match(body, /^Simulator: Test: BTCUSD-30DTE-25D-P has risen by .* points$/);
        value = Number(body.split(": ").at(-1));
      }
    });
  });
}
