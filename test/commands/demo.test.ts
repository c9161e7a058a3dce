import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { chooseNodeRed } from "../../scripts/runtimes/choice.mjs";
import { nodeProgram } from "../../scripts/runtimes/node.mjs";
import type { FlowNode } from "../embedded/harness";
import { ownTerminal } from "../support/own-terminal";
import { Clone } from "./clone";
import { Command } from "./command";
import { Editor } from "./editor";

const FIRST_PORT = 1880;
const READY = /runs at (http:\S+)/;
const DASHBOARD_READY = /dashboard is (http:\S+)/;
/** What the demo says first. */
const CHOICE = /^This will be Node-RED (\S+), because .+\.$/;
/** In a file of its own. */
const ROLLING_TAB = "Coincall: rolling";
/** Comes along from the examples. */
const DASHBOARD_TAB = "Coincall: dashboard";
/** ms for an installation on a slow machine. */
const INSTALLATION = 240_000;
const START = 30_000;
const END = 20_000;
const ROLL = 120_000;
const NODES = [
  "coincall-kline",
  "coincall-order-book",
  "coincall-trades",
  "coincall-option-chain",
  "coincall-greeks",
  "coincall-balance",
  "coincall-spot",
  "coincall-status",
];

interface EditorSettings {
  readonly version: string;
  readonly telemetryEnabled: boolean;
  readonly editorTheme: { readonly tours: boolean; readonly projects: { readonly enabled: boolean } };
}

describe("npm run demo in a fresh clone", function () {
  this.timeout(INSTALLATION + START);
  let clone: Clone;
  let command: Command;
  let url: string;
  let occupant: Server | undefined;
  const homeBefore = changedAt(join(homedir(), ".node-red"));

  before(async () => {
    occupant = await occupy(FIRST_PORT);
    clone = new Clone();
    [command, url] = await startDemo(INSTALLATION);
  });
  after(() => {
    command?.kill();
    occupant?.close();
    clone?.remove();
  });

  it("shows progress, and prints its URL", () => {
    for (const progress of [/^Installing/, /^Compiling/, /^Starting/]) {
      assert.ok(
        command.lines.some((line) => progress.test(line)),
        `no line ${progress}`,
      );
    }
  });

  it("takes the next port when one is taken", () => {
    const port = Number(new URL(url).port);
    assert.ok(port > FIRST_PORT && port < FIRST_PORT + 100, url);
  });

  it("serves the editor, with nothing to ask", async () => {
    const page = await (await fetch(url)).text();
    assert.match(page, /Node-RED/);
    // One of the two Node-REDs writes its slashes as entities.
    assert.match(page.replaceAll("&#x2F;", "/"), /src="theme\/scripts\/show-messages\.js"/);
    const settings = await editorSettings();
    assert.equal(settings.telemetryEnabled, false);
    assert.equal(settings.editorTheme.tours, false);
    assert.equal(settings.editorTheme.projects.enabled, false);
  });

  it("is the Node-RED for this Node.js, and says which and why", async () => {
    await assertNodeRed(chooseNodeRed(process.versions.node, process.arch).version);
  });

  it("has all eight nodes live on the built-in exchange", () => assertAllLive());

  it("has options that roll within two minutes of its start, by themselves", async () => {
    const [teller] = flowsIn("rolling-options.json").filter(({ name }) => name === "what rolled");
    const editor = new Editor(url);
    try {
      await editor.status(teller?.id ?? "", "blue", /: its time came$/, ROLL);
    } finally {
      editor.close();
    }
  });

  it("says that its prices are made up", async () => {
    assert.match(
      await command.line(/made up/, START),
      /prices and its account are made up, by the simulator at ws:/,
    );
  });

  it("has a dashboard of the same market, and says where it is", async () => {
    const address = DASHBOARD_READY.exec(await command.line(DASHBOARD_READY, START))?.[1] ?? "";
    assert.ok(address.startsWith(`${url}dashboard/`), address);
    assert.match(await (await fetch(address)).text(), /<title>FlowFuse Dashboard/);
    // Without this the page stays empty.
    assert.equal((await fetch(`${url}dashboard/_setup`)).status, 200);
    const running = (await (await fetch(`${url}flows`)).json()) as FlowNode[];
    const connections = running.filter(({ type }) => type === "coincall-connection").map(({ id }) => id);
    const used = running.flatMap(({ connection }) => (connection ? [connection] : []));
    assert.deepEqual([...new Set(used)], connections);
  });

  it("ends at Ctrl-C, with everything that it started", async () => {
    command.interrupt();
    assert.equal(await command.exit(), 0);
    assert.equal(command.isAlive(), false);
  }).timeout(END);

  it("leaves nothing that git would see, and the user's own Node-RED alone", () => {
    assert.equal(clone.changes(), "");
    assert.equal(changedAt(join(homedir(), ".node-red")), homeBefore);
  });

  it("starts at once when everything is there, with a newer demo, and ends when npm is told to", async () => {
    const newer = [...demoFlows(), { id: "newer", type: "tab", label: "Newer" }];
    writeFileSync(join(clone.folder, "demo/flows.json"), JSON.stringify(newer));
    [command, url] = await startDemo(START);
    assert.ok(!command.lines.some((line) => /^(Installing|Compiling)/.test(line)));
    assert.deepEqual(await runningTabs(), [...tabsOf(newer), ROLLING_TAB, DASHBOARD_TAB]);
    command.terminate();
    assert.equal(await command.exit(), 0);
    assert.equal(command.isAlive(), false);
  });

  it("keeps flows that the user has changed, even from a newer demo", async () => {
    writeFileSync(
      join(clone.folder, ".demo/flows.json"),
      '[{ "id": "mine", "type": "tab", "label": "Mine" }]',
    );
    writeFileSync(join(clone.folder, "demo/flows.json"), "[]");
    [command, url] = await startDemo(START);
    assert.deepEqual(await runningTabs(), ["Mine"]);
    assert.ok(command.lines.some((line) => /newer demo/.test(line)));
    command.interrupt();
    assert.equal(await command.exit(), 0);
  });

  it("is Node-RED 5 where Node.js is recent, with all nodes live too", async () => {
    rmSync(join(clone.folder, ".demo"), { recursive: true });
    execFileSync("git", ["checkout", "demo/flows.json"], { cwd: clone.folder, stdio: "ignore" });
    const recent = [dirname(nodeProgram(24)), ownTerminal().PATH].join(delimiter);
    [command, url] = await startDemo(INSTALLATION, "env", `PATH=${recent}`);
    await assertNodeRed("5");
    await assertAllLive();
    command.interrupt();
    assert.equal(await command.exit(), 0);
    assert.equal(clone.changes(), "");
  });

  async function startDemo(timeout: number, ...before: string[]): Promise<[Command, string]> {
    const [program = "", ...args] = [...before, "npm", "run", "demo"];
    const started = new Command(clone.folder, program, ...args);
    try {
      const line = await started.line(READY, timeout);
      return [started, READY.exec(line)?.[1] ?? ""];
    } catch (error) {
      started.kill();
      throw error;
    }
  }

  function demoFlows(): FlowNode[] {
    return flowsIn("flows.json");
  }

  function flowsIn(file: string): FlowNode[] {
    return JSON.parse(readFileSync(join(clone.folder, "demo", file), "utf8"));
  }

  async function editorSettings(): Promise<EditorSettings> {
    return (await (await fetch(`${url}settings`)).json()) as EditorSettings;
  }

  async function assertNodeRed(version: string): Promise<void> {
    const said = command.lines.flatMap((line) => CHOICE.exec(line)?.[1] ?? []);
    assert.deepEqual(said, [version]);
    const running = (await editorSettings()).version;
    assert.ok(running.startsWith(`${version}.`), running);
  }

  async function assertAllLive(): Promise<void> {
    const flows = demoFlows();
    const editor = new Editor(url);
    try {
      for (const type of NODES) {
        const shown = flows.filter((node) => node.type === type);
        assert.ok(shown.length > 0, `no ${type} in the demo`);
        for (const { id } of shown) await editor.status(id, "blue", /^live/, START);
      }
    } finally {
      editor.close();
    }
  }

  async function runningTabs() {
    return tabsOf((await (await fetch(`${url}flows`)).json()) as FlowNode[]);
  }
});

function tabsOf(flows: readonly FlowNode[]): unknown[] {
  return flows.filter(({ type }) => type === "tab").map(({ label }) => label);
}

/** Listens on a port; `undefined` if it is taken already, which does as well. */
async function occupy(port: number): Promise<Server | undefined> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
    return server;
  } catch {
    return undefined;
  }
}

function changedAt(path: string): number | undefined {
  return existsSync(path) ? statSync(path).mtimeMs : undefined;
}
