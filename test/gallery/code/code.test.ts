import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type FlowNode, ROOT } from "../../embedded/harness";
import { example } from "../support/example";
import { expressionsIn, javascriptIn, linesOf, pageCodeIn } from "./code-in-flows";

const MOST_LINES = 150;
/** Characters of an expression, as which it is read at a glance. */
const LONGEST = 200;
const ALERTS = "02 Alerts";

type Gallery = ReadonlyMap<string, readonly FlowNode[]>;

const GALLERY: Gallery = new Map(
  readdirSync(join(ROOT, "examples"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.replace(/\.json$/, ""))
    .map((name) => [name, example(name)]),
);

describe("The code in the gallery", () => {
  const flows = [...GALLERY.values()];
  const lines = linesOf(flows.flatMap(javascriptIn));
  const onPages = linesOf(flows.flatMap(pageCodeIn));

  it(`is ${lines} lines of JavaScript, of ${MOST_LINES} that it may be, and stands where it may`, () => {
    assert.deepEqual(faultsIn(GALLERY), []);
  });

  it(`is ${onPages} lines more in the pages of the dashboard, which the browser runs`, () => {
    const others = [...GALLERY].filter(([name, flow]) => !isPage(name) && pageCodeIn(flow).length > 0);
    assert.deepEqual(
      others.map(([name]) => name),
      [],
    );
  });

  describe("would be found", () => {
    const [name = "", flow = []] = [...GALLERY].find(([each]) => each.startsWith("01")) ?? [];
    const z = flow.find(({ type }) => type === "tab")?.id;
    const faultsWith = (...nodes: object[]) => {
      const added = nodes.map((node, index) => ({
        id: `added-${index}`,
        type: "",
        name: "added",
        z,
        ...node,
      }));
      return faultsIn(new Map([[name, [...flow, ...added]]]));
    };
    const script = "<p></p><script>alert(1)</script>";

    for (const [where, node] of Object.entries({
      "in a function node": { type: "function", func: "return msg;" },
      "in what a function node begins with": { type: "function", initialize: "start();" },
      "in what a function node ends with": { type: "function", finalize: "stop();" },
      "in a page that a template makes": { type: "template", template: script },
      "in a script that a template makes": { type: "template", format: "javascript", template: "start();" },
      "in a template of the first dashboard": { type: "ui_template", format: script },
      "in a command": { type: "exec", command: "node -e 1" },
    })) {
      it(where, () => {
        assert.deepEqual(faultsWith(node), [`${name}: "added" has code`]);
      });
    }

    it("in a subflow that has no name", () => {
      const subflow = { id: "sub", type: "subflow", name: "", z: undefined };
      const code = { type: "function", func: "return msg;", z: "sub" };
      assert.deepEqual(faultsWith(subflow, code), [`${name}: "added" has code`]);
      assert.deepEqual(faultsWith({ ...subflow, name: "smile" }, code), []);
    });

    it("in a subflow of an alert", () => {
      const subflow = { id: "sub", type: "subflow", name: "smile" };
      const code = { id: "code", type: "function", name: "points", func: "return msg;", z: "sub" };
      const alerts = new Map([[`${ALERTS}/1 A price`, [subflow, code]]]);
      assert.deepEqual(faultsIn(alerts), [`${ALERTS}/1 A price: "points" has code`]);
    });

    it("if there were too much of it", () => {
      const subflow = { id: "sub", type: "subflow", name: "smile", z: undefined };
      const code = { type: "function", func: "step();\n\n".repeat(MOST_LINES + 1), z: "sub" };
      assert.deepEqual(faultsWith(subflow, code), [`${MOST_LINES + 1} lines of JavaScript`]);
    });

    const long = `payload.${"a".repeat(LONGEST)}`;
    for (const [where, node] of Object.entries({
      "as a long expression in a change node": {
        type: "change",
        rules: [{ t: "set", to: long, tot: "jsonata" }],
      },
      "as one that is asked in a switch node": { type: "switch", rules: [{ t: "jsonata_exp", v: long }] },
      "as one that a switch node looks at": { type: "switch", property: long, propertyType: "jsonata" },
      "as one in an inject node": { type: "inject", props: [{ p: "payload", v: long, vt: "jsonata" }] },
      "as one that joins messages": { type: "join", reduceExp: long },
      "as one in a variable": { type: "subflow:1", env: [{ name: "A", type: "jsonata", value: long }] },
      "as one on a page": { type: "ui-text", value: long, valueType: "jsonata" },
    })) {
      it(where, () => {
        assert.deepEqual(faultsWith(node), [
          `${name}: "added" has an expression of ${long.length} characters`,
        ]);
      });
    }
  });
});

/** Where there is code that should not be there, and more of it than there should be. */
function faultsIn(gallery: Gallery): string[] {
  const all = [...gallery].flatMap(([name, flow]) => [
    ...astray(name, flow).map((node) => `${name}: "${node.name}" has code`),
    ...expressionsIn(flow)
      .filter(({ text }) => text.length > LONGEST)
      .map(({ node, text }) => `${name}: "${node.name}" has an expression of ${text.length} characters`),
  ]);
  const lines = linesOf([...gallery.values()].flatMap(javascriptIn));
  return lines > MOST_LINES ? [...all, `${lines} lines of JavaScript`] : all;
}

/** The nodes with code that are neither in a subflow with a name, nor may be. */
function astray(name: string, flow: readonly FlowNode[]): FlowNode[] {
  const isAlert = name.startsWith(`${ALERTS}/`);
  const subflows = flow.filter(({ type, name }) => type === "subflow" && name).map(({ id }) => id);
  const nodes = new Set(javascriptIn(flow).flatMap(({ node, text }) => (text.trim() ? [node] : [])));
  return [...nodes].filter(({ z }) => isAlert || !subflows.includes(String(z)));
}

function isPage(name: string): boolean {
  return name.startsWith("03 Dashboard/");
}
