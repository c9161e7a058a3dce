import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { definitionOf } from "../editor/forms";
import { type FlowNode, ROOT } from "../embedded/harness";
import type { Desk } from "./harness";

/** As they were saved, on a tab that does not run, and without wires to what tests add: the forms alone are tried. */
const FLOWS: readonly FlowNode[] = JSON.parse(
  readFileSync(join(ROOT, "test/upgrade/0.1/user/flows.json"), "utf8"),
).map((node: FlowNode) => ({
  ...node,
  ...(node.type === "tab" ? { disabled: true } : {}),
  ...(node.wires ? { wires: [[]] } : {}),
}));

/** Of each type one in which every property is set, one as the form began, and those with symbols from a variable. */
const OPENED = FLOWS.filter(({ type }) => type.startsWith("coincall-")).filter(({ id }) =>
  /-(?:set|plain|2023|flow|global)$/.test(id),
);

export function oldFlows(desk: Desk): void {
  describe("a flow that version 0.1 has saved", () => {
    before(() => desk.begin(FLOWS));

    for (const node of OPENED) {
      it(`is what it was when a form was left with Done, but for properties that change nothing: ${node.id}`, async () => {
        const { editor } = desk;
        await editor.edit(node.id);
        await editor.done();
        const expected = { ...asBefore(node.type), ...node };
        assert.deepEqual(comparable(await editor.saved(node.id)), comparable(expected));
      });
    }
  });
}

/** What a node does that was saved before it had a property. */
function asBefore(type: string): Record<string, unknown> {
  const { defaults } = definitionOf(type.replace("coincall-", "")).definition;
  return Object.fromEntries(
    Object.entries(defaults).map(([property, { value, lacking = value }]) => [property, lacking]),
  );
}

/** As it is deployed; a form writes numbers as texts, and a list of symbols with commas, which mean the same. */
function comparable(node: Readonly<Record<string, unknown>>): unknown {
  return JSON.parse(
    JSON.stringify(node, (key, value) => {
      if (key === "symbols") return String(value).split(/[\s,]+/);
      return typeof value === "number" ? String(value) : value;
    }),
  );
}
