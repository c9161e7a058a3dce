import assert from "node:assert/strict";
import { connection, node, output, tab } from "../embedded/harness";
import type { Desk, Editor } from "./harness";

/** Code, quotes, half a variable, half a template, and more than fits. */
const NONSENSE = `<img src=nowhere onerror="throw 1">"' \${x {{y ${"9".repeat(300)}`;

/** The fields that are seen, by the label of a person's sentence, with each condition. */
const LEVEL = ["property", "condition", "level", "repeat", "cooldown", "quietHours", "text"];
const RANGE = ["property", "condition", "level", "level2", "repeat", "cooldown", "quietHours", "text"];
const MOVE = ["property", "condition", "level", "window", "repeat", "cooldown", "quietHours", "text"];
const SILENCE = ["condition", "window", "repeat", "cooldown", "quietHours", "text"];
const NEEDED = [
  ["above", LEVEL],
  ["crossesUp", LEVEL],
  ["outside", RANGE],
  ["inside", RANGE],
  ["rises", MOVE],
  ["moves", MOVE],
  ["silent", SILENCE],
] as const;

/** Set in ways that the form itself would not, or does not show. */
const ODD = {
  condition: "below",
  level: "0.50",
  level2: "limit",
  level2Type: "flow",
  unit: "percent",
  window: `\${WINDOW}`,
  for: 90,
  cooldown: "5400",
  quietFrom: "7:00",
  quietTo: "9:30",
  timeZone: "Asia/Tokyo",
  text: "first line\n{{topic}}",
  language: "en-US",
};

const WATCHING = { id: "price", property: "payload.iv", level: "82000", language: "en-US" };

const BUILT = {
  property: "payload.iv",
  condition: "rises",
  level: "3",
  levelType: "num",
  unit: "points",
  window: 3600,
  repeat: "each",
  quietFrom: "22:00",
  quietTo: "07:00",
  quiet: "hold",
  timeZone: "",
  text: "",
  language: "en-US",
};

/** Somebody who is no programmer and wants to be told. */
export function alerts(desk: Desk): void {
  describe("somebody who wants to be told", () => {
    let editor: Editor;
    let alert: string;

    before(async () => {
      editor = desk.editor;
      await desk.begin([
        tab(),
        connection(),
        { ...node("coincall-greeks", { symbols: "BTCUSD-30DTE-25D-P", wires: [["price"]] }), x: 200, y: 60 },
        {
          ...node("coincall-alert", { ...WATCHING, wires: [["output"], []] }),
          x: 450,
          y: 140,
        },
        { ...node("coincall-alert", { id: "odd", ...ODD, wires: [[], []] }), x: 450, y: 220 },
        output(),
      ]);
    });

    it("builds a sentence by choices, and is offered the values of the node before", async () => {
      alert = await editor.drag("coincall-alert", 400, 300);
      await editor.wire("greeks", alert);
      await editor.doubleClick(alert);
      assert.deepEqual(await editor.faults(), []);
      const offered = editor.form.locator("#coincall-values option[value='payload.iv']");
      assert.equal(await offered.count(), 1);
      await fill(editor, "#node-input-property-seen", "payload.iv");
      await editor.field("condition").selectOption("rises");
      await fill(editor, "#node-input-level-seen", "3");
      await editor.form.locator("#coincall-unit").selectOption("points");
      await editor.form.locator("#coincall-window").fill("60");
      await editor.form
        .locator("#coincall-window ~ select, .ui-spinner:has(#coincall-window) ~ select")
        .selectOption("minute");
      await editor.field("quietHours").check();
      await editor.screenshot(`${desk.version}-alert-built`);
      await editor.done();
      assert.equal(await editor.isValid(alert), true);
      assert.deepEqual(pick(await editor.saved(alert), BUILT), asText(BUILT));
    });

    it("reads it again as it was said, and on the canvas in short", async () => {
      await editor.edit(alert);
      assert.equal(await editor.form.locator("#coincall-window").inputValue(), "1");
      assert.equal(await editor.field("quietHours").isChecked(), true);
      await editor.done();
      assert.deepEqual(pick(await editor.saved(alert), BUILT), asText(BUILT));
      const label = editor.page.locator(`[id="${alert}"] .red-ui-flow-node-label`);
      assert.match((await label.textContent()) ?? "", /payload\.iv up by 3 points in 1 hr/);
    });

    it("finds as it was what the form shows otherwise, or not at all", async () => {
      await editor.edit("odd");
      assert.equal(await editor.form.locator("#coincall-unit").inputValue(), "value");
      assert.equal(await editor.form.locator("#coincall-cooldown").inputValue(), "90");
      await editor.done();
      const saved = await editor.saved("odd");
      assert.deepEqual(Object.fromEntries(Object.keys(ODD).map((name) => [name, saved[name]])), ODD);
    });

    it("has no quiet hours any more without the tick", async () => {
      await editor.edit("odd");
      await editor.field("quietHours").uncheck();
      assert.equal(await editor.form.locator("#coincall-quiet-from").isVisible(), false);
      await editor.done();
      const { quietFrom, quietTo, timeZone } = await editor.saved("odd");
      assert.deepEqual([quietFrom, quietTo, timeZone], ["", "", "Asia/Tokyo"]);
    });

    it("sees only what the condition needs", async () => {
      await editor.edit("price");
      for (const [condition, needed] of NEEDED) {
        await editor.field("condition").selectOption(condition);
        assert.deepEqual(await shown(editor), needed, condition);
      }
      await editor.unfold();
      const [holdsFor, overBy] = [editor.form.locator("#coincall-for"), editor.field("hysteresis")];
      assert.deepEqual([await holdsFor.isVisible(), await overBy.isVisible()], [true, false]);
      await editor.field("repeat").selectOption("once");
      assert.equal(await editor.form.locator("#coincall-cooldown").isVisible(), false);
      await editor.cancel();
    });

    it("reads at the foot what would be sent of the last message, while the words are chosen", async () => {
      const text = editor.form.locator(".coincall-alert-text span");
      await editor.status("price", /watched/);
      await editor.edit("price");
      await text.filter({ hasText: /^Simulator: .* 82,000: 0\.\d+$/ }).waitFor();
      await editor.form.locator("#coincall-told-title", { hasText: "the last message" }).waitFor();
      await fill(editor, "#node-input-level-seen", "95000");
      await text.filter({ hasText: "95,000" }).waitFor();
      await editor.field("text").fill("Look: ");
      await editor.form.locator('[data-insert="{{alert.level}}"]').click();
      assert.equal(await editor.field("text").inputValue(), "Look: {{alert.level}}");
      await text.filter({ hasText: /^Simulator: Look: 95000$/ }).waitFor();
      await editor.screenshot(`${desk.version}-alert-text`);
      await editor.cancel();
    });

    it("is told in words what is wrong, beside the field, and once it was touched", async () => {
      const fresh = await editor.drag("coincall-alert", 400, 400);
      assert.equal(await editor.isValid(fresh), false);
      await editor.edit(fresh);
      assert.deepEqual(await editor.faults(), []);
      await fill(editor, "#node-input-level-seen", "82,000");
      assert.match(await problem(editor, "level"), /^This is not a number/);
      await editor.field("condition").selectOption("falls");
      await fill(editor, "#node-input-level-seen", "0");
      assert.equal(await problem(editor, "level"), "Write a number above 0.");
      await editor.form.locator("#coincall-window").fill("0");
      assert.match(await problem(editor, "window"), /^Write a time above 0/);
      await editor.field("quietHours").check();
      await editor.form.locator("#coincall-quiet-to").fill("22:00");
      assert.match(await problem(editor, "quietTo"), /^The quiet hours can't end/);
      await fill(editor, "#node-input-timeZone", "Europe/Atlantis");
      assert.match(await problem(editor, "timeZone"), /^No such time zone/);
      await fill(editor, "#node-input-text", "{{topic");
      assert.match(await problem(editor, "text"), /^A part in \{\{ \}\}/);
      await editor.screenshot(`${desk.version}-alert-faults`);
      await editor.done();
      assert.equal(await editor.isValid(fresh), false);
    });

    it("pastes nonsense into every field, and keeps the form", async () => {
      await editor.edit("price");
      for (const condition of ["outside", "rises"]) {
        await editor.field("condition").selectOption(condition);
        await editor.field("quietHours").check();
        await editor.unfold();
        await editor.fillAll(NONSENSE);
        await fill(editor, "#node-input-text", NONSENSE);
      }
      await editor.form.locator(".coincall-told li").first().waitFor();
      assert.equal(await editor.form.locator("img[src=nowhere]").count(), 0);
      assert.ok(await editor.fits());
      assert.match(await problem(editor, "hysteresis"), /^Write a number/);
      await editor.cancel();
    });

    it("comes to everything by the keyboard alone", async () => {
      await editor.edit("price");
      await editor.unfold();
      await editor.field("quietHours").check();
      assert.deepEqual(await editor.unreached(), []);
      await editor.cancel();
    });

    it("sends a test with the button on the node, once it is deployed", async () => {
      const button = editor.page.locator('[id="price"] .red-ui-flow-node-button-button');
      await desk.begin([
        tab(),
        connection(),
        {
          ...node("coincall-alert", { ...WATCHING, wires: [["output"], []] }),
          x: 450,
          y: 140,
        },
        output(),
      ]);
      await button.click();
      await editor.page.locator(".coincall-said", { hasText: "The test was sent, on output 1." }).waitFor();
      const { payload } = await desk.nodeRed.nextMessage();
      assert.match(String(payload), /^(Simulator: )?Test: /);
      await editor.screenshot(`${desk.version}-alert-test`);
      await editor.edit("price");
      await fill(editor, "#node-input-level-seen", "83000");
      await editor.done();
      await editor.page.locator('[id="price"] .red-ui-flow-node-button-disabled').waitFor();
    });
  });
}

/** Writes as people do, with the key's end that Node-RED's own fields listen for. */
async function fill(editor: Editor, selector: string, text: string): Promise<void> {
  const field = editor.form.locator(selector);
  await field.fill(text);
  await field.press("End");
}

/** What is said of a property, which is in the row of its saved field. */
function problem(editor: Editor, property: string): Promise<string> {
  return editor.form.locator(`.form-row:has(#node-input-${property}) .coincall-problem`).innerText();
}

/** The properties whose rows are seen, from top to bottom; not those that are folded away. */
async function shown(editor: Editor): Promise<string[]> {
  const rows = editor.form.locator(".form-row:visible:not(details .form-row)");
  const names = await rows.evaluateAll((all) =>
    all.map((row) => {
      const [first] = row.querySelectorAll("[id^=node-input-]:not([id$=-seen])");
      return first?.id.replace("node-input-", "") ?? "";
    }),
  );
  return names.filter((name) => name !== "name");
}

function pick(saved: Readonly<Record<string, unknown>>, like: object): object {
  return asText(Object.fromEntries(Object.keys(like).map((name) => [name, saved[name]])));
}

/** A number and its text mean the same in a form. */
function asText(properties: object): object {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, String(value)]));
}
