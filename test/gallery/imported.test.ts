import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { onOneDashboard } from "../../scripts/support/one-dashboard.mjs";
import { catchAll, type FlowNode, type NodeRed, ROOT, startNodeRed, VERSIONS } from "../embedded/harness";
import { DASHBOARD_PALETTE, DASHBOARD_SETTINGS } from "./support/dashboard";
import { example } from "./support/example";
import { hasSqlite, otherPalette } from "./support/other-packages";

const MODULE = "@optionflow/node-red-coincall";
const FEEDS = /^coincall-(?!connection|status|alert)/;
/** Waits for a broker before it watches anything. */
const STANDS_BY = "06 Beyond one machine/3 Two feeders, one active";

const NAMES = readdirSync(join(ROOT, "examples"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.replace(/\.json$/, ""))
  .filter((name) => hasSqlite() || !name.includes("SQLite"));

for (const version of VERSIONS) {
  describe(`The gallery as imported, in Node-RED ${version}`, function () {
    this.timeout(60_000);
    let nodeRed: NodeRed;
    let linesBefore = 0;

    before(async () => {
      const palettes = ["node-red-node-email", ...(hasSqlite() ? ["node-red-node-sqlite"] : [])];
      const otherPalettes = [DASHBOARD_PALETTE, ...palettes.map(otherPalette)];
      nodeRed = await startNodeRed({ version, otherPalettes, settings: DASHBOARD_SETTINGS });
      linesBefore = nodeRed.log.length;
      await nodeRed.deploy(onOneDashboard(NAMES.flatMap((name) => observed(example(name)))));
    });
    after(() => nodeRed.stop());

    for (const name of NAMES.filter((candidate) => candidate !== STANDS_BY)) {
      it(`brings data to "${name}"`, async () => {
        for (const { id } of example(name).filter(({ type }) => FEEDS.test(type))) {
          await nodeRed.nextStatus(
            id,
            ({ fill, text }) => fill === "blue" && text?.startsWith("live") === true,
          );
        }
      });
    }

    it("is in the import menu as folders with flows, and nothing else", async () => {
      const offers = async (path: string): Promise<unknown> =>
        (await nodeRed.admin(encodeURI(`/library/examples/flows/${MODULE}${path}`))).json();
      for (const folder of ["", ...foldersIn("")]) assert.deepEqual(await offers(folder), entriesOf(folder));
    });

    it("logs no error and no warning, and no node has an error", () => {
      const complaints = nodeRed.log.slice(linesBefore).filter((line) => /\[(warn|error|fatal)\]/.test(line));
      assert.deepEqual([complaints, nodeRed.catches], [[], []]);
    });
  });
}

/** All folders below one of the examples, nested ones too, as paths that begin with a slash. */
function foldersIn(folder: string): string[] {
  const own = readdirSync(join(ROOT, "examples", folder), { withFileTypes: true });
  const paths = own.filter((entry) => entry.isDirectory()).map(({ name }) => `${folder}/${name}`);
  return paths.flatMap((path) => [path, ...foldersIn(path)]);
}

/** What the menu shows of a folder: the folders in it, then its flows. */
function entriesOf(folder: string): unknown[] {
  const own = readdirSync(join(ROOT, "examples", folder), { withFileTypes: true });
  const flows = own.filter(({ name }) => name.endsWith(".json"));
  return [
    ...own.filter((entry) => entry.isDirectory()).map(({ name }) => name),
    ...flows.map(({ name }) => ({ fn: name.replace(/\.json$/, "") })),
  ];
}

/** The example, with its errors and the status of its nodes reported. */
function observed(flow: readonly FlowNode[]): FlowNode[] {
  const z = flow.find(({ type }) => type === "tab")?.id ?? "";
  const [catcher, reporter] = catchAll(z);
  const of = (what: string) => ({ id: `${z}-${what}-report`, z });
  return [
    ...flow,
    { ...catcher, id: `${z}-catch`, type: "catch", wires: [[of("catch").id]] },
    { ...reporter, ...of("catch"), type: "function" },
    { id: `${z}-status`, type: "status", z, scope: null, wires: [[of("status").id]] },
    { ...reporter, ...of("status"), type: "function", func: 'global.get("report")("status", msg);' },
  ];
}
