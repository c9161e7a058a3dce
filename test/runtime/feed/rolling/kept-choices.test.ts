import assert from "node:assert/strict";
import type { Node } from "node-red";
import type { Standing } from "../../../../src/market/rolling/standing";
import { KeptChoices } from "../../../../src/runtime/feed/rolling/kept-choices";
import { rollingWish } from "../../../../src/runtime/feed/rolling/rolling-wish";
import { day } from "../../../market/market";
import { GREEKS, wishOf } from "./greeks";

const NAME = "BTCUSD-W-ATM-C";
const STANDING: Standing = {
  choice: {
    symbol: "BTCUSD-27NOV26-80000-C",
    expiry: day("27NOV26"),
    strike: 80_000,
    right: "call",
    reason: "start",
    since: 1,
    rollsAt: day("27NOV26"),
  },
  anchor: { strike: 80_000 },
};

function nameOf(name: string, follow: "money" | "expiry" = "expiry") {
  return rollingWish(GREEKS, name, wishOf({ follow }));
}

describe("What a node keeps of its rolling names", () => {
  let context: Map<string, unknown>;
  let writes: number;
  /** A node as it is after a restart. */
  const restarted = async (failure?: Error): Promise<KeptChoices> => {
    const node = {
      context: () => ({
        get: (name: string, then: (error: unknown, value: unknown) => void) =>
          then(failure, failure ? undefined : structuredClone(context.get(name))),
        set: (name: string, value: unknown) => {
          writes += 1;
          context.set(name, structuredClone(value));
        },
      }),
    } as unknown as Node;
    const kept = new KeptChoices(node);
    await kept.read();
    return kept;
  };

  beforeEach(() => {
    context = new Map();
    writes = 0;
  });

  it("is what they were, of those that are chosen once an expiry", async () => {
    const before = await restarted();
    before.keep(nameOf(NAME), STANDING);
    before.keep(nameOf("BTCUSD-M-ATM-C", "money"), STANDING);
    const after = await restarted();
    assert.deepEqual(after.of(nameOf(NAME)), STANDING);
    assert.equal(after.of(nameOf("BTCUSD-M-ATM-C", "money")), undefined);
    assert.equal(after.of(nameOf(NAME, "money")), undefined);
  });

  it("is written only when it is another", async () => {
    const kept = await restarted();
    for (let time = 0; time < 3; time += 1) kept.keep(nameOf(NAME), { ...STANDING });
    assert.equal(writes, 1);
  });

  it("is a thousand names at most, of which the oldest leave", async () => {
    const kept = await restarted();
    for (let strike = 1; strike <= 1_001; strike += 1) kept.keep(nameOf(`BTCUSD-W-${strike}-C`), STANDING);
    const [value] = context.values();
    const names = Object.keys(value as object);
    assert.deepEqual([names.length, names[0]], [1_000, "BTCUSD-W-2-C"]);
  });

  for (const [what, value] of [
    ["no object", "text"],
    ["nothing of a choice", { [NAME]: {} }],
    ["null", { [NAME]: null }],
    ["no option", { [NAME]: { ...STANDING, choice: { ...STANDING.choice, symbol: "no option" } } }],
    ["a put", { [NAME]: { ...STANDING, choice: { ...STANDING.choice, symbol: "BTCUSD-27NOV26-80000-P" } } }],
    [
      "another coin's",
      { [NAME]: { ...STANDING, choice: { ...STANDING.choice, symbol: "ETHUSD-27NOV26-80000-C" } } },
    ],
    ["another day", { [NAME]: { ...STANDING, choice: { ...STANDING.choice, expiry: 1 } } }],
    ["not where it was counted from", { [NAME]: { choice: STANDING.choice } }],
  ] as const) {
    it(`is nothing where a flow has written ${what} in its place`, async () => {
      (await restarted()).keep(nameOf(NAME), STANDING);
      const [name = ""] = context.keys();
      context.set(name, value);
      const kept = await restarted();
      assert.equal(kept.of(nameOf(NAME)), undefined);
      kept.keep(nameOf(NAME), STANDING);
      assert.deepEqual((await restarted()).of(nameOf(NAME)), STANDING);
    });
  }

  it("is nothing where the context can't be read", async () => {
    const kept = await restarted(new Error("unreadable"));
    assert.equal(kept.of(nameOf(NAME)), undefined);
  });
});
