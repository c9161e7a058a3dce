import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { describeOnEach, type FlowNode, type NodeRed, ROOT, startNodeRed } from "./harness";

const MODULE = "@optionflow/node-red-coincall";
const PACKAGE = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const TYPES = Object.keys(PACKAGE["node-red"].nodes);

interface NodeSet {
  readonly types: readonly string[];
  readonly module: string;
  readonly version: string;
  readonly enabled: boolean;
  readonly err?: string;
}

describeOnEach("The palette", function (version) {
  this.timeout(60_000);
  let nodeRed: NodeRed;

  before(async () => {
    nodeRed = await startNodeRed({ version });
  });
  after(() => nodeRed.stop());

  it("runs in the version that it says", async () => {
    const settings = await getJson<{ version: string }>("/settings");
    assert.ok(settings.version.startsWith(`${version}.`), settings.version);
  });

  it("loads every node type without an error", async () => {
    const sets = (await getJson<NodeSet[]>("/nodes")).filter((set) => set.module === MODULE);
    const faulty = sets.filter(({ err, enabled }) => err !== undefined || !enabled);
    assert.deepEqual(faulty, []);
    assert.deepEqual(sets.flatMap(({ types }) => types).sort(), [...TYPES].sort());
    for (const set of sets) assert.equal(set.version, PACKAGE.version);
  });

  it("serves the form and the help of every node type", async () => {
    const html = await getText("/nodes", "text/html");
    for (const type of TYPES) {
      assert.ok(html.includes(`data-template-name="${type}"`), `no form of ${type}`);
      assert.ok(html.includes(`data-help-name="${type}"`), `no help for ${type}`);
    }
    assert.ok(!html.includes("<!-- include "), "an include is left in a form");
  });

  it("serves the texts of every node in English", async () => {
    for (const type of TYPES) {
      const texts = await getJson<object>(`/nodes/${MODULE}/${type}/messages?lng=en-US`);
      assert.ok(Object.keys(texts).length > 0, `no texts of ${type}`);
    }
  });

  it("serves its icons", async () => {
    const icons = readdirSync(join(ROOT, "icons"));
    assert.ok(icons.length > 0, "no icons");
    const offered = (await getJson<Record<string, string[]>>("/icons"))[MODULE] ?? [];
    assert.deepEqual([...offered].sort(), icons.sort());
    for (const icon of icons) await getText(`/icons/${MODULE}/${icon}`);
  });

  it("serves the script that its forms share", async () => {
    assert.match(await getText(`/resources/${MODULE}/editor.js`), /Coincall/);
  });

  it("offers its examples for import, as flows that it has the nodes for", async () => {
    const names = readdirSync(join(ROOT, "examples"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".json"))
      .map((file) => file.replace(/\.json$/, "").replaceAll(sep, "/"));
    assert.ok(names.length > 0, "no examples");
    assert.ok((await getText("/library/examples/flows/")).includes(MODULE));
    for (const name of names) {
      const flow = await getJson<FlowNode[]>(`/library/examples/flows/${MODULE}/${encodeURI(name)}`);
      const types = flow.map(({ type }) => type).filter((type) => type.startsWith("coincall-"));
      for (const type of types) assert.ok(TYPES.includes(type), `${name} has a ${type}`);
    }
  });

  async function get(path: string, accept: string): Promise<Response> {
    const response = await nodeRed.admin(path, { headers: { Accept: accept } });
    assert.equal(response.status, 200, path);
    return response;
  }

  async function getJson<Body>(path: string): Promise<Body> {
    return (await (await get(path, "application/json")).json()) as Body;
  }

  async function getText(path: string, accept = "*/*"): Promise<string> {
    return (await get(path, accept)).text();
  }
});

describe("The built palette", () => {
  it("makes no format of a language's days and numbers before somebody asks: they are most of the memory of a start", () => {
    const intl = Intl as unknown as Record<string, unknown>;
    const kinds = ["DateTimeFormat", "NumberFormat", "PluralRules", "RelativeTimeFormat", "Collator"];
    const originals = kinds.map((kind) => [kind, intl[kind] as new () => object] as const);
    const made: string[] = [];
    for (const [kind, original] of originals) {
      intl[kind] = new Proxy(original, {
        construct: (target, properties, self) => {
          made.push(kind);
          return Reflect.construct(target, properties, self);
        },
      });
    }
    try {
      const nodes: Record<string, unknown> = require(join(ROOT, "dist/palette.js"));
      for (const name of Object.keys(nodes)) assert.equal(typeof nodes[name], "function", name);
    } finally {
      for (const [kind, original] of originals) intl[kind] = original;
    }
    assert.deepEqual(made, []);
  });
});
