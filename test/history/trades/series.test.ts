import assert from "node:assert/strict";
import { take } from "../../../src/history/trades/take";
import { asAnswered, asPushed, NOON, Player, SYMBOL, type Traded } from "./player";

/** A trade in each of these seconds after noon, of that price. */
function market(...seconds: readonly number[]): readonly Traded[] {
  return seconds.map((second) => ({ time: NOON + second * 1_000, price: second, size: "1.5", side: 1 }));
}

/** Prices of each message, what it is, and its gap. */
function story({ told }: Player): string[] {
  return told.map(({ rows, mark = "live", gap }) => {
    const said = gap ? ` gap ${(gap.from - NOON) / 1_000}-${(gap.to - NOON) / 1_000} ${gap.filled}` : "";
    return `${mark} ${rows.map(({ pr }) => pr).join(" ")}${said}`;
  });
}

/** The link was lost between the third second and the fourth, and is back since just now. */
function backPlayer(trades: readonly Traded[], habits = {}, fill = true): Player {
  const player = new Player(trades, habits, fill);
  player.passes(3_500);
  player.loses();
  player.passes(4_000);
  player.returns();
  return player;
}

function cutPlayer(trades: readonly Traded[], habits = {}, fill = true): Player {
  const player = backPlayer(trades, habits, fill);
  player.passes(1_000);
  return player;
}

const BEFORE = ["live 1", "live 2", "live 3"];

describe("Trades after an outage", () => {
  it("wait for those that were made in it", () => {
    const player = cutPlayer(market(1, 2, 3, 4, 5, 8));
    assert.deepEqual(story(player), BEFORE);
    player.settles();
    assert.deepEqual(story(player), [...BEFORE, "filled 4 5", "live 8 gap 3.5-8 all"]);
  });

  it("have a whole gap where none was made in it", () => {
    const player = cutPlayer(market(1, 2, 3, 8));
    player.settles();
    assert.deepEqual(story(player), [...BEFORE, "live 8 gap 3.5-8 all"]);
  });

  it("have a gap that proves to be whole later without a message, where none was made in it", () => {
    const player = cutPlayer(market(1, 2, 3, 8));
    player.waitsNoLonger();
    assert.deepEqual(story(player), [...BEFORE, "live 8 gap 3.5-8 none"]);
    player.settles();
    assert.equal(player.told.length, 4);
    assert.deepEqual(player.became, [{ gap: { from: NOON + 3_500, to: NOON + 8_000, filled: "all" } }]);
  });

  it("are asked for again where an answer from before the first live one is late", () => {
    const player = backPlayer(market(1, 2, 3, 4, 5, 8));
    player.asks();
    player.passes(1_000);
    player.waitsNoLonger();
    player.answers();
    player.settles();
    assert.deepEqual(story(player), [...BEFORE, "live 8 gap 3.5-8 none", "filled 4 5 gap 3.5-8 all"]);
    assert.deepEqual(player.failed, []);
  });

  it("are joined by time with those that the first push has", () => {
    const player = cutPlayer(market(1, 2, 3, 4, 5, 6, 8), { pushed: [2] });
    player.settles();
    player.passes(1);
    assert.deepEqual(story(player), [...BEFORE, "filled 4", "live 5 6 gap 3.5-7.5 all", "live 8"]);
  });

  it("are told before anything live comes, each once", () => {
    const player = new Player(market(1, 2, 3, 4, 5, 8));
    player.passes(3_500);
    player.loses();
    player.passes(3_000);
    player.returns();
    player.settles();
    assert.deepEqual(story(player), [...BEFORE, "filled 4 5"]);
    player.passes(2_000);
    player.settles();
    assert.deepEqual(story(player).slice(4), ["live 8 gap 3.5-8 all"]);
  });

  it("say that REST does not reach back", () => {
    const player = cutPlayer(market(1, 2, 3, 4, 5, 6, 8), { rest: 3 });
    player.settles();
    assert.deepEqual(story(player), [...BEFORE, "filled 5 6", "live 8 gap 3.5-8 part"]);
    assert.equal(player.failed.length, 1);
  });

  it("say that two can't be told apart", () => {
    const [twin] = market(5) as [Traded];
    const player = cutPlayer([...market(1, 2, 3), twin, twin, ...market(8)]);
    player.settles();
    assert.deepEqual(story(player), [...BEFORE, "filled 5 5", "live 8 gap 3.5-8 part"]);
  });

  it("are told apart by ids where all of them have one", () => {
    const [twin] = market(5) as [Traded];
    const all = [...market(1, 2, 3), twin, twin, ...market(8)].map((trade, index) => ({
      ...trade,
      id: String(7_000_000_000_000_000_000n + BigInt(index)),
    }));
    const player = cutPlayer(all);
    player.asks();
    player.answers((rows) => [...rows, ...rows]);
    assert.deepEqual(story(player), [...BEFORE, "filled 5 5", "live 8 gap 3.5-8 all"]);
  });

  it("with ids are missing where REST, which has none, has fewer that are alike than were told and came live", () => {
    const [twin] = market(3) as [Traded];
    const all = [...market(1, 2), twin, twin].map((trade, index) => ({ ...trade, id: `${index}` }));
    for (const [count, filled] of [
      [1, "none"],
      [2, "all"],
    ] as const) {
      const player = new Player(all.slice(0, 3));
      player.passes(3_500);
      player.loses();
      player.returns();
      const last = { rows: all.slice(-1).map(asPushed) };
      player.series = take({ symbol: SYMBOL, fill: true }, player.series, last, player.now).series;
      player.asks();
      player.answers(() =>
        [...market(1, 2), ...Array<Traded>(count).fill(twin)].map((trade) => asAnswered(trade)),
      );
      assert.deepEqual(story(player), ["live 1", "live 2", "live 3", `live 3 gap 3.5-3.5 ${filled}`]);
    }
  });

  it("of the very millisecond of the last one are counted", () => {
    const [third] = market(3) as [Traded];
    const other = { ...third, price: 33 };
    const player = new Player([...market(1, 2), third, ...market(8)]);
    player.passes(3_000);
    player.loses();
    player.passes(4_000);
    player.returns();
    player.passes(1_000);
    player.asks();
    player.answers((rows) => [
      ...rows,
      { symbol: "BTCUSD", price: 33, qty: 1, time: other.time, tradeSide: 1 },
    ]);
    assert.deepEqual(story(player), [...BEFORE, "filled 33", "live 8 gap 3-8 all"]);
  });

  for (const [name, answer] of [
    ["nothing", undefined],
    ["a text", "<html>"],
    ["an empty list", []],
    ["a list of another symbol", [{ symbol: "ETHUSD", price: 1, qty: 1, time: NOON, tradeSide: 1 }]],
    [
      "a list that has none of those that were told",
      [0, 5, 9].map((second) => ({ price: 77, qty: 1, time: NOON + second * 1_000 })),
    ],
  ] as const) {
    it(`go on without them where REST answers ${name}`, () => {
      const player = cutPlayer(market(1, 2, 3, 4, 8));
      player.asks();
      player.answers(() => answer);
      assert.deepEqual(story(player), [...BEFORE, "live 8 gap 3.5-8 none"]);
    });
  }

  it("say that some are missing where REST lacks some that were told", () => {
    const player = cutPlayer(market(1, 2, 3, 4, 5, 8));
    player.asks();
    player.answers((rows) => rows.filter((_, index) => index !== 3));
    assert.deepEqual(story(player), [...BEFORE, "filled 4 5", "live 8 gap 3.5-8 part"]);
  });

  it("say that some are missing where one can't be read", () => {
    const player = cutPlayer(market(1, 2, 3, 4, 5, 8));
    player.asks();
    player.answers((rows) => rows.map((row, index) => (index === 1 ? { ...row, price: "much" } : row)));
    assert.deepEqual(story(player), [...BEFORE, "filled 4", "live 8 gap 3.5-8 part"]);
  });

  it("say that some are missing where REST lacks what came live", () => {
    const player = cutPlayer(market(1, 2, 3, 4, 5, 8));
    player.asks();
    player.answers((rows) => rows.slice(1));
    assert.deepEqual(story(player), [...BEFORE, "filled 4 5", "live 8 gap 3.5-8 part"]);
  });

  it("are not told late where the link has told them meanwhile", () => {
    const player = cutPlayer(market(1, 2, 3, 4, 5, 8));
    player.asks();
    player.waitsNoLonger();
    const overtaken = { rows: market(5).map(asPushed) };
    player.series = take({ symbol: SYMBOL, fill: true }, player.series, overtaken, player.now).series;
    player.answers();
    assert.deepEqual(story(player).slice(4), ["filled 4 gap 3.5-8 all"]);
  });

  it("wait no longer than they may, and are told late", () => {
    const player = cutPlayer(market(1, 2, 3, 4, 5, 8));
    player.asks();
    player.waitsNoLonger();
    player.answers();
    assert.deepEqual(story(player), [...BEFORE, "live 8 gap 3.5-8 none", "filled 4 5 gap 3.5-8 all"]);
  });

  it("are not told again where the link brings them after the next outage", () => {
    const player = cutPlayer(market(1, 2, 3, 4, 5, 8, 9), { pushed: [0, 5] });
    player.settles();
    player.passes(1_000);
    player.loses();
    player.returns();
    player.settles();
    const prices = player.told.flatMap(({ rows }) => rows.map(({ pr }) => Number(pr)));
    assert.deepEqual(prices, [1, 2, 3, 4, 5, 8, 9]);
  });

  it("have their gap and nothing else where they are not to be filled", () => {
    const player = cutPlayer(market(1, 2, 3, 4, 8), {}, false);
    assert.equal(player.asks(), false);
    assert.deepEqual(story(player), [...BEFORE, "live 8 gap 3.5-8 none"]);
  });
});
