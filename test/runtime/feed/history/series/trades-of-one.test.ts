import assert from "node:assert/strict";
import type { Update } from "../../../../../src/link/feed/update";
import type { RawTrade } from "../../../../../src/protocol/decode";
import type { Outcome } from "../../../../../src/runtime/feed/history/series/kept-series";
import { TradesOfOne } from "../../../../../src/runtime/feed/history/series/trades-of-one";

const NOON = Date.parse("2026-11-23T12:00:00Z");
const HOUR = 3_600_000;
const SYMBOL = "BTCUSD";

describe("The trades of one instrument", () => {
  /** What this machine takes for the exchange's clock. */
  let clock: number;
  let series: TradesOfOne;
  /** Whether somebody has told it. */
  let isKnown: boolean;

  /** @param ahead ms */
  function begin(ahead: number): void {
    clock = NOON + ahead;
    isKnown = true;
    const around = {
      now: () => clock,
      heard: () => (isKnown ? clock : Number.NEGATIVE_INFINITY),
      at: () => clock,
      learnTime: () => {},
      own: (update: Update) => update,
    };
    series = new TradesOfOne(SYMBOL, "futures", around, clock);
  }

  /** Trades at these seconds from noon, by their prices, which are the seconds. */
  function pushes(...seconds: number[]): string[] {
    const rows = seconds.map(
      (second): RawTrade => ({ s: SYMBOL, pr: second, q: 1, sd: 1, ts: timeOf(second) }),
    );
    const update = { topic: SYMBOL, rows: rows as unknown as Update["rows"] } as Update;
    return storyOf(series.take(update) ?? { told: [{ rows: update.rows as [object] }] });
  }

  /** REST has these. */
  function answers(...seconds: number[]): string[] {
    const question = series.question() ?? assert.fail("it does not ask");
    const row = (second: number) => ({
      symbol: SYMBOL,
      price: second,
      qty: 1,
      time: timeOf(second),
      tradeSide: 1,
    });
    return storyOf(series.answer(question, seconds.toReversed().map(row)));
  }

  const timeOf = (second: number) => NOON + second * 1_000;

  const storyOf = ({ told }: Outcome) =>
    told.map(({ rows, mark = "live", gap }) =>
      [mark, ...rows.map((row) => (row as RawTrade).pr), ...(gap ? [gap.filled] : [])].join(" "),
    );

  for (const [what, ahead] of [
    ["right", 0],
    ["an hour ahead", HOUR],
    ["an hour behind", -HOUR],
  ] as const) {
    it(`are filled where the clock is ${what}`, () => {
      begin(ahead);
      pushes(-3, -2);
      series.cut(clock);
      assert.deepEqual(pushes(6), []);
      assert.deepEqual(answers(-3, -2, 1, 4, 6), ["filled 1 4", "live 6 all"]);
    });
  }

  it("may be missing where nobody knew the clock in an outage that came before any", () => {
    begin(HOUR);
    isKnown = false;
    series.cut(clock);
    assert.deepEqual(pushes(6), []);
    assert.deepEqual(answers(1, 4, 6), ["live 6 none"]);
  });

  it("begin by the exchange's clock, where that is told before any came", () => {
    begin(-HOUR);
    clock = NOON;
    series.clockChanged();
    series.cut(NOON + 3_000);
    assert.deepEqual(pushes(6), []);
    assert.deepEqual(answers(-1_800, 4, 6), ["filled 4", "live 6 all"]);
  });

  it("are wanted of before an outage that came before any, where the clock proves to have been ahead", () => {
    begin(HOUR);
    clock = NOON;
    series.cut(clock);
    pushes(6);
    assert.deepEqual(answers(-3, -2, 1, 4, 6), ["filled 1 4", "live 6 all"]);
  });
});
