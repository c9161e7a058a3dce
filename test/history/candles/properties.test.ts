import assert from "node:assert/strict";
import fc from "fast-check";
import type { Gap, Told } from "../../../src/history/told";
import type { RawKline } from "../../../src/protocol/decode";
import { answering, answerings } from "./answers";
import { finalCandle, MINUTE, NOON } from "./market";
import { outages, play } from "./outages";
import { Player } from "./player";

/** What holds of every series, whenever the link is lost, whatever REST says and in whatever order things come. */

const wishes = fc.record({ past: fc.constantFrom(0, 0, 1, 7, 50), fill: fc.constantFrom(true, true, false) });
/** ms from the minute. */
const begins = fc.integer({ min: 0, max: MINUTE });

function holds(claim: (player: Player) => void, clocks: fc.Arbitrary<number> = fc.constant(0)): void {
  fc.assert(
    fc.property(wishes, begins, outages, clocks, (wish, begin, steps, ahead) => {
      const player = new Player(wish, NOON + begin, ahead);
      play(player, steps);
      claim(player);
    }),
    { numRuns: 200 },
  );
}

function startOf({ rows: [row] }: Told<RawKline>): number {
  return Number(row.ts);
}

/** What is told in time; what comes late is told of after its gap. */
function sorted(player: Player): { inTime: Told<RawKline>[]; late: Told<RawKline>[] } {
  let newest = Number.NEGATIVE_INFINITY;
  const late: Told<RawKline>[] = [];
  const inTime = player.told.filter((each) => {
    const isLate = each.mark !== undefined && startOf(each) < newest;
    if (isLate) late.push(each);
    else newest = Math.max(newest, startOf(each));
    return !isLate;
  });
  return { inTime, late };
}

function gapsOf(player: Player): Gap[] {
  return player.told.flatMap(({ gap }) => gap ?? []);
}

function isWithin(start: number, gap: Gap): boolean {
  return start >= gap.from && start < gap.to;
}

/** The last word on each gap. */
function standing(player: Player): Gap[] {
  return [...new Map(gapsOf(player).map((gap) => [gap.from, gap])).values()];
}

describe("Every series of candles", () => {
  it("ascends, but for what is late", () => {
    holds((player) => {
      const starts = sorted(player).inTime.map(startOf);
      assert.deepEqual(
        starts,
        starts.toSorted((one, other) => one - other),
      );
    });
  });

  it("has late what lies within a gap that was told, ascending within it", () => {
    holds((player) => {
      const gaps: Gap[] = [];
      const latest = new Map<number, number>();
      let newest = Number.NEGATIVE_INFINITY;
      for (const each of player.told) {
        const start = startOf(each);
        const isLate = each.mark !== undefined && start < newest;
        newest = Math.max(newest, start);
        const gap = gaps.findLast((known) => isWithin(start, known));
        if (each.gap) gaps.push(each.gap);
        if (!isLate) continue;
        assert.ok(gap, `${new Date(start).toISOString()} came late without a gap`);
        assert.ok(start > (latest.get(gap.from) ?? 0));
        latest.set(gap.from, start);
      }
    });
  });

  it("has each candle closed once, as the market made it", () => {
    holds((player) => {
      const closed = player.told.filter((each) => each.closed);
      assert.equal(new Set(closed.map(startOf)).size, closed.length);
      for (const each of closed)
        assert.deepEqual(figuresOf(each.rows[0]), figuresOf(finalCandle(startOf(each))));
    });
  });

  it("tells nothing of a candle that was closed", () => {
    holds((player) => {
      const closed = new Set<number>();
      for (const each of player.told) {
        assert.ok(!closed.has(startOf(each)));
        if (each.closed) closed.add(startOf(each));
      }
    });
  });

  it("has every candle closed from its first to its last but one, or within a gap that was told", () => {
    holds((player) => {
      const gaps = standing(player).filter(({ filled }) => filled !== "all");
      const closed = new Set(player.told.filter((each) => each.closed).map(startOf));
      const starts = player.told.map(startOf);
      for (let start = Math.min(...starts); start < Math.max(...starts); start += MINUTE) {
        assert.ok(
          closed.has(start) || gaps.some((gap) => isWithin(start, gap)),
          new Date(start).toISOString(),
        );
      }
    });
  });

  it("has a gap for each outage after which it went on", () => {
    fc.assert(
      fc.property(begins, fc.constantFrom(3, 70, 1_200), answerings, (begin, seconds, as) => {
        const player = new Player({}, NOON + begin);
        player.passes(130);
        player.loses();
        const lost = player.now;
        player.passes(seconds);
        player.returns();
        player.passes(70);
        player.asks();
        player.answers(answering(as));
        const [gap] = gapsOf(player);
        assert.ok(gap && gap.from <= lost && gap.to >= lost + seconds * 1_000);
      }),
    );
  });

  it("waits for nothing once all was answered", () => {
    holds((player) => {
      assert.deepEqual([player.series.waiting, player.series.late, player.series.hole], [[], [], null]);
    });
  });

  it("never calls a candle final that is not, also by a clock that is off", () => {
    const clocks = fc.constantFrom(-600_000, -61_000, -2_000, 2_000, 61_000, 600_000);
    holds((player) => {
      for (const each of player.told.filter(({ closed }) => closed)) {
        assert.deepEqual(figuresOf(each.rows[0]), figuresOf(finalCandle(startOf(each))));
      }
    }, clocks);
  });
});

describe("An answer of a million rows", () => {
  it("is looked at in part", () => {
    const player = new Player();
    player.passes(90);
    player.loses();
    player.passes(300);
    player.returns();
    player.passes(10);
    player.asks();
    player.answers(answering("a million rows"));
    assert.equal(gapsOf(player)[0]?.filled, "all");
  });
});

function figuresOf({ open, high, low, close, v }: RawKline): Readonly<Record<string, number>> {
  return {
    open: Number(open),
    high: Number(high),
    low: Number(low),
    close: Number(close),
    volume: Number(v),
  };
}
