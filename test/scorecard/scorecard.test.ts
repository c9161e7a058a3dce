import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CallExpression, type Node, type ObjectExpression, parse } from "acorn";

const ROOT = join(__dirname, "../..");

/** node-red-dev with its package.json beside it, which says what is replaced in it. */
const TOOL = join(__dirname, "node-red-dev/node_modules/node-red-dev/bin/run");

interface Manifest {
  readonly keywords: readonly string[];
  readonly "node-red": { readonly nodes: Readonly<Record<string, string>> };
}

const MANIFEST: Manifest = JSON.parse(read("package.json"));
const TYPES = Object.keys(MANIFEST["node-red"].nodes);

/** Checks whose answer is on the internet: what others have published, and which versions are the newest. */
const UNKNOWABLE = ["P08", "N01", "D03"];
/** P03 asks for the address of a repository or for bugs, and there is none to give yet. */
const UNMET = ["P03"];

type Scorecard = Readonly<
  Record<string, { readonly test?: boolean; readonly nodes?: readonly string[]; readonly versions?: object }>
>;

/**
 * `node-red-dev validate` itself, run without the internet. Its codes are its own. It reads the nodes' html without
 * running it, so it finds only what is written out.
 */
describe("The Scorecard of Node-RED", function () {
  this.timeout(20_000);
  let printed: string;
  let scorecard: Scorecard;

  before(() => {
    const folder = mkdtempSync(join(tmpdir(), "coincall-scorecard-"));
    const output = join(folder, "scorecard.json");
    const run = [TOOL, "validate", "--path", ROOT, "--output", output];
    printed = execFileSync(process.execPath, run, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    scorecard = JSON.parse(readFileSync(output, "utf8"));
    rmSync(folder, { recursive: true });
  });

  it("is passed in every check that needs no internet, but for the address that there is not yet", () => {
    const { package: _, ...checks } = scorecard;
    const told = Object.entries(checks).filter(([code]) => !UNKNOWABLE.includes(code));
    assert.deepEqual(told.map(([code]) => code).sort(), [
      "D01",
      "D02",
      "N02",
      "P01",
      "P03",
      "P04",
      "P05",
      "P06",
      "P07",
    ]);
    assert.deepEqual(
      told.filter(([, { test }]) => !test).map(([code]) => code),
      UNMET,
    );
  });

  it("finds the keyword (P05), which it passes without", () => {
    assert.ok(MANIFEST.keywords.includes("node-red"));
  });

  it("takes both versions of Node-RED for supported (P06)", () => {
    assert.equal(Object.keys(scorecard.P06?.versions ?? {}).length, 2);
  });

  it("can read every definition, and finds an example of each node (N02)", () => {
    assert.doesNotMatch(printed, /Unable to parse/);
    assert.deepEqual([...(scorecard.N02?.nodes ?? []), "coincall-connection"].sort(), [...TYPES].sort());
  });

  for (const [type, script] of Object.entries(MANIFEST["node-red"].nodes)) {
    it(`reads the definition of ${type}`, () => {
      const { defaults, category, ...literals } = definitionOf(type, script);
      assert.ok(defaults.includes("name"), "defaults are written out");
      assert.equal(category, type === "coincall-connection" ? "config" : "Coincall");
      if (category === "config") return;
      // An alert has its all clear beside it.
      const outputs = type === "coincall-alert" ? 2 : 1;
      assert.deepEqual(literals, { inputs: 1, outputs, color: "#7FB2BA", icon: `${type}.svg` });
      assert.ok(existsSync(join(ROOT, "icons", `${type}.svg`)));
    });
  }
});

interface Definition {
  readonly defaults: readonly string[];
  readonly [property: string]: unknown;
}

const LITERALS = ["category", "inputs", "outputs", "color", "icon"];

function definitionOf(type: string, script: string): Definition {
  const html = read(script.replace(".js", ".html"));
  const [, code = ""] = /<script.+?type=['"]text\/javascript['"].*?>([\S\s]*?)<\/script>/i.exec(html) ?? [];
  const [first, ...others] = parse(code, { ecmaVersion: "latest" }).body;
  assert.equal(others.length, 0);
  assert.ok(first?.type === "ExpressionStatement" && first.expression.type === "CallExpression");
  const [name, definition] = registrationIn(first.expression);
  assert.equal(name, type);
  const properties = propertiesOf(definition);
  const literals = LITERALS.flatMap((property) => {
    const value = properties.get(property);
    return value?.type === "Literal" ? [[property, (value as Node & { value: unknown }).value]] : [];
  });
  return { defaults: [...propertiesOf(properties.get("defaults")).keys()], ...Object.fromEntries(literals) };
}

function registrationIn({
  callee,
  arguments: [type, definition],
}: CallExpression): [unknown, Node | undefined] {
  assert.ok(callee.type === "MemberExpression" && callee.property.type === "Identifier");
  assert.equal(callee.property.name, "registerType");
  assert.ok(type?.type === "Literal", "the type is written out");
  return [type.value, definition];
}

function propertiesOf(node: Node | undefined): Map<string, Node> {
  assert.equal(node?.type, "ObjectExpression");
  const entries = (node as ObjectExpression).properties.flatMap((property): [string, Node][] =>
    property.type === "Property" && property.key.type === "Identifier"
      ? [[property.key.name, property.value]]
      : [],
  );
  return new Map(entries);
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}
