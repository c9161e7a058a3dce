import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { boxOf, overlap } from "./canvas";
import { definitionOf, FILES, ROOT, read } from "./forms";

interface FlowNode {
  readonly id: string;
  readonly type: string;
  readonly z?: string;
  readonly name?: string;
  readonly x?: number;
  readonly y?: number;
  readonly info?: string;
  readonly wires?: readonly (readonly string[])[];
  readonly links?: readonly string[];
  readonly [property: string]: unknown;
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}

/** A rule of a change or a switch node. */
interface Rule {
  readonly p?: string;
  readonly to?: string;
  readonly tot?: string;
}

const EXAMPLES = readdirSync(join(ROOT, "examples"), {
  recursive: true,
  encoding: "utf8",
})
  .filter((name) => name.endsWith(".json"))
  .map((name) => `examples/${name}`);
const DEMO = ["demo/flows.json", "demo/rolling-options.json"];
const FLOWS = [...EXAMPLES, ...DEMO];
const DEFINITIONS = new Map(FILES.map((file) => [`coincall-${file}`, definitionOf(file).definition]));
/** Modules that are not in Node-RED, by the types of their nodes. */
const OTHER_MODULES = new Map([
  ["e-mail", "node-red-node-email"],
  ["sqlite", "node-red-node-sqlite"],
  ["ui-template", "@flowfuse/node-red-dashboard"],
]);
/** What the tests of these flows run with, by module. */
const VERSIONS = new Map(
  ["test/gallery/services", "demo"].flatMap((folder) => {
    const { packages } = JSON.parse(read(`${folder}/package-lock.json`)) as Lock;
    return Object.entries(packages).map(
      ([path, { version }]) => [path.replace("node_modules/", ""), version] as const,
    );
  }),
);
/** Pixels, with which nothing is below the sidebars that Node-RED 5 opens with, in a window of 1280. */
const CANVAS = 560;
/** Pixels that are between two rows at least. */
const A_ROW = 60;
/** What Node-RED itself saves with a node. */
const OF_EVERY_NODE = ["id", "type", "z", "x", "y", "wires"];

describe("The example flows", () => {
  it("show every node of the palette", () => {
    assert.deepEqual(typesIn(EXAMPLES), [...DEFINITIONS.keys()].sort());
  });

  it("show every node in the demo too", () => {
    assert.deepEqual(typesIn(DEMO), [...DEFINITIONS.keys()].sort());
  });

  it("share no id, so that all can be imported beside each other", () => {
    const ids = FLOWS.flatMap(flow).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  for (const path of FLOWS) {
    describe(path, () => {
      const nodes = flow(path);

      it("has a tab of its own, and every node on it or in a subflow that stands on it", () => {
        const tabs = nodes.filter(({ type }) => type === "tab");
        assert.equal(tabs.length, 1);
        const used = new Set(nodes.filter(({ z }) => z === tabs[0]?.id).map(({ type }) => type));
        const subflows = nodes.filter(({ type }) => type === "subflow").map(({ id }) => id);
        assert.deepEqual(
          subflows.filter((id) => !used.has(`subflow:${id}`)),
          [],
        );
        const places = [...tabs.map(({ id }) => id), ...subflows];
        const elsewhere = nodes.filter(({ type, z }) => !places.includes(String(z)) && type !== "tab");
        assert.deepEqual(
          elsewhere.filter(({ x, y, wires }) => x !== undefined || y !== undefined || wires !== undefined),
          [],
        );
      });

      it("saves every property of the contract and no other", () => {
        for (const node of coincallNodes(path)) {
          const saved = Object.keys(node).filter((property) => !OF_EVERY_NODE.includes(property));
          assert.deepEqual(
            saved.sort(),
            Object.keys(DEFINITIONS.get(node.type)?.defaults ?? {}).sort(),
            node.type,
          );
        }
      });

      it("runs on the simulator, with no key in it", () => {
        const connections = nodes.filter(({ type }) => type === "coincall-connection");
        assert.equal(connections.length, coincallNodes(path).length > 0 ? 1 : 0);
        for (const { environment, url, credentials } of connections) {
          assert.deepEqual([environment, url, credentials], ["simulator", "", undefined]);
        }
        for (const { connection } of coincallNodes(path)) {
          assert.ok(connection === undefined || connection === connections[0]?.id);
        }
      });

      it("contacts no broker and no web service until it is filled in", () => {
        for (const { type, autoConnect, url } of nodes) {
          if (type === "mqtt-broker") assert.equal(autoConnect, false);
          if (type === "http request") assert.match(String(url), /^(\$\{[A-Z_]+\})?$/);
        }
        const addresses = nodes.flatMap(({ rules }) => (rules as Rule[] | undefined) ?? []).filter(isAddress);
        assert.deepEqual(
          addresses.filter(({ to }) => to !== ""),
          [],
        );
      });

      it("names the modules that it needs beside Node-RED", () => {
        const comment = nodes.find(({ type }) => type === "comment");
        for (const { type } of nodes) {
          const module = OTHER_MODULES.get(type);
          if (module) assert.match(String(comment?.info), new RegExp(`\\*\\*${module}\\*\\*`));
        }
      });

      it("offers to install these modules, in the versions that it is tested with", () => {
        const needed = nodes.flatMap(({ type }) => OTHER_MODULES.get(type) ?? []);
        const versions = Object.fromEntries(needed.map((module) => [module, VERSIONS.get(module)]));
        const offers = nodes.filter(({ type }) => type === "global-config");
        assert.deepEqual(
          offers.map(({ env, modules }) => ({ env, modules })),
          needed.length > 0 ? [{ env: [], modules: versions }] : [],
        );
      });

      it("reads as a text does, from left to right, and on in a lower row", () => {
        const targets = new Map(nodes.map((node) => [node.id, node]));
        for (const { id, x, y, wires } of nodes) {
          for (const target of (wires ?? []).flat().map((each) => targets.get(each))) {
            const [right, down] = [Number(target?.x) > Number(x), Number(target?.y) >= Number(y) + A_ROW];
            assert.ok(right || down, `from ${id} to ${target?.id}`);
          }
        }
      });

      it("goes on in a lower row where a link leads, under the same name", () => {
        const targets = new Map(nodes.map((node) => [node.id, node]));
        for (const from of nodes.filter(({ type }) => type === "link out")) {
          for (const to of (from.links ?? []).map((id) => targets.get(id))) {
            assert.deepEqual([to?.type, to?.name, to?.links], ["link in", from.name, [from.id]]);
            assert.ok(Number(to?.y) > Number(from.y), `from ${from.id} to ${to?.id}`);
          }
        }
      });

      it("fits between the sidebars, with labels as wide as they can be", () => {
        const drawn = nodes.filter(({ x }) => x !== undefined);
        assert.deepEqual(
          drawn.filter((node) => boxOf(node).left < 0 || boxOf(node).right > CANVAS),
          [],
        );
      });

      it("has no node or comment on top of another", () => {
        const drawn = nodes.filter(({ x }) => x !== undefined).map((node) => ({ node, box: boxOf(node) }));
        for (const [index, { node, box }] of drawn.entries()) {
          const beside = drawn.slice(index + 1).filter((each) => each.node.z === node.z);
          const other = beside.find((each) => overlap(box, each.box));
          assert.equal(other?.node, undefined, `${other?.node.id} on ${node.id}`);
        }
      });

      it("has wires that lead somewhere", () => {
        const ids = new Set(nodes.map(({ id }) => id));
        const targets = nodes.flatMap(({ wires }) => wires ?? []).flat();
        assert.deepEqual(
          targets.filter((id) => !ids.has(id)),
          [],
        );
      });

      it("says what it shows and how to go live, in a comment and in the description of its tab", () => {
        const comment = nodes.find(({ type, info }) => type === "comment" && info);
        assert.match(String(comment?.info), /^# .+[\s\S]*## Go live/);
        assert.equal(nodes.find(({ type }) => type === "tab")?.info, comment?.info);
      });

      it("names no option that expires", () => {
        assert.doesNotMatch(read(path), /\d{1,2}(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\d{2}/i);
      });

      it("has functions that can be read by the engine", () => {
        for (const { type, func } of nodes) {
          if (type === "function") assert.doesNotThrow(() => new Function("msg", "node", String(func)));
        }
      });
    });
  }
});

function flow(path: string): FlowNode[] {
  return JSON.parse(read(path));
}

/** Whether it writes out where something is sent to. */
function isAddress({ p, tot }: Rule): boolean {
  return (p === "url" || p === "to") && tot !== "env";
}

function typesIn(paths: readonly string[]): string[] {
  return [...new Set(paths.flatMap(coincallNodes).map(({ type }) => type))].sort();
}

function coincallNodes(path: string): FlowNode[] {
  return flow(path).filter(({ type }) => type.startsWith("coincall-"));
}
