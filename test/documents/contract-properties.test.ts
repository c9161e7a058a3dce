import assert from "node:assert/strict";
import type { SchemaObject } from "../../src/protocol/schema";
import { ALERT_PROPERTIES } from "../../src/runtime/alert/properties";
import { CONNECTION_PROPERTIES } from "../../src/runtime/connection/settings";
import { FEED_PROPERTIES } from "../../src/runtime/feed/properties";
import { STATUS_PROPERTIES } from "../../src/runtime/status/status-node";
import { definitionOf, FILES } from "../editor/forms";
import { found, read } from "./documents";
import { codeIn, codesIn, type Row, sectionOf, tableIn } from "./tables";

const CONTRACT = read("docs/contract.md");
const FEED_NODES = FILES.filter((file) => !["connection", "status", "alert"].includes(file));

/** Node-RED's own: no schema checks it. */
const UNCHECKED = ["name"];

describe("The properties in the contract", () => {
  for (const file of FILES) {
    it(`are those that a form saves, with their defaults: coincall-${file}`, () => {
      const { definition } = definitionOf(file);
      const saved = Object.entries(definition.defaults).map(([name, { value, lacking = value }]) => [
        name,
        { lacking, value },
      ]);
      const told = rowsOf(file).map((row) => {
        const lacking = defaultOf(row, file);
        return [codeIn(row.property), { lacking, value: ofNewNode(row) ?? lacking }];
      });
      assert.deepEqual(Object.fromEntries(told), Object.fromEntries(saved));
    });

    it(`are those that are checked when a flow starts, with their defaults and words: coincall-${file}`, () => {
      const schemas = schemasOf(file);
      for (const row of rowsOf(file)) {
        const name = codeIn(row.property);
        const schema = schemas[name];
        if (!schema) {
          assert.ok(UNCHECKED.includes(name), name);
          continue;
        }
        assert.deepEqual(JSON.parse(codeIn(row.default)), schema.default, name);
        if (schema.enum) assert.deepEqual(wordsOf(row), schema.enum, name);
        for (const range of found(row.values ?? "", /(\d+ to \d+)$/g))
          assert.equal(range, `${schema.minimum} to ${schema.maximum}`, name);
      }
    });
  }

  it("leave out none that a flow's schemas have", () => {
    const told = tableIn(CONTRACT, "Palette nodes", "property").map((row) => codeIn(row.property));
    assert.deepEqual(told.toSorted(), Object.keys(FEED_PROPERTIES).toSorted());
  });

  it("name the credentials", () => {
    const [sentence = ""] = found(sectionOf(CONTRACT, "coincall-connection"), /(Credentials [^.]*\.)/g);
    const { credentials = {} } = definitionOf("connection").definition;
    assert.deepEqual(
      codesIn(sentence).filter((code) => code !== "password"),
      Object.keys(credentials),
    );
  });
});

/** The rows of the properties that a node has. */
function rowsOf(file: string): readonly Row[] {
  if (!FEED_NODES.includes(file)) return tableIn(CONTRACT, `coincall-${file}`, "property");
  return tableIn(CONTRACT, "Palette nodes", "property").filter(({ nodes = "" }) => {
    if (nodes === "all") return true;
    return nodes.startsWith("all but ") !== codesIn(nodes).includes(file);
  });
}

/** What a cell says of all nodes, but for one of which it says otherwise: ``of `spot` the default is `"futures"` ``. */
function defaultOf(row: Row, file: string): unknown {
  const [own] = found(row.values ?? "", new RegExp(`of \`${file}\` the default is \`([^\`]+)\``, "g"));
  return JSON.parse(own ?? codeIn(row.default));
}

/** What a new node is made with, where that is not the default: ``new: `"simulator"` ``. */
function ofNewNode(row: Row): unknown {
  const [own] = found(row.default ?? "", /new: `([^`]+)`/g);
  return own === undefined ? undefined : JSON.parse(own);
}

/** The words that a property takes: each is the first of a part between two dots. */
function wordsOf({ values = "" }: Row): string[] {
  return values.split(" · ").map((part) => /^`([^`]+)`/.exec(part)?.[1] ?? part);
}

function schemasOf(file: string): Readonly<Record<string, SchemaObject>> {
  if (file === "connection") return CONNECTION_PROPERTIES;
  if (file === "alert") return ALERT_PROPERTIES;
  return file === "status" ? STATUS_PROPERTIES : FEED_PROPERTIES;
}
