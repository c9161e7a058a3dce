import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { connection, node, ROOT, tab } from "../../embedded/harness";
import type { Desk } from "../harness";

const GREEKS = { ...node("coincall-greeks", { symbols: "" }), x: 200, y: 60, wires: [[]] };

/** The nodes' palette labels and some texts of their forms, as the catalogues have them. */
function catalogue(language: string) {
  const read = (file: string) => JSON.parse(readFileSync(join(ROOT, "locales", language, file), "utf8"));
  const { category, fields } = read("connection.json");
  return { palette: read("greeks.json").palette, category, fields };
}

/** The palette and its forms in other languages than English. */
export function languages(desk: Desk): void {
  describe("another language", () => {
    before(() => desk.nodeRed.deploy([tab(), connection(), GREEKS]));
    after(() => desk.editor.speak("en-US"));

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
