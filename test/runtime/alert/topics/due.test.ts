import assert from "node:assert/strict";
import { mock } from "node:test";
import { Due } from "../../../../src/runtime/alert/topics/due";

const START = Date.UTC(2026, 10, 27, 12);
const SECOND = 1_000;

describe("What is due", () => {
  let told: string[];
  let due: Due;

  let now: number;
  let clock: { readonly mock: { restore(): void } };

  const pass = (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      now += SECOND;
      mock.timers.tick(SECOND);
    }
  };
  const at = (seconds: number) => START + seconds * SECOND;

  beforeEach(() => {
    now = START;
    mock.timers.enable({ apis: ["setTimeout"] });
    clock = mock.method(Date, "now", () => now);
    told = [];
    due = new Due({
      due: (name, now) => told.push(`${name} at ${(now - START) / SECOND}`),
      putBack: () => told.push("put back"),
    });
  });
  afterEach(() => {
    due.clear();
    mock.timers.reset();
    clock.mock.restore();
  });

  it("is told at its moment, the earliest first, whatever the order in which it was set", () => {
    for (const second of [7, 3, 9, 1, 5, 8, 2, 6, 4]) due.set(`${second}`, at(second));
    for (let second = 0; second < 12; second += 1) pass(1);
    assert.deepEqual(
      told,
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map((second) => `${second} at ${second}`),
    );
  });

  it("is told once, at the earlier of two moments, and not at all once it is forgotten", () => {
    due.set("a", at(5));
    due.set("a", at(3));
    due.set("a", at(9));
    due.set("b", at(4));
    due.forget("b");
    due.set("c", undefined);
    pass(20);
    assert.deepEqual(told, ["a at 3"]);
  });

  it("is looked at again later where that is found out only then, and never twice in one look", () => {
    const later = new Due({
      due: (name, now) => {
        told.push(`${name} at ${(now - START) / SECOND}`);
        if (told.length < 3) later.set(name, now);
      },
      putBack: () => {},
    });
    later.set("a", at(1));
    pass(5);
    assert.deepEqual(told, ["a at 1", "a at 2", "a at 3"]);
    later.clear();
  });

  it("further off than a timer can wait is told all the same", () => {
    due.set("a", at(30 * 86_400));
    pass(29 * 86_400);
    assert.deepEqual(told, []);
    pass(86_400);
    assert.deepEqual(told, ["a at 2592000"]);
  });

  it("is all looked at once the clock was put back", () => {
    due.set("a", at(10));
    now = at(-3600);
    pass(60);
    assert.deepEqual(told, ["put back"]);
  });

  it("takes no more room the more often it is set and forgotten", () => {
    for (let round = 0; round < 100_000; round += 1) {
      due.set(`${round}`, at(1000));
      due.forget(`${round}`);
    }
    due.set("a", at(1));
    pass(2);
    assert.deepEqual(told, ["a at 1"]);
  });
});
