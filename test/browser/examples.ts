import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { connection, ROOT, tab } from "../embedded/harness";
import type { Desk } from "./harness";

const FOLDER = join(ROOT, "examples");

/** Of the demo, for the editor. */
const SCRIPT = readFileSync(join(ROOT, "scripts/demo/show-messages.js"), "utf8");
/** The last script of the editor's own. */
const MAIN = "**/red/main*.js*";
/** Pixels, with which nothing is below the sidebars that Node-RED 5 opens with, in a window of 1280. */
const CANVAS = 560;
/** Parts of a flow that are not nodes of a palette. */
const PARTS = ["tab", "subflow", "group", "global-config"];

interface FlowNode {
  readonly id: string;
  readonly type: string;
}

interface EditorGlobals {
  readonly RED: {
    readonly workspaces: { show(tab: string): void };
    readonly nodes: { filterNodes(filter: object): { readonly x: number; readonly w: number }[] };
    readonly view: { redraw(update: boolean, now: boolean): void };
  };
}

const EXAMPLES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".json"))
  .map((name) => JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as readonly FlowNode[]);

interface NodeSet {
  readonly types: readonly string[];
}

/** What the palette brings along to start from. */
export function examples(desk: Desk): void {
  describe("the examples, imported by the dialog", () => {
    before(() => desk.begin([tab(), connection()]));

    it("can all be deployed beside each other, and bring data", async () => {
      const { editor, nodeRed } = desk;
      const sets = (await (await nodeRed.admin("/nodes")).json()) as NodeSet[];
      const known = new Set([...PARTS, ...sets.flatMap(({ types }) => types)]);
      // Some show what can be done together with other palettes, which are not installed here.
      const flows = EXAMPLES.filter((flow) => flow.every(({ type }) => known.has(type)));
      assert.ok(flows.length >= 8);
      for (const flow of flows) await editor.import(JSON.stringify(flow));
      await editor.deploy();

      const deployed = (await (await nodeRed.admin("/flows")).json()) as FlowNode[];
      const there = new Set(deployed.map(({ id }) => id));
      assert.deepEqual(
        flows.flat().filter(({ id }) => !there.has(id)),
        [],
      );
      const balances = flows.flat().filter(({ type }) => type === "coincall-balance");
      for (const { id } of balances) await editor.status(id, /^live/);

      const tabs = flows.flat().filter(({ type }) => type === "tab");
      for (const { id } of tabs) assert.ok((await editor.page.evaluate(endOf, id)) <= CANVAS, id);
    });
  });
}

/** Shows a tab. @returns where its rightmost node ends, in pixels of the canvas */
function endOf(tab: string): number {
  const { RED } = globalThis as unknown as EditorGlobals;
  RED.workspaces.show(tab);
  RED.view.redraw(true, true);
  return Math.max(...RED.nodes.filterNodes({ z: tab }).map(({ x, w }) => x + w / 2));
}

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
