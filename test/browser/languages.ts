import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { connection, node, ROOT, tab } from "../embedded/harness";
import type { Desk, Editor } from "./harness";

const GREEKS = { ...node("coincall-greeks", { symbols: "" }), x: 200, y: 60, wires: [[]] };

const ROLLING = {
  ...node("coincall-greeks", { symbols: "BTCUSD-W-ATM-C", wires: [[]] }),
  id: "rolling",
  x: 200,
  y: 120,
};
const CHAIN = {
  ...node("coincall-option-chain", { symbols: "BTCUSD", expiry: "W", wires: [[]] }),
  x: 200,
  y: 180,
};

const LANGUAGES = readdirSync(join(ROOT, "locales"));

/** The nodes' palette labels and some texts of their forms, as the catalogues have them. */
function catalogue(language: string) {
  const read = (file: string) => JSON.parse(readFileSync(join(ROOT, "locales", language, file), "utf8"));
  const { category, fields, form, units } = read("connection.json");
  return { palette: read("greeks.json").palette, category, fields, form, units };
}

/** The languages in which some words of the form, given by their key, need more than one line. */
async function wrapped(editor: Editor, group: "form" | "units", name: string): Promise<string[]> {
  const words = editor.form.locator(`[data-i18n$="${group}.${name}"]`);
  const found: string[] = [];
  for (const language of LANGUAGES) {
    const lines = await words.evaluate((element, text) => {
      element.textContent = text;
      return element.getClientRects().length;
    }, catalogue(language)[group][name]);
    if (lines !== 1) found.push(`${language}: ${group}.${name}`);
  }
  return found;
}

/** The languages in which what stands behind a number comes to stand below its label. */
async function fallen(editor: Editor, name: string): Promise<string[]> {
  const words = editor.form.locator(`[data-i18n$="units.${name}"]`);
  const found: string[] = [];
  for (const language of LANGUAGES) {
    const isBeside = await words.evaluate((element, text) => {
      element.textContent = text;
      const label = element.parentElement?.querySelector("label")?.getBoundingClientRect();
      return element.getBoundingClientRect().left > (label?.right ?? Number.POSITIVE_INFINITY);
    }, catalogue(language).units[name]);
    if (!isBeside) found.push(`${language}: units.${name}`);
  }
  return found;
}

/** The palette and its forms in other languages than English. */
export function languages(desk: Desk): void {
  describe("another language", () => {
    before(() => desk.nodeRed.deploy([tab(), connection(), GREEKS, ROLLING, CHAIN]));
    after(() => desk.editor.speak("en-US"));

    it("has the words behind a number on one line with it, in all of them", async () => {
      const { editor } = desk;
      await editor.show({ dark: false, width: 1280 });
      await editor.edit("connection");
      await editor.unfold();
      const found = [
        ...(await wrapped(editor, "form", "heartbeatInterval")),
        ...(await wrapped(editor, "form", "heartbeatTimeout")),
      ];
      await editor.cancel();
      await editor.edit(GREEKS.id);
      await editor.unfold();
      found.push(...(await wrapped(editor, "units", "seconds")));
      await editor.cancel();
      assert.deepEqual(found, []);
    });

    it("has the words of rolling options beside their numbers, in all of them and in a narrow window", async () => {
      const { editor } = desk;
      await editor.show({ dark: false, width: 800 });
      await editor.edit(ROLLING.id);
      const found = [...(await fallen(editor, "hold")), ...(await fallen(editor, "rollBefore"))];
      assert.ok(await editor.fits());
      await editor.cancel();
      await editor.edit(CHAIN.id);
      found.push(...(await fallen(editor, "strikes")));
      assert.ok(await editor.fits());
      await editor.cancel();
      await editor.show({ dark: false, width: 1280 });
      assert.deepEqual(found, []);
    });

    for (const language of ["de", "ja"]) {
      it(`is spoken in the palette and the forms: ${language}`, async () => {
        const { palette, category, fields } = catalogue(language);
        const { editor } = desk;
        await editor.speak(language);
        const label = editor.page.locator('[data-palette-type="coincall-greeks"] .red-ui-palette-label');
        assert.equal((await label.textContent())?.trim(), palette);
        assert.equal(await editor.categoryDescription(), category);
        await editor.edit(GREEKS.id);
        await editor.unfold();
        const form = (await editor.form.textContent()) ?? "";
        for (const name of ["symbols", "overdue", "numbers"])
          assert.ok(form.includes(fields[name]), fields[name]);
        await editor.screenshot(`4.1-${language}-greeks`);
        await editor.cancel();
      });
    }
  });
}
