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

  describe("for what can wait", () => {
    /** How many calls of what can wait are sent at a moment. */
    function sentAt(budget: Budget, now: number): number {
      let sent = 0;
      while (budget.spareIn(now) === 0) {
        budget.take(now);
        sent += 1;
      }
      return sent;
    }

    it("has eight in two seconds, and leaves two to whoever comes next", () => {
      const budget = new Budget();
      assert.equal(sentAt(budget, 0), 8);
      assert.deepEqual([budget.turn(0), budget.turn(0)], [0, 0]);
      assert.ok((budget.turn(0) ?? 0) > 2_000);
    });

    it("has only what others leave", () => {
      const budget = new Budget();
      for (let call = 0; call < 6; call += 1) budget.turn(0);
      assert.equal(sentAt(budget, 0), 2);
      assert.equal(sentAt(budget, 2_200), 8);
    });

    it("has none while somebody else waits", () => {
      const budget = new Budget();
      for (let call = 0; call < 11; call += 1) budget.turn(0);
      assert.equal(sentAt(budget, 2_050), 0);
      const wait = budget.spareIn(2_050);
      assert.ok(wait > 0);
      assert.ok(sentAt(budget, 2_050 + wait) > 0);
    });

    it("says when it has one, and has it then, however many were sent before", () => {
      const pauses = fc.array(fc.nat({ max: 600 }), { maxLength: 60 });
      fc.assert(
        fc.property(pauses, fc.array(fc.boolean()), (between, live) => {
          const budget = new Budget();
          let now = 0;
          for (const [index, pause] of between.entries()) {
            now += pause;
            if (live[index]) budget.turn(now);
            else if (budget.spareIn(now) === 0) budget.take(now);
          }
          assert.equal(budget.spareIn(now + budget.spareIn(now)), 0);
        }),
      );
    });
  });
});
