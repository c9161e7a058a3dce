import assert from "node:assert/strict";
import fc from "fast-check";
import type { Gap } from "../../../src/history/told";
import { nameOf } from "../../../src/history/trades/identity";
import type { RawTrade } from "../../../src/protocol/decode";
import { type Answering, asPushed, NOON, Player, type Traded } from "./player";

/** What holds of trades, whenever the link is lost, whatever REST says and in whatever order things come. */

const ANSWERS: Readonly<Record<string, Answering>> = {
  right: (rows) => rows,
  none: () => undefined,
  "an object": () => ({ code: 429 }),
  "a text": () => "<html>Too many requests</html>",
  empty: () => [],
  "oldest first": (rows) => rows.toReversed(),
  "out of order": (rows) => [
    ...rows.filter((_, index) => index % 3 === 1),
    ...rows.filter((_, index) => index % 3 !== 1),
  ],
  twice: (rows) => [...rows, ...rows],
  "of another symbol": (rows) => rows.map((row) => ({ ...row, symbol: "ETHUSD" })),
  "the older half": (rows) => rows.slice(rows.length / 2),
  "the newer half": (rows) => rows.slice(0, rows.length / 2),
  "partly unreadable": (rows) =>
    rows.map((row, index) => (index % 3 === 1 ? { ...row, price: "much" } : row)),
  "other times": (rows) =>
    rows.map((row) => ({ ...row, time: Number((row as { time: string }).time) - 137 })),
};
const answers = fc.constantFrom(...Object.keys(ANSWERS));

/** Few prices and sizes, and milliseconds with several: some can't be told apart. */
const markets: fc.Arbitrary<readonly Traded[]> = fc
  .array(
    fc.record({
      after: fc.constantFrom(0, 0, 1, 40, 400, 4_000),
      price: fc.constantFrom(100, 100.5, 101),
      size: fc.constantFrom("1.5", "2.0"),
      side: fc.constantFrom(1 as const, 2 as const),
    }),
    { minLength: 1, maxLength: 120 },
  )
  .map((made) => {
    let time = NOON;
    return made.map(({ after, ...trade }) => {
      time += after + (time === NOON ? 1 : 0);
      return { time, ...trade };
    });
  });

type Step =
  | { readonly does: "passes"; readonly milliseconds: number }
  | { readonly does: "answers"; readonly as: string }
  | { readonly does: "loses" | "returns" | "asks" | "waitsNoLonger" };

const passes: fc.Arbitrary<Step> = fc.record({
  does: fc.constant("passes" as const),
  milliseconds: fc.constantFrom(1, 60, 700, 3_000, 20_000),
});
const answered: fc.Arbitrary<Step> = fc.record({ does: fc.constant("answers" as const), as: answers });
const anything = fc.oneof(
  passes,
  answered,
  fc.record({ does: fc.constantFrom("loses" as const, "returns", "asks", "waitsNoLonger") }),
);
const does = (what: "loses" | "returns" | "asks"): fc.Arbitrary<Step> => fc.constant({ does: what });
const nothingOr = (...some: fc.Arbitrary<Step>[]): fc.Arbitrary<readonly Step[]> => {
  return fc.oneof(fc.constant([]), fc.tuple(...some));
};
/** An outage, and what becomes of it, with anything in between now and then. */
const outages: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    fc.tuple(passes, does("loses"), passes, does("returns")),
    nothingOr(does("asks"), answered),
    fc.tuple(passes),
    nothingOr(anything),
    fc.tuple(does("asks")),
    nothingOr(anything),
    fc.tuple(answered),
  )
  .map((parts) => parts.flat());
const steps = fc.array(outages, { minLength: 1, maxLength: 6 }).map((all) => all.flat());
const habits = fc.record({
  pushed: fc.array(fc.constantFrom(0, 0, 3, 20), { minLength: 1, maxLength: 3 }),
  rest: fc.constantFrom(5, 30, 100),
});

interface Scene {
  readonly player: Player;
  readonly market: readonly Traded[];
}

function holds(claim: (scene: Scene) => void): void {
  fc.assert(
    fc.property(markets, habits, fc.boolean(), steps, (market, habit, fill, all) => {
      const player = new Player(market, habit, fill);
      for (const step of all) {
        if (step.does === "passes") player.passes(step.milliseconds);
        else if (step.does === "answers") player.answers(ANSWERS[step.as]);
        else player[step.does]();
      }
      player.returns();
      player.settles();
      player.passes(1_000_000);
      player.settles();
      claim({ player, market });
    }),
    { numRuns: 1_000 },
  );
}

/** The last word on each gap that is not whole; one that no trade came after is open still. */
function gapsOf({ told, series: { hole } }: Player): Gap[] {
  const said = told.flatMap(({ gap }) => gap ?? []);
  const open: Gap[] = hole ? [{ from: hole.since, to: Number.POSITIVE_INFINITY, filled: "none" }] : [];
  return [...new Map(said.map((gap) => [gap.to, gap])).values(), ...open].filter(
    ({ filled }) => filled !== "all",
  );
}

function isWithin(time: number, gaps: readonly Gap[]): boolean {
  return gaps.some(({ from, to }) => time >= from && time <= to);
}

function counted(trades: readonly RawTrade[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const trade of trades) counts.set(nameOf(trade), (counts.get(nameOf(trade)) ?? 0) + 1);
  return counts;
}

function rowsOf({ told }: Player): RawTrade[] {
  return told.flatMap(({ rows }) => rows);
}

describe("Every series of trades", () => {
  it("has each trade as often as the market made it, or within a gap that was told", () => {
    holds(({ player, market }) => {
      const told = counted(rowsOf(player));
      const made = counted(market.map(asPushed));
      const gaps = gapsOf(player);
      for (const name of new Set([...told.keys(), ...made.keys()])) {
        const time = Number(name.split(" ")[0]);
        const isRight = told.get(name) === made.get(name);
        assert.ok(isRight || isWithin(time, gaps), `${name}: told ${told.get(name)}, made ${made.get(name)}`);
      }
    });
  });

  it("ascends, but for what is late", () => {
    holds(({ player }) => {
      let newest = 0;
      const gaps: Gap[] = [];
      for (const { rows, gap } of player.told) {
        if (gap) gaps.push(gap);
        for (const row of rows) {
          const time = Number(row.ts);
          assert.ok(time >= newest || isWithin(time, gaps));
          newest = Math.max(newest, time);
        }
      }
    });
  });

  it("has a gap on the first live ones after each outage", () => {
    holds(({ player }) => {
      const gaps = player.told.filter(({ gap, mark }) => gap && mark === undefined);
      assert.equal(gaps.length, player.series.holes - (player.series.hole ? 1 : 0));
    });
  });

  it("waits for nothing once all was answered", () => {
    holds(({ player: { series } }) => {
      assert.deepEqual([series.waiting, series.late], [[], []]);
    });
  });
});
