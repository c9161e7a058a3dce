import assert from "node:assert/strict";
import { lackingAfter, toldInAll } from "./told";

describe("What examples are expected to tell", () => {
  const act = (name: string, traits: Readonly<Record<string, readonly string[]>>) => ({ name, told: traits });

  it("is what all recordings told, in the latest of their acts", () => {
    const one = [act("first", { a: ["x", "y"] }), act("second", { b: ["z"] })];
    const other = [act("first", { a: ["y"] }), act("second", { a: ["x", "chance"], b: [] })];
    assert.deepEqual(toldInAll([one, other]), [act("first", { a: ["y"] }), act("second", { a: ["x"] })]);
  });

  it("is lacking where it was told neither in its act nor in one before", () => {
    const expected = act("second", { a: ["x"], b: ["y"] });
    assert.deepEqual(lackingAfter([act("first", { a: ["x"] }), act("second", { b: ["y"] })], expected), []);
    assert.deepEqual(lackingAfter([act("first", {}), act("second", { a: ["x"] })], expected), ["b: y"]);
  });
});
