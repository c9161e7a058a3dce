import assert from "node:assert/strict";
import fc from "fast-check";
import { type Traded as Content, newFromTrades, OF_TRADES } from "../../../src/history/made/from-trades";
import { cut, make } from "../../../src/history/made/make";
import type { Kit, Made, Making } from "../../../src/history/made/making";
import { settle } from "../../../src/history/made/settle";
import { startOf } from "../../../src/history/periods/alignment";
import type { Told } from "../../../src/history/told";
import type { RawKline, RawTrade } from "../../../src/protocol/decode";
import type { Step } from "../steps";
import { habits, markets, outages, play } from "../trades/outages";
import { type Habits, NOON, Player, SYMBOL, type Traded } from "../trades/player";

const KIT: Kit<RawTrade, Content> = { symbol: SYMBOL, period: "s5", material: OF_TRADES };
const LENGTH = 5_000;
const RUNS = 500;

/** Candles of five seconds, of the trades that a player is told. */
class Five {
  readonly told: Told<RawKline>[] = [];
  readonly player: Player;
  making: Making<Content> = newFromTrades("s5", NOON);

  constructor(player: Player) {
    this.player = player;
    player.listener = (all) => this.#takes(make(KIT, this.making, all, player.now));
    player.lost = (heard) => {
      this.making = cut(this.making, heard);
    };
  }

  looks(): void {
    if (this.player.isUp) this.#takes(settle(KIT, this.making, this.player.now));
  }

  #takes({ making, told }: Made<Content>): void {
    this.making = making;
    this.told.push(...told);
  }
}

function market(...seconds: readonly number[]): readonly Traded[] {
  return seconds.map((second) => ({
    time: NOON + second * 1_000,
    price: 100 + second,
    size: "0.1",
    side: 1,
  }));
}

/** Second, figures, and what a message says beside them. */
function story({ told }: Five): string[] {
  return told.map(({ rows: [{ ts, open, high, low, close, v }], closed, mark, gap }) => {
    const words = [(Number(ts) - NOON) / 1_000, open, high, low, close, v, closed ? "closed" : "open", mark];
    return [...words, gap && `gap ${gap.filled}`].filter((word) => word !== undefined).join(" ");
  });
}

describe("Candles made of trades", () => {
  it("grow with them, and close by the clock without waiting for the next", () => {
    const five = new Five(new Player(market(1, 3, 2, 12)));
    five.player.passes(5_000);
    five.looks();
    assert.deepEqual(story(five).slice(-1), ["0 101 103 101 103 0.3 closed"]);
  });

  it("are none where nothing was traded", () => {
    const five = new Five(new Player(market(1, 12)));
    five.player.passes(20_000);
    five.looks();
    assert.deepEqual(story(five), [
      "0 101 101 101 101 0.1 open",
      "0 101 101 101 101 0.1 closed",
      "10 112 112 112 112 0.1 open",
      "10 112 112 112 112 0.1 closed",
    ]);
  });

  it("are never final where they had begun before the subscription", () => {
    const five = new Five(new Player(market(1, 3, 7)));
    five.making = newFromTrades("s5", NOON + 500);
    five.player.passes(11_000);
    five.looks();
    const closed = story(five).filter((line) => line.includes("closed"));
    assert.deepEqual(closed, ["5 107 107 107 107 0.1 closed"]);
  });

  function cutFor(): Five {
    const five = new Five(new Player(market(1, 3, 4, 8, 16, 21)));
    five.player.passes(3_500);
    five.player.loses();
    five.player.passes(11_500);
    five.player.returns();
    five.player.passes(2_000);
    five.looks();
    return five;
  }

  it("are final after an outage that was filled", () => {
    const five = cutFor();
    five.player.settles();
    assert.deepEqual(story(five).slice(2), [
      "0 101 104 101 104 0.3 closed filled",
      "5 108 108 108 108 0.10 closed filled",
      "15 116 116 116 116 0.1 open gap all",
    ]);
  });

  it("are not final over an outage that was not filled, until it is", () => {
    const five = cutFor();
    five.player.asks();
    five.player.waitsNoLonger();
    five.player.passes(10_000);
    five.looks();
    assert.deepEqual(story(five).slice(2), [
      "15 116 116 116 116 0.1 open gap none",
      "20 121 121 121 121 0.1 open",
      "20 121 121 121 121 0.1 closed",
    ]);
    five.player.answers();
    assert.deepEqual(story(five).slice(5), [
      "0 101 104 101 104 0.3 closed filled",
      "5 108 108 108 108 0.10 closed filled",
      "15 116 116 116 116 0.1 closed gap all",
    ]);
  });

  it("are not final while the link is lost", () => {
    const five = new Five(new Player(market(1)));
    five.player.passes(3_500);
    five.player.loses();
    assert.deepEqual(settle(KIT, five.making, NOON + 60_000).told, []);
  });

  it("take trades in the order of their times", () => {
    const { making } = [3, 1, 2].reduce<Made<Content>>(
      ({ making }, second) => {
        const row = { s: SYMBOL, pr: 100 + second, q: second, ts: NOON + second * 1_000 };
        return make(KIT, making, [{ rows: [row] }], NOON + 4_000);
      },
      { making: newFromTrades("s5", NOON - 1), told: [] },
    );
    const [row] = settle(KIT, making, NOON + LENGTH).told[0]?.rows ?? [];
    assert.deepEqual(row, { s: SYMBOL, open: 101, high: 103, low: 101, close: 103, v: "6", ts: NOON });
  });

  function played(made: readonly Traded[], habit: Habits, steps: readonly Step[]): Five {
    const five = new Five(new Player(made, habit));
    play(five.player, steps, () => five.looks());
    return five;
  }

  it("are what the market did, each closed once, whenever the link is lost and whatever REST says", () => {
    fc.assert(
      fc.property(markets, habits, outages, (made, habit, steps) => {
        const closed = played(made, habit, steps).told.filter((each) => each.closed);
        assert.equal(new Set(closed.map(({ rows: [row] }) => row.ts)).size, closed.length);
        for (const { rows } of closed) isRight(rows[0], made);
      }),
      { numRuns: RUNS },
    );
  });

  it("are all closed that lie between what is whole, whenever the link is lost and whatever REST says", () => {
    fc.assert(
      fc.property(markets, habits, outages, (made, habit, steps) => {
        const { player, told } = played(made, habit, steps);
        const gaps = [
          ...new Map(player.told.flatMap(({ gap }) => gap ?? []).map((gap) => [gap.to, gap])).values(),
        ];
        const holes = gaps.filter(({ filled }) => filled !== "all");
        const closed = new Set(told.filter((each) => each.closed).map(({ rows: [row] }) => Number(row.ts)));
        for (const start of new Set(made.map(({ time }) => startOf("s5", time)))) {
          const isWhole = !holes.some(({ from, to }) => from < start + LENGTH && to >= start);
          const isUndecided = player.series.hole !== null && player.series.hole.since < start + LENGTH;
          assert.ok(closed.has(start) || !isWhole || isUndecided, new Date(start).toISOString());
        }
      }),
      { numRuns: RUNS },
    );
  });
});

/** As put together in the plainest way; in which order the trades of a millisecond were made only the market knows. */
function isRight({ ts, open, high, low, close, v }: RawKline, made: readonly Traded[]): void {
  const own = made.filter(({ time }) => startOf("s5", time) === ts);
  const prices = own.map(({ price }) => price);
  const total = own.reduce((sum, { size }) => sum + Number(size), 0);
  assert.deepEqual([high, low, v].map(Number), [Math.max(...prices), Math.min(...prices), total]);
  const at = (time: number | undefined): number[] =>
    own.filter((trade) => trade.time === time).map(({ price }) => price);
  assert.ok(at(own[0]?.time).includes(Number(open)) && at(own.at(-1)?.time).includes(Number(close)));
}
