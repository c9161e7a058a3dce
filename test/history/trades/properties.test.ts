import assert from "node:assert/strict";
import fc from "fast-check";
import type { Gap } from "../../../src/history/told";
import { nameOf } from "../../../src/history/trades/identity";
import type { RawTrade } from "../../../src/protocol/decode";
import { habits, markets, outages, play } from "./outages";
import { asPushed, Player, type Traded } from "./player";

/** What holds of trades, whenever the link is lost, whatever REST says and in whatever order things come. */

interface Scene {
  readonly player: Player;
  readonly market: readonly Traded[];
}

function holds(claim: (scene: Scene) => void): void {
  fc.assert(
    fc.property(markets, habits, fc.boolean(), outages, (market, habit, fill, all) => {
      const player = new Player(market, habit, fill);
      play(player, all);
      claim({ player, market });
    }),
    { numRuns: 500 },
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
