import assert from "node:assert/strict";
import { mock } from "node:test";
import type { Node } from "node-red";
import { KeptState } from "../../../src/runtime/alert/kept-state";

type Callback = (error?: unknown, value?: unknown) => void;

/** A node whose store answers when it is told to. */
function nodeWith(store: {
  get(callback: Callback): void;
  set(value: unknown, callback: Callback): void;
}): Node {
  const context = {
    get: (_name: string, callback: Callback) => store.get(callback),
    set: (_name: string, value: unknown, callback: Callback) => store.set(value, callback),
  };
  return { id: `${Math.random()}`, context: () => context } as unknown as Node;
}

describe("What an alert keeps", () => {
  let saved: unknown[];
  let state: object;
  const node = () =>
    nodeWith({
      get: (callback) => callback(undefined, "before"),
      set: (value, callback) => {
        saved.push(value);
        callback();
      },
    });

  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
    saved = [];
    state = { count: 1 };
  });
  afterEach(() => mock.timers.reset());

  it("is saved soon after an alert, and else twice a minute at most", async () => {
    const kept = new KeptState(node(), () => state);
    for (let second = 0; second < 60; second += 1) {
      kept.changed(false);
      mock.timers.tick(1_000);
      await Promise.resolve();
    }
    assert.equal(saved.length, 2);
    kept.changed(false);
    kept.changed(true);
    mock.timers.tick(1_000);
    await Promise.resolve();
    assert.equal(saved.length, 3);
    mock.timers.tick(60_000);
    assert.equal(saved.length, 3);
  });

  it("is saved at the end, found again by the next node of the id, and not by one after it was removed", async () => {
    const own = node();
    assert.equal(new KeptState(own, () => state).read(), "before");
    await new KeptState(own, () => state).close(false, true);
    assert.deepEqual(saved, [state]);
    assert.equal(new KeptState(own, () => state).read(), state);
    await new KeptState(own, () => state).close(true, true);
    assert.equal(new KeptState(own, () => state).read(), "before");
  });

  it("is not written over by a node that has not read it", async () => {
    await new KeptState(node(), () => state).close(false, false);
    assert.deepEqual(saved, []);
  });

  it("is awaited where the store takes its time, and nothing where it fails", async () => {
    let answer: Callback = () => {};
    const slow = nodeWith({
      get: (callback) => {
        answer = callback;
      },
      set: () => {},
    });
    const read = new KeptState(slow, () => state).read();
    answer(undefined, "late");
    assert.equal(await read, "late");
    const failing = nodeWith({ get: (callback) => callback(new Error("no store")), set: () => {} });
    assert.equal(new KeptState(failing, () => state).read(), undefined);
  });
});
