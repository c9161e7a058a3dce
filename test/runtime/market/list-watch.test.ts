import assert from "node:assert/strict";
import type { Instrument } from "../../../src/protocol/symbols/instruments";
import { ListWatch } from "../../../src/runtime/market/list-watch";
import { pass, resumeTime, stopTime } from "../../link/harness";
import { day, options } from "../../market/market";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const STRIKES = [80_000, 81_000];

describe("What a connection knows of the exchange's list", () => {
  const friday = day("27NOV26");
  /** What the exchange lists; `undefined` while it does not tell. */
  let listed: readonly Instrument[] | undefined;
  let asked: { refresh: boolean; at: number }[];
  let changes: number;
  /** ms since 1970 by the exchange, when the test began. */
  let began: number;
  let list: ListWatch;

  const time = () => began + performance.now();
  const of = (...days: string[]) => days.flatMap((name) => options(day(name), STRIKES));
  const expiries = () => list.listing?.get("BTCUSD")?.map(({ expiry }) => expiry);

  beforeEach(() => {
    stopTime();
    listed = of("27NOV26", "28NOV26", "4DEC26");
    asked = [];
    changes = 0;
    began = friday - 30 * MINUTE;
    list = new ListWatch({
      ask: async (refresh) => {
        asked.push({ refresh, at: time() });
        if (!listed) throw new Error("Too often.");
        return listed;
      },
      time,
      chance: () => 0,
      changed: () => {
        changes += 1;
      },
    });
  });
  afterEach(() => {
    list.close();
    resumeTime();
  });

  it("is nothing before somebody needs it, and nobody asks", async () => {
    await pass(MINUTE);
    assert.deepEqual([list.listing, asked.length], [undefined, 0]);
  });

  it("is asked for every ten minutes for as long as somebody needs it, and told when it is another", async () => {
    list.need(true);
    list.need(true);
    await pass(25 * MINUTE);
    assert.deepEqual(
      asked.map(({ refresh }) => refresh),
      [false, false, false],
    );
    assert.equal(changes, 1);
    list.need(false);
    await pass(4 * MINUTE);
    assert.equal(asked.length, 3);
  });

  it("is asked for again and again after an expiry until all that is new had its time to show", async () => {
    list.need(true);
    await pass(30 * MINUTE);
    const before = asked.length;
    listed = of("28NOV26", "4DEC26");
    await pass(10 * SECOND);
    assert.ok(asked.slice(before).every(({ refresh }) => refresh));
    assert.deepEqual(expiries(), [day("28NOV26"), day("4DEC26")]);
    listed = of("28NOV26", "4DEC26", "30NOV26");
    await pass(30 * SECOND);
    assert.deepEqual(expiries(), [day("28NOV26"), day("30NOV26"), day("4DEC26")]);
    // Another one is listed later than the first.
    listed = of("28NOV26", "4DEC26", "30NOV26", "18DEC26");
    await pass(MINUTE);
    assert.equal(expiries()?.at(-1), day("18DEC26"));
    await pass(MINUTE);
    const settled = asked.length;
    assert.ok(settled - before < 15, `asked ${settled - before} times`);
    await pass(8 * MINUTE);
    assert.equal(asked.length, settled);
  });

  it("is not awaited for ever where an expiry makes room for nothing", async () => {
    list.need(true);
    await pass(30 * MINUTE);
    listed = of("28NOV26", "4DEC26");
    await pass(11 * MINUTE);
    const before = asked.length;
    await pass(8 * MINUTE);
    assert.ok(asked.length - before <= 1);
  });

  it("is awaited too by somebody who comes after an expiry and is given an older one", async () => {
    began = friday + SECOND;
    for (const time of ["first", "second"]) {
      const before = asked.length;
      list.need(true);
      await pass(MINUTE);
      assert.ok(asked.length - before > 2, `the ${time} time`);
      list.need(false);
    }
  });

  it("stays what it was while the exchange does not tell, which is asked less and less often", async () => {
    list.need(true);
    await pass(SECOND);
    listed = undefined;
    await pass(12 * MINUTE);
    assert.equal(expiries()?.length, 3);
    assert.ok(asked.length > 4 && asked.length < 12, `asked ${asked.length} times`);
    listed = of("28NOV26");
    await pass(MINUTE);
    assert.deepEqual(expiries(), [day("28NOV26")]);
  });

  it("has the strikes that a chain names before it does, until they are over", async () => {
    list.need(true);
    await pass(SECOND);
    list.named(["BTCUSD-27NOV26-82000-C", "BTCUSD-27NOV26-80000-C", "BTCUSD", "no name"]);
    const strikes = () => list.listing?.get("BTCUSD")?.[0]?.ladders.call.map(({ strike }) => strike);
    assert.deepEqual(strikes(), [80_000, 81_000, 82_000]);
    assert.equal(changes, 2);
    list.named(["BTCUSD-27NOV26-82000-C"]);
    assert.equal(changes, 2, "it is known");
    await pass(30 * MINUTE);
    listed = of("28NOV26", "4DEC26");
    await pass(5 * SECOND);
    assert.deepEqual(expiries(), [day("28NOV26"), day("4DEC26")]);
  });

  it("takes no answer that comes after nobody needs it any more", async () => {
    list.need(true);
    list.need(false);
    await pass(SECOND);
    assert.deepEqual([list.listing, changes], [undefined, 0]);
  });

  it("goes by the exchange's clock, also when that proves to be another", async () => {
    list.need(true);
    await pass(SECOND);
    const before = asked.length;
    began += 30 * MINUTE;
    list.look();
    await pass(5 * SECOND);
    assert.ok(asked.length > before);
  });
});
