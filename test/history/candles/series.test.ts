import assert from "node:assert/strict";
import { take } from "../../../src/history/candles/take";
import { finalCandle, NOON, restCandles } from "./market";
import { Player } from "./player";

/** `12:03 closed filled`, and what a message says of a gap. */
function lines({ told }: Player): string[] {
  return told.map(({ rows: [row], closed, mark, gap }) => {
    const words = [
      timeOf(Number(row.ts)),
      closed ? "closed" : "open",
      mark,
      gap && `gap ${timeOf(gap.from)}-${timeOf(gap.to)} ${gap.filled}`,
    ];
    return words.filter((word) => word !== undefined).join(" ");
  });
}

/** Without the updates between. */
function story(player: Player): string[] {
  return lines(player).filter((line, index, all) => line !== all[index - 1]);
}

function timeOf(time: number): string {
  return new Date(time).toISOString().slice(11, 19).replace(/:00$/, "");
}

function cutFor(seconds: number, player = new Player()): Player {
  player.passes(90);
  player.loses();
  player.passes(seconds);
  player.returns();
  player.passes(10);
  return player;
}

const BEFORE = ["12:00 open", "12:00 closed", "12:01 open"];

describe("Candles after an outage", () => {
  it("go on with a whole gap where no candle ended in it", () => {
    assert.deepEqual(story(cutFor(5)), [...BEFORE, "12:01 open gap 12:01-12:01:40 all"]);
  });

  it("wait for those that ended in it", () => {
    const player = cutFor(150);
    assert.deepEqual(story(player), BEFORE);
    player.settles();
    assert.deepEqual(story(player), [
      ...BEFORE,
      "12:01 closed filled",
      "12:02 closed filled",
      "12:03 closed filled",
      "12:04 open gap 12:01-12:04:10 all",
    ]);
  });

  it("go on without them where REST gives no answer", () => {
    const player = cutFor(150);
    player.asks();
    player.answers(() => undefined);
    assert.deepEqual(story(player), [...BEFORE, "12:04 open gap 12:01-12:04:10 none"]);
    assert.equal(player.failed.length, 1);
  });

  it("say that only a part of them is there", () => {
    const player = cutFor(150);
    player.asks();
    player.answers((rows) => rows.slice(2));
    assert.deepEqual(story(player).slice(3), [
      "12:02 closed filled",
      "12:03 closed filled",
      "12:04 open gap 12:01-12:04:10 part",
    ]);
  });

  it("wait no longer than they may, and are told late", () => {
    const player = cutFor(150);
    player.asks();
    player.waitsNoLonger();
    assert.deepEqual(story(player).slice(3), ["12:04 open gap 12:01-12:04:10 none"]);
    player.answers();
    assert.deepEqual(story(player).slice(4), [
      "12:01 closed filled",
      "12:02 closed filled",
      "12:03 closed filled gap 12:01-12:04:10 all",
    ]);
    assert.deepEqual(player.failed, []);
  });

  it("are told before anything live where nothing live comes", () => {
    const player = new Player();
    player.passes(90);
    player.loses();
    player.now += 150_000;
    player.returns();
    player.settles();
    assert.deepEqual(story(player).slice(3), [
      "12:01 closed filled",
      "12:02 closed filled",
      "12:03 closed filled",
    ]);
    player.now += 20_000;
    player.pushes();
    assert.deepEqual(story(player).slice(6), ["12:04 open gap 12:01-12:04:20 all"]);
  });

  it("are asked for again where something live comes late", () => {
    const player = new Player();
    player.passes(90);
    player.loses();
    player.returns();
    player.settles();
    player.now += 150_000;
    player.pushes();
    player.settles();
    assert.deepEqual(story(player).slice(3), [
      "12:01 closed filled",
      "12:02 closed filled",
      "12:03 closed filled",
      "12:04 open gap 12:01-12:04 all",
    ]);
  });

  it("are told with their gap and nothing else where they are not to be filled", () => {
    const player = cutFor(150, new Player({ fill: false }));
    assert.equal(player.asks(), false);
    assert.deepEqual(story(player).slice(3), ["12:04 open gap 12:01-12:04:10 none"]);
  });

  it("are filled for each of two outages where the second came while the first was filled", () => {
    const player = cutFor(150);
    player.loses();
    player.passes(120);
    player.returns();
    player.passes(10);
    player.settles();
    assert.deepEqual(story(player).slice(3), [
      "12:04 open gap 12:01-12:04:10 none",
      "12:04 closed filled",
      "12:05 closed filled",
      "12:06 open gap 12:04-12:06:20 all",
      "12:01 closed filled",
      "12:02 closed filled",
      "12:03 closed filled gap 12:01-12:04:10 all",
    ]);
  });

  it("are asked for a thousand at a time, and ten thousand at most", () => {
    const player = new Player();
    player.passes(30);
    player.loses();
    player.now += 12_000 * 60_000;
    player.returns();
    player.passes(10);
    const asked: number[] = [];
    for (; player.asks(); player.answers()) asked.push(player.pending?.rows.length ?? 0);
    assert.ok(asked.every((rows) => rows <= 1_000));
    const filled = player.told.filter(({ mark }) => mark === "filled");
    assert.equal(filled.length, 10_000);
    assert.equal(player.told.at(-1)?.gap?.filled, "part");
    assert.equal(Number(filled[0]?.rows[0].ts), NOON + 2_000 * 60_000);
  });
});

describe("Candles that come at an odd moment", () => {
  /** Lost at 12:01:30, back at 12:04, and nothing live has come. */
  function back(): Player {
    const player = new Player();
    player.passes(90);
    player.loses();
    player.now += 150_000;
    player.returns();
    return player;
  }

  it("are asked for again after an outage in which nothing live had come", () => {
    const player = back();
    player.settles();
    player.loses();
    player.now += 60_000;
    player.returns();
    player.settles();
    assert.deepEqual(story(player).at(-1), "12:04 closed filled");
  });

  it("are asked for again where REST failed before anything live came", () => {
    const player = back();
    player.asks();
    player.passes(10);
    player.answers(() => undefined);
    player.settles();
    assert.equal(story(player).at(-1), "12:04 open gap 12:01-12:04:10 all");
  });

  it("are missed by a series that had begun with nothing, and had nothing before the outage", () => {
    const player = new Player();
    player.loses();
    player.now += 150_000;
    player.returns();
    player.settles();
    player.pushes();
    player.settles();
    assert.deepEqual(story(player), [
      "12:00 closed filled",
      "12:01 closed filled",
      "12:02 open gap 12:00-12:02:30 all",
    ]);
  });

  it("are a gap after nothing where nobody asks for them", () => {
    const player = new Player({ fill: false });
    player.loses();
    player.now += 150_000;
    player.returns();
    player.pushes();
    assert.deepEqual(story(player), ["12:02 open gap 12:00-12:02:30 none"]);
  });

  it("are a gap after nothing also where the clock was ahead, so that nobody knows when it began", () => {
    const player = new Player({}, NOON, 600_000);
    player.loses();
    player.now += 150_000;
    player.returns();
    player.pushes();
    player.settles();
    assert.deepEqual(story(player), ["12:02 open gap 12:02-12:12:30 none"]);
  });

  it("are a gap also where only a past had been told before the outage", () => {
    const player = new Player({ past: 2 }, NOON + 90_000);
    player.settles();
    player.loses();
    player.now += 150_000;
    player.returns();
    player.pushes();
    player.settles();
    assert.deepEqual(story(player), [
      "11:59 closed history",
      "12:00 closed history",
      "12:01 closed history",
      "12:02 closed history",
      "12:03 closed history",
      "12:04 open gap 12:01-12:04 all",
    ]);
  });

  it("are a gap also where the past had not been told yet", () => {
    const player = new Player({ past: 2 }, NOON + 90_000);
    player.loses();
    player.returns();
    player.pushes();
    player.settles();
    assert.deepEqual(story(player), [
      "11:59 closed history",
      "12:00 closed history",
      "12:01 open gap 11:59-12:01:30 all",
    ]);
  });

  it("end where something live begins, whatever the clock said when they were asked for", () => {
    const player = new Player({}, NOON, 120_000);
    player.passes(90);
    player.loses();
    player.now += 60_000;
    player.returns();
    player.asks();
    player.passes(10);
    player.answers((rows) => [...rows, ...restCandles(NOON + 180_000, NOON + 300_000, NOON + 400_000)]);
    player.settles();
    assert.deepEqual(story(player).slice(-2), ["12:01 closed filled", "12:02 open gap 12:01-12:04:40 all"]);
  });

  it("are not told where they are older than what was told or waits", () => {
    const player = cutFor(150);
    const older = { row: finalCandle(NOON), closed: true };
    const early = { row: finalCandle(NOON - 60_000), closed: false };
    const { wish, now } = player;
    for (const candle of [older, early]) {
      const waiting = take(wish, player.series, candle, now);
      assert.deepEqual([waiting.told, waiting.series.waiting], [[], player.series.waiting]);
      const first = back();
      assert.deepEqual(take(wish, first.series, candle, now).series, first.series);
      player.settles();
      assert.deepEqual(take(wish, player.series, candle, now).told, []);
    }
  });

  it("don't wait where there are more of them than anybody gets while it waits", () => {
    const player = cutFor(150);
    player.passes(101 * 60);
    assert.deepEqual(player.series.waiting, []);
    assert.equal(player.told.find(({ gap }) => gap)?.gap?.filled, "none");
  });
});

describe("Candles from before the subscription", () => {
  it("come first, so many of them, and the live ones after them", () => {
    const player = new Player({ past: 3 });
    player.passes(10);
    player.settles();
    player.passes(60);
    assert.deepEqual(story(player), [
      "11:57 closed history",
      "11:58 closed history",
      "11:59 closed history",
      "12:00 open",
      "12:00 closed",
      "12:01 open",
    ]);
  });

  it("come although nothing live does", () => {
    const player = new Player({ past: 2 });
    player.settles();
    assert.deepEqual(story(player), ["11:58 closed history", "11:59 closed history"]);
  });

  it("are asked for again where a candle ended meanwhile", () => {
    const player = new Player({ past: 2 });
    player.settles();
    player.now += 130_000;
    player.pushes();
    player.settles();
    assert.deepEqual(story(player).slice(2), ["12:00 closed history", "12:01 closed history", "12:02 open"]);
  });

  it("are as many as there are of a young instrument", () => {
    const player = new Player({ past: 1_000 });
    player.passes(10);
    while (player.asks())
      player.answers((rows) => rows.filter((row) => (row as { time: number }).time >= NOON - 120_000));
    assert.deepEqual(story(player), ["11:58 closed history", "11:59 closed history", "12:00 open"]);
  });

  it("are told late with their gap where they come late", () => {
    const player = new Player({ past: 2 });
    player.passes(10);
    player.asks();
    player.waitsNoLonger();
    player.answers();
    assert.deepEqual(story(player), [
      "12:00 open gap 11:58-12:00:10 none",
      "11:58 closed history",
      "11:59 closed history gap 11:58-12:00:10 all",
    ]);
  });

  it("leave a gap where REST has none", () => {
    const player = new Player({ past: 2 });
    player.passes(10);
    player.asks();
    player.answers(() => []);
    assert.deepEqual(story(player), ["12:00 open gap 11:58-12:00:10 none"]);
  });

  it("leave out the newest until something live comes, by which it is known to be final", () => {
    const player = new Player({ past: 2 });
    player.asks();
    player.answers((rows) => rows.slice(0, -1));
    assert.deepEqual(story(player), ["11:58 closed history"]);
    player.passes(10);
    player.settles();
    assert.deepEqual(story(player).slice(1), ["11:59 closed history", "12:00 open"]);
  });

  it("are never taken for final by a clock that is ahead", () => {
    const player = new Player({ past: 1 }, NOON, 70_000);
    player.settles();
    assert.deepEqual(story(player), []);
    player.passes(10);
    player.settles();
    assert.deepEqual(story(player), ["11:59 closed history", "12:00 open"]);
  });

  it("are never final where a clock that is ahead asks for them by the thousand", () => {
    const player = new Player({ past: 1_000 }, NOON + 25_000, 5 * 60_000);
    player.settles();
    assert.equal(story(player).at(-1), "11:59 closed history");
    player.passes(40);
    player.settles();
    assert.deepEqual([player.told.at(-1)?.rows[0].ts, player.failed], [NOON + 60_000, []]);
    assert.equal(player.told.filter(({ rows: [row] }) => row.ts === NOON).at(-1)?.closed, true);
  });

  it("are all there where their answer is late, and the clock was ahead when they were asked for", () => {
    for (const [past, ahead] of [
      [120, 30 * 60_000],
      [1_000, 500 * 60_000],
      [1_000, 2 * 86_400_000],
    ] as const) {
      const player = new Player({ past }, NOON + 5_000, ahead);
      player.asks();
      player.passes(10);
      player.waitsNoLonger();
      player.answers();
      player.settles();
      assert.equal(player.told.filter(({ mark }) => mark === "history").length, past, `${ahead}`);
      assert.deepEqual(player.failed, []);
    }
  });

  it("are all there where the clock was off when they were asked for, by however much", () => {
    const amounts = [90_000, 1_000 * 60_000, 2 * 86_400_000];
    for (const ahead of amounts.flatMap((amount) => [amount, -amount])) {
      for (const past of [1, 120, 1_000]) {
        const player = new Player({ past }, NOON + 5_000, ahead);
        player.asks();
        player.passes(10);
        player.answers();
        player.settles();
        const told = player.told.filter(({ mark }) => mark === "history");
        assert.equal(told.length, past, `${ahead}`);
        assert.equal(timeOf(Number(told[0]?.rows[0].ts)), timeOf(NOON - past * 60_000));
        assert.equal(player.told.at(-1)?.gap, undefined);
      }
    }
  });
});
