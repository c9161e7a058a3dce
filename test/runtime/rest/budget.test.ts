import assert from "node:assert/strict";
import fc from "fast-check";
import { Budget } from "../../../src/runtime/rest/budget";

describe("The budget of an exchange's calls", () => {
  /** When calls are sent that are wanted at these moments. */
  function moments(wanted: readonly number[]): readonly number[] {
    const budget = new Budget();
    return wanted.flatMap((now) => {
      const turn = budget.turn(now);
      return turn === undefined ? [] : [now + turn];
    });
  }

  it("lets ten go at once, and the next when two seconds are over", () => {
    const sent = moments(Array.from({ length: 21 }, () => 0));
    assert.deepEqual(sent.slice(0, 10), sent.slice(0, 10).fill(0));
    assert.equal(new Set(sent).size, 3);
  });

  it("never sends more than ten in two seconds, nor one before another that was wanted before it", () => {
    const pauses = fc.array(fc.nat({ max: 1_000 }), { maxLength: 100 });
    fc.assert(
      fc.property(pauses, (between) => {
        let now = 0;
        const sent = moments(between.map((pause) => (now += pause)));
        for (const [index, moment] of sent.entries()) {
          assert.ok(moment >= (sent[index - 1] ?? 0));
          assert.ok(moment - (sent[index - 10] ?? Number.NEGATIVE_INFINITY) > 2_000);
        }
      }),
    );
  });

  it("turns away what would wait for longer than ten seconds, and keeps its turns for others", () => {
    const budget = new Budget();
    const turns = Array.from({ length: 1_000 }, () => budget.turn(0));
    assert.ok(turns.every((turn) => turn === undefined || turn <= 10_000));
    assert.equal(turns.filter((turn) => turn !== undefined).length, 50);
    assert.ok((budget.turn(10_000) ?? Number.POSITIVE_INFINITY) <= 1_000);
  });
});
