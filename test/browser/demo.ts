import { readFileSync } from "node:fs";
import { join } from "node:path";
import { connection, ROOT, tab } from "../embedded/harness";
import type { Desk } from "./harness";

const SCRIPT = readFileSync(join(ROOT, "scripts/demo/show-messages.js"), "utf8");
/** The last script of the editor's own. */
const MAIN = "**/red/main*.js*";

/** What the demo's settings add to the editor. */
export function demo(desk: Desk): void {
  describe("the demo", () => {
    before(() => desk.begin([tab(), connection(), ...messagesEverySecond()]));
    after(async () => {
      await desk.editor.page.unroute(MAIN);
      await desk.editor.page.evaluate(() => localStorage.removeItem("last-sidebar-tab"));
      await desk.editor.reload();
    });

    it("opens with the debug sidebar, and messages in it", async () => {
      const { editor, version } = desk;
      await editor.page.route(MAIN, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: `${await response.text()}\n${SCRIPT}` });
      });
      await editor.reload();
      await editor.page.locator(".red-ui-debug-msg:visible", { hasText: "hello" }).first().waitFor();
      await editor.screenshot(`demo-opens-${version}`);
    });
  });
}

function messagesEverySecond(): { id: string; type: string; [property: string]: unknown }[] {
  const inject = { props: [{ p: "payload" }], payload: "hello", payloadType: "str", repeat: "1", once: true };
  return [
    { id: "clock", type: "inject", z: "tab", ...inject, x: 100, y: 100, wires: [["messages"]] },
    {
      id: "messages",
      type: "debug",
      z: "tab",
      active: true,
      tosidebar: true,
      complete: "payload",
      targetType: "msg",
      x: 300,
      y: 100,
      wires: [],
    },
  ];
}
