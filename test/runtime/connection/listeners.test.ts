import assert from "node:assert/strict";
import { oneAScope, type PlacedNode, type SavedNode } from "../../../src/runtime/connection/listeners";

const tab = (id: string): SavedNode => ({ id, type: "tab" });
const group = (id: string, g?: string): SavedNode => ({ id, type: "group", z: "tab", ...(g ? { g } : {}) });
const listener = (id: string, more: Partial<SavedNode> = {}): SavedNode => ({
  id,
  type: "catch",
  z: "tab",
  scope: null,
  ...more,
});
const placed = (id: string, more: Partial<PlacedNode> = {}): PlacedNode => ({ id, z: "tab", ...more });

function chosen(nodes: readonly PlacedNode[], flows: readonly SavedNode[]): string[] {
  return oneAScope(nodes, [tab("tab"), tab("other"), ...flows])
    .map(({ id }) => id)
    .sort();
}

describe("Who passes an error of a connection on", () => {
  const twenty = Array.from({ length: 20 }, (_, index) => placed(`n${index}`));

  it("is one of twenty nodes on a tab with a Catch node", () => {
    assert.deepEqual(chosen(twenty, [listener("catch")]), ["n0"]);
  });

  it("is nobody where nobody would hear of it", () => {
    assert.deepEqual(chosen(twenty, [listener("catch", { z: "other" })]), []);
    assert.deepEqual(chosen(twenty, [listener("catch", { d: true })]), []);
  });

  it("is one on each of two tabs", () => {
    const nodes = [...twenty, placed("m0", { z: "other" }), placed("m1", { z: "other" })];
    assert.deepEqual(chosen(nodes, [listener("catch"), listener("there", { z: "other" })]), ["m0", "n0"]);
  });

  it("is a node of a group with a Catch node of its own, which speaks for the tab too", () => {
    const nodes = [...twenty, placed("inside", { g: "inner" })];
    const own = listener("own", { g: "outer", scope: "group" });
    const flows = [group("outer"), group("inner", "outer"), listener("catch"), own];
    assert.deepEqual(chosen(nodes, flows), ["inside"]);
    assert.deepEqual(chosen(nodes, [group("outer"), group("inner"), listener("catch"), own]), ["n0"]);
  });

  it("is one in each of two groups with Catch nodes of their own", () => {
    const nodes = [placed("a1", { g: "a" }), placed("a2", { g: "a" }), placed("b1", { g: "b" })];
    const flows = ["a", "b"].map((g) => listener(`catch-${g}`, { g, scope: "group" }));
    assert.deepEqual(chosen(nodes, [group("a"), group("b"), ...flows]), ["a1", "b1"]);
  });

  it("is the node that a Catch node names", () => {
    assert.deepEqual(chosen(twenty, [listener("catch", { scope: ["n7"] })]), ["n7"]);
  });

  it("leaves a Catch node of uncaught errors alone where another has caught it", () => {
    const flows = [listener("catch", { scope: ["n7"] }), listener("rest", { uncaught: true })];
    assert.deepEqual(chosen([placed("n7")], flows), ["n7"]);
    assert.deepEqual(chosen([placed("n1")], flows), ["n1"]);
  });

  it("is one in each instance of a subflow that catches, and one for all where none does", () => {
    const instance = (id: string): SavedNode => ({ id, type: "subflow:sub", z: "tab" });
    const inside = ["one", "two"].flatMap((z) => [
      placed(`${z}-a`, { z, _alias: "a" }),
      placed(`${z}-b`, { z, _alias: "b" }),
    ]);
    const subflow = [{ id: "sub", type: "subflow" }, instance("one"), instance("two"), listener("catch")];
    assert.deepEqual(chosen([...inside, ...twenty], subflow), ["one-a"]);
    const own = listener("own", { z: "sub" });
    assert.deepEqual(chosen([...inside, ...twenty], [...subflow, own]), ["n0", "one-a", "two-a"]);
    const named = listener("named", { z: "sub", scope: ["b"] });
    assert.deepEqual(chosen(inside, [...subflow, named]), ["one-a", "one-b", "two-b"]);
  });

  it("is one in each instance within another subflow, which is not saved", () => {
    const nodes = [placed("x", { z: "generated" }), placed("y", { z: "generated" }), placed("n0")];
    assert.deepEqual(chosen(nodes, [listener("catch")]), ["n0", "x"]);
  });
});
