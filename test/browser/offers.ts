import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { connection, ROOT, tab } from "../embedded/harness";
import type { Desk } from "./harness";

/** Examples that need a palette which is not installed here. */
const NEEDING = [
  ["02 Alerts/Delivery/6 E-mail", "node-red-node-email"],
  ["03 Dashboard/3 The market on a page", "@flowfuse/node-red-dashboard"],
  ["05 Data/2 Candles and Greeks to SQLite", "node-red-node-sqlite"],
] as const;

/** What Node-RED offers when a flow comes that it can't run yet. */
export function offers(desk: Desk): void {
  describe("an example that needs another palette", () => {
    beforeEach(() => desk.begin([tab(), connection()]));

    for (const [name, module] of NEEDING) {
      it(`offers to install it: ${name}`, async () => {
        const { editor } = desk;
        await editor.import(readFileSync(join(ROOT, "examples", `${name}.json`), "utf8"));
        const offer = editor.page.locator(".red-ui-notification", { hasText: module });
        await offer.getByRole("button", { name: "Install all" }).waitFor();
        assert.deepEqual(await offer.locator("li").allInnerTexts(), [module]);
        await editor.screenshot(`${desk.version}-offer-${module.replace(/\W/g, "-")}`);
      });
    }
  });
}
