import assert from "node:assert/strict";
import fc from "fast-check";
import { NEW_FROM_CANDLES, ofCandles, type Parts } from "../../../src/history/made/from-candles";
import { cut, make } from "../../../src/history/made/make";
import type { Kit, Making } from "../../../src/history/made/making";
import { settle } from "../../../src/history/made/settle";
import { startOf } from "../../../src/history/periods/alignment";
import type { Told } from "../../../src/history/told";
import type { RawKline } from "../../../src/protocol/decode";
import { finalCandle, MINUTE, NOON, SYMBOL } from "../candles/market";
import { outages, play } from "../candles/outages";
import { Player } from "../candles/player";

const KIT: Kit<RawKline, Parts> = { symbol: SYMBOL, period: "m3", material: ofCandles("m1") };
const LENGTH = 3 * MINUTE;
const RUNS = 300;

/** Candles of three minutes, of those that a player is told. */
class Three {
  readonly told: Told<RawKline>[] = [];
  readonly player: Player;
  making: Making<Parts> = NEW_FROM_CANDLES;

  constructor(player: Player) {
    this.player = player;
    player.listener = (each) => this.#takes(make(KIT, this.making, each, player.isUp ? player.now : 0));
    player.lost = (heard) => {
      this.making = cut(this.making, heard);
    };
  }

  /** The link was heard. */
  looks(): void {
    if (this.player.isUp) this.#takes(settle(KIT, this.making, this.player.now));
  }

  #takes({ making, told }: ReturnType<typeof settle<RawKline, Parts>>): void {
    this.making = making;
    this.told.push(...told);
  }
}

function story({ told }: Three): string[] {
  const lines = told.map(({ rows: [row], closed, mark, gap }) => {
    return [
      clock(Number(row.ts)),
      closed ? "closed" : "open",
      mark,
      gap && `gap ${clock(gap.from)} ${gap.filled}`,
    ]
      .filter(Boolean)
      .join(" ");
  });
  return lines.filter((line, index) => line !== lines[index - 1]);
}

function clock(time: number): string {
  return new Date(time).toISOString().slice(11, 16);
}

/** What the market did in three minutes, put together in the plainest way. */
function naive(start: number): Readonly<Record<string, number>> {
  const minutes = [0, 1, 2].map((minute) => finalCandle(start + minute * MINUTE));
  return {
    open: Number(minutes[0]?.open),
    high: Math.max(...minutes.map(({ high }) => Number(high))),
    low: Math.min(...minutes.map(({ low }) => Number(low))),
    close: Number(minutes[2]?.close),
    volume: minutes.reduce((sum, { v }) => sum + Number(v), 0),
  };
}

function figuresOf({
  rows: [{ open, high, low, close, v }],
}: Told<RawKline>): Readonly<Record<string, number>> {
  return {
    open: Number(open),
    high: Number(high),
    low: Number(low),
    close: Number(close),
    volume: Number(v),
  };
}

describe("Candles made of shorter ones", () => {
  it("grow with them, and close by the clock without waiting for the next", () => {
    const three = new Three(new Player({}, NOON - 1));
    three.player.passes(180);
    assert.deepEqual(story(three), ["12:00 open"]);
    three.player.now += 1;
    three.looks();
    assert.deepEqual(story(three), ["12:00 open", "12:00 closed"]);
    assert.deepEqual(figuresOf(three.told.at(-1) as Told<RawKline>), naive(NOON));
  });

  it("are never final where they had begun before the first that was told", () => {
    const three = new Three(new Player({}, NOON + 61_000));
    three.player.passes(360);
    assert.deepEqual(story(three), ["12:00 open", "12:03 open", "12:03 closed", "12:06 open"]);
  });

  it("have a past where their parts have one", () => {
    const three = new Three(new Player({ past: 7 }, NOON + 61_000));
    three.player.passes(10);
    three.player.settles();
    three.player.passes(120);
    assert.deepEqual(story(three), [
      "11:54 closed history",
      "11:57 closed history",
      "12:00 open",
      "12:00 closed",
      "12:03 open",
    ]);
  });

  it("are final after an outage that was filled", () => {
    const three = new Three(new Player({}, NOON - 1));
    three.player.passes(90);
    three.player.loses();
    three.player.passes(400);
    three.player.returns();
    three.player.passes(20);
    assert.deepEqual(story(three), ["12:00 open"]);
    three.player.settles();
    assert.deepEqual(story(three), [
      "12:00 open",
      "12:00 closed filled",
      "12:03 closed filled",
      "12:06 open gap 12:01 all",
    ]);
  });

  it("are not final over an outage that was not filled, until it is", () => {
    const three = new Three(new Player({}, NOON - 1));
    three.player.passes(90);
    three.player.loses();
    three.player.passes(240);
    three.player.returns();
    three.player.passes(20);
    three.player.asks();
    three.player.waitsNoLonger();
    three.player.passes(60);
    assert.deepEqual(story(three), ["12:00 open", "12:03 open gap 12:01 none", "12:03 open", "12:06 open"]);
    three.player.answers();
    assert.deepEqual(story(three).slice(4), ["12:00 closed filled", "12:03 closed filled gap 12:01 all"]);
    for (const each of three.told.filter(({ closed }) => closed)) {
      assert.deepEqual(figuresOf(each), naive(Number(each.rows[0].ts)));
    }
  });

  it("are final once, where a late past completes one that an outage has parts of", () => {
    const three = new Three(new Player({ past: 4 }, NOON + 77_000));
    const { player } = three;
    player.passes(3);
    player.loses();
    player.passes(600);
    player.returns();
    player.settles();
    player.passes(20);
    const closed = story(three).filter((line) => line.includes("closed"));
    assert.deepEqual(closed, [
      "12:03 closed filled",
      "12:06 closed filled",
      "11:57 closed history",
      "12:00 closed history gap 11:57 all",
    ]);
  });

  it("are not final after a link fell silent before they ended", () => {
    const three = new Three(new Player({}, NOON - 1));
    three.player.passes(170);
    const heard = three.player.now;
    three.player.now += 60_000;
    const { told } = settle(KIT, three.making, heard);
    assert.deepEqual(told, []);
    three.making = cut(three.making, heard);
    assert.deepEqual(settle(KIT, three.making, three.player.now).told, []);
  });

  it("are what the market did, each closed once, whenever the link is lost and whatever REST says", () => {
    fc.assert(
      fc.property(
        outages,
        fc.constantFrom(0, 10),
        fc.integer({ min: 0, max: LENGTH }),
        (steps, past, begin) => {
          const closed = played(steps, past, begin).told.filter((each) => each.closed);
          const starts = closed.map(({ rows: [row] }) => Number(row.ts));
          assert.equal(new Set(starts).size, starts.length);
          for (const each of closed) assert.deepEqual(figuresOf(each), naive(Number(each.rows[0].ts)));
        },
      ),
      { numRuns: RUNS },
    );
  });

  it("are all closed that lie between what is whole, whenever the link is lost and whatever REST says", () => {
    fc.assert(
      fc.property(
        outages,
        fc.constantFrom(0, 10),
        fc.integer({ min: 0, max: LENGTH }),
        (steps, past, begin) => {
          const { player, told } = played(steps, past, begin);
          const gaps = [
            ...new Map(player.told.flatMap(({ gap }) => gap ?? []).map((gap) => [gap.to, gap])).values(),
          ];
          const holes = gaps.filter(({ filled }) => filled !== "all");
          const times = player.told.map(({ rows: [row] }) => Number(row.ts));
          const closed = new Set(told.filter((each) => each.closed).map(({ rows: [row] }) => Number(row.ts)));
          const last = startOf("m3", Math.max(...times));
          for (let start = startOf("m3", Math.min(...times) - 1) + LENGTH; start < last; start += LENGTH) {
            const isWhole = !holes.some(({ from, to }) => from < start + LENGTH && to > start);
            assert.ok(closed.has(start) || !isWhole, new Date(start).toISOString());
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  function played(steps: Parameters<typeof play>[1], past: number, begin: number): Three {
    const three = new Three(new Player({ past }, NOON + begin));
    play(three.player, steps, () => three.looks());
    return three;
  }
});
