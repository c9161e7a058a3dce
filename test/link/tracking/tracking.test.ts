import assert from "node:assert/strict";
import { mock } from "node:test";
import { type Surplus, type Tracker, trackerFor } from "../../../src/link/tracking";
import {
  balanceSubscription,
  chainSubscription,
  klineSubscription,
  symbolSubscription,
} from "../../../src/protocol/subscription";
import { growthBy } from "../../support/heap";

const MINUTE = 60_000;
const START = 1_800_000_000_000;

/** A tracker with what it left out. */
function tracked(tracker: Tracker) {
  const surplus: Surplus[] = [];
  return {
    tracker,
    surplus,
    accept: (...rows: object[]) => tracker.accept(rows, (reason) => surplus.push(reason)),
  };
}

describe("candles", () => {
  const candles = () => tracked(trackerFor(klineSubscription("futures", "BTCUSD", "m1")));
  const candle = (minute: number, close: number) => ({ s: "BTCUSD", ts: START + minute * MINUTE, close });
  const closings = (parts: ReturnType<Tracker["accept"]>) =>
    parts.map(({ rows, closed }) => [rows[0], closed]);

  it("are open while they change", () => {
    const { accept } = candles();
    assert.deepEqual(accept(candle(0, 1)), [{ topic: "BTCUSD", rows: [candle(0, 1)], closed: false }]);
    assert.deepEqual(closings(accept(candle(0, 2))), [[candle(0, 2), false]]);
  });

  it("are closed, once and with their last values, when the next begins", () => {
    const { accept } = candles();
    accept(candle(0, 1));
    accept(candle(0, 2));
    assert.deepEqual(closings(accept(candle(1, 3))), [
      [candle(0, 2), true],
      [candle(1, 3), false],
    ]);
    assert.deepEqual(closings(accept(candle(1, 4))), [[candle(1, 4), false]]);
  });

  it("are closed in order when several come in one frame, in whatever order they stand", () => {
    const { accept } = candles();
    assert.deepEqual(closings(accept(candle(2, 3), candle(0, 1), candle(1, 2))), [
      [candle(0, 1), false],
      [candle(0, 1), true],
      [candle(1, 2), false],
      [candle(1, 2), true],
      [candle(2, 3), false],
    ]);
  });

  it("are not called closed when their end fell into a gap", () => {
    const { tracker, accept } = candles();
    accept(candle(0, 1));
    tracker.linkLost();
    assert.deepEqual(closings(accept(candle(1, 2))), [[candle(1, 2), false]]);
    assert.deepEqual(closings(accept(candle(2, 3))), [
      [candle(1, 2), true],
      [candle(2, 3), false],
    ]);
  });

  it("are closed when they went on after a gap", () => {
    const { tracker, accept } = candles();
    accept(candle(0, 1));
    tracker.linkLost();
    accept(candle(0, 2));
    assert.deepEqual(closings(accept(candle(1, 3))), [
      [candle(0, 2), true],
      [candle(1, 3), false],
    ]);
  });

  it("keep nothing of a frame but what is known of a candle", () => {
    const all = Array.from({ length: 200 }, candles);
    const grown = growthBy(() => {
      for (const { accept } of all) {
        const text = `{"candle":${JSON.stringify(candle(0, 1))},"digits":"${"1234567890123".repeat(1_000)}"}`;
        const digits = text.slice(-20, -2);
        accept({ ...candle(0, 1), v: digits, pe: "x".repeat(100_000), unknown: text.repeat(10) });
      }
      return all;
    });
    assert.ok(grown < 400_000, `${grown} bytes`);
    const { accept } = candles();
    accept({ ...candle(0, 1), unknown: 1 });
    assert.deepEqual(closings(accept(candle(1, 2))), [
      [candle(0, 1), true],
      [candle(1, 2), false],
    ]);
  });

  it("do not come back once the next began", () => {
    const { surplus, accept } = candles();
    accept(candle(1, 1));
    assert.deepEqual(accept(candle(0, 9)), []);
    assert.deepEqual(surplus, ["late"]);
    assert.deepEqual(closings(accept(candle(1, 2))), [[candle(1, 2), false]]);
  });
});

describe("trades", () => {
  interface Trade {
    s: string;
    pr: number | string;
    q: number;
    sd: number;
    ts?: number;
    tid?: string;
  }

  const trades = () => tracked(trackerFor(symbolSubscription("trades", "options", "BTCUSD")));
  const trade = (time: number, rest: Partial<Trade> = {}): Trade => ({
    s: "BTCUSD",
    pr: 100,
    q: 1,
    sd: 1,
    ts: START + time,
    ...rest,
  });
  const optionOf = (count: number) => `BTCUSD-27DEC30-${count + 1}-C`;

  it("are passed on oldest first, a part a symbol", () => {
    const { accept } = trades();
    const parts = accept(trade(3), trade(2, { s: "ETHUSD" }), trade(1));
    assert.deepEqual(parts, [
      { topic: "BTCUSD", rows: [trade(1), trade(3)] },
      { topic: "ETHUSD", rows: [trade(2, { s: "ETHUSD" })] },
    ]);
  });

  it("of one millisecond keep their order in a frame, and change it in a history, whose newest is first", () => {
    const rows = [trade(1, { pr: 1 }), trade(1, { pr: 2 }), trade(2, { pr: 3 })];
    assert.deepEqual(trades().accept(...rows)[0]?.rows, rows);
    assert.deepEqual(trades().accept(...rows.toReversed())[0]?.rows, rows);
  });

  it("are passed on once, also when they are sent again after a reconnection", () => {
    const { tracker, surplus, accept } = trades();
    accept(trade(1), trade(2));
    tracker.linkLost();
    assert.deepEqual(accept(trade(3), trade(2), trade(1))[0]?.rows, [trade(3)]);
    assert.deepEqual(surplus, ["duplicate", "duplicate"]);
    assert.deepEqual(accept(trade(3)), []);
  });

  it("are the same when the same numbers are written otherwise", () => {
    const { accept } = trades();
    accept(trade(1, { pr: 100 }));
    assert.deepEqual(accept(trade(1, { pr: "100.00 " })), []);
  });

  it("are two when their sizes differ, also where the first spelling of the size is blank", () => {
    const { accept } = trades();
    for (const v of [1, 2]) {
      const row = { ...trade(1), q: "", v };
      assert.deepEqual(accept(row)[0]?.rows, [row]);
    }
  });

  it("are known by their id where they have one", () => {
    const { accept } = trades();
    accept(trade(1, { tid: "1" }));
    assert.equal(accept(trade(1, { tid: "2" })).length, 1);
    assert.equal(accept(trade(1, { tid: "2" })).length, 0);
  });

  it("with an id are one, however often it stands in a frame and whatever else is said of it", () => {
    const { surplus, accept } = trades();
    const rows = [trade(1, { tid: "1" }), trade(1, { tid: "2" }), trade(1, { tid: "1" })];
    assert.deepEqual(accept(...rows)[0]?.rows, rows.slice(0, 2));
    assert.deepEqual(accept(trade(2, { tid: "2", pr: 7 })), []);
    assert.deepEqual(surplus, ["duplicate", "duplicate"]);
  });

  it("without ids are two when two alike stand in one frame, and the same when the frame comes again", () => {
    const { accept } = trades();
    assert.equal(accept(trade(1), trade(1))[0]?.rows.length, 2);
    assert.equal(accept(trade(1), trade(1)).length, 0);
    assert.equal(accept(trade(1), trade(1), trade(1))[0]?.rows.length, 1);
  });

  it("are all passed on when a history is longer than the memory", () => {
    const { accept } = trades();
    const history = Array.from({ length: 5_000 }, (_, time) => trade(time)).toReversed();
    assert.equal(accept(...history)[0]?.rows.length, 5_000);
    assert.deepEqual(accept(...history), []);
    assert.equal(accept(trade(5_000)).length, 1);
  });

  it("are remembered for so long that what the exchange sends again is known, and no longer", () => {
    const { accept } = trades();
    for (let time = 0; time < 5_000; time += 1) accept(trade(time));
    const recent = Array.from({ length: 400 }, (_, place) => trade(4_999 - place));
    assert.deepEqual(accept(...recent), []);
    assert.deepEqual(accept(trade(10, { pr: 7 })), [], "too old to be told from a known one");
  });

  it("take a bounded memory: of one symbol, whatever their times", () => {
    const floods: Record<string, (count: number) => Trade> = {
      "one a millisecond": (count) => trade(count, { tid: `${count}` }),
      "all in one millisecond": (count) => trade(0, { tid: `${count}` }),
      "after one from the far future": (count) => trade(count === 0 ? 1e12 : count, { tid: `${count}` }),
      "without times": (count) => {
        const { ts: _, ...timeless } = trade(0, { tid: `${count}` });
        return timeless;
      },
    };
    for (const [name, make] of Object.entries(floods)) {
      const { tracker, accept } = trades();
      const grown = growthBy(() => {
        for (let count = 0; count < 30_000; count += 1) accept(make(count));
        return accept;
      });
      assert.ok(grown < 1_500_000, `${name}: ${grown} bytes`);
      assert.equal(tracker.accept([make(30_000)], () => {}).length, 1, name);
    }
  });

  it("take a bounded memory: over all symbols of an underlying, however many trades each has", () => {
    const { accept } = trades();
    const flood = (time: number) => {
      for (let count = 0; count < 4_000; count += 1) {
        const s = optionOf(count);
        accept(
          ...Array.from({ length: 20 }, (_, id) => trade(time + id, { s, tid: `${time} ${count} ${id}` })),
        );
      }
    };
    const grown = growthBy(() => {
      flood(0);
      flood(100);
      return accept;
    });
    assert.ok(grown < 6_000_000, `${grown} bytes`);
    assert.equal(accept(trade(50, { s: optionOf(7) })).length, 0, "too old to be told from a known one");
    assert.equal(accept(trade(200, { s: optionOf(7) })).length, 1);
  });

  it("are left out, and counted, of more symbols than an underlying has options", () => {
    const { accept, surplus } = trades();
    for (let count = 0; count < 4_000; count += 1) accept(trade(0, { s: optionOf(count) }));
    assert.deepEqual(surplus, []);
    assert.deepEqual(accept(trade(0, { s: optionOf(4_000) }), trade(1, { s: optionOf(4_000) })), []);
    assert.deepEqual(surplus, ["excess", "excess"]);
    assert.equal(accept(trade(1, { s: optionOf(3) })).length, 1, "what was known before goes on");
  });

  it("take up new options when old ones have expired", () => {
    mock.timers.enable({ apis: ["Date"], now: Date.UTC(2026, 11, 1) });
    const { accept } = trades();
    for (let count = 0; count < 4_000; count += 1) accept(trade(0, { s: `BTCUSD-27DEC26-${count + 1}-C` }));
    const next = trade(1, { s: "BTCUSD-28DEC26-100000-C" });
    assert.equal(accept(next).length, 0);
    mock.timers.setTime(Date.UTC(2026, 11, 27, 9));
    assert.equal(accept(next).length, 1);
    mock.timers.reset();
  });
});

describe("chains", () => {
  const row = (s: string) => ({ s, mp: 1 });

  it("become a part each, with the rows in their order, in whatever spelling they come", () => {
    const { accept } = tracked(trackerFor(chainSubscription("BTCUSD")));
    const rows = [
      row("BTCUSD-6FEB27-19000-C"),
      row("BTCUSD-7FEB27-19000-C"),
      row("BTC-06FEB27-19000-P"),
      row("ETHUSD-6FEB27-2000-P"),
    ];
    assert.deepEqual(accept(...rows), [
      { topic: "BTCUSD-6FEB27", rows: [rows[0], rows[2]] },
      { topic: "BTCUSD-7FEB27", rows: [rows[1]] },
      { topic: "ETHUSD-6FEB27", rows: [rows[3]] },
    ]);
  });

  it("leave out, and count, the strikes that are more than a chain can have, and begin anew with a new link", () => {
    const { tracker, accept, surplus } = tracked(trackerFor(chainSubscription("BTCUSD")));
    const strikes = Array.from({ length: 4_000 }, (_, strike) => `BTCUSD-7FEB27-${strike + 1}-C`);
    const beyond = "BTCUSD-7FEB27-4001-C";
    assert.ok(tracker.unread?.(strikes.slice(0, 2_000)));
    assert.equal(accept(...strikes.map(row))[0]?.rows.length, 4_000);
    assert.equal(
      tracker.unread?.([strikes[0] ?? "", beyond]),
      undefined,
      "it must be read, to leave a row out",
    );
    assert.deepEqual(accept(row(beyond), row("BTCUSD-7FEB27-1-C"))[0]?.rows, [row("BTCUSD-7FEB27-1-C")]);
    assert.deepEqual(surplus, ["excess"]);
    tracker.linkLost();
    assert.equal(accept(row(beyond)).length, 1);
  });
});

describe("snapshots", () => {
  it("become a part each, called after their symbol", () => {
    const { accept } = tracked(trackerFor(symbolSubscription("orderBook", "options", "BTCUSD")));
    assert.deepEqual(accept({ s: "BTCUSD" }, { s: "ETHUSD" }), [
      { topic: "BTCUSD", rows: [{ s: "BTCUSD" }] },
      { topic: "ETHUSD", rows: [{ s: "ETHUSD" }] },
    ]);
  });

  it("of the account have no symbol and are called balance", () => {
    const { accept } = tracked(trackerFor(balanceSubscription()));
    assert.deepEqual(accept({ e: 1 }), [{ topic: "balance", rows: [{ e: 1 }] }]);
  });
});
