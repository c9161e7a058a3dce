import assert from "node:assert/strict";
import { mock } from "node:test";
import { Frame } from "../../../src/link/feed/frame";
import type { Update } from "../../../src/link/feed/update";
import { symbolSubscription } from "../../../src/protocol/subscription";
import { Room } from "../../../src/runtime/connection/room";
import { joinTrades } from "../../../src/runtime/feed/presenters/trades";
import { Thinning } from "../../../src/runtime/feed/thinning";
import type { Watched } from "../../../src/runtime/feed/watched";

const INTERVAL = 100;

function update(topic: string, price: number): Update {
  return {
    topic,
    rows: [{ s: topic, pr: price }],
    subscription: symbolSubscription("spot", "futures", topic),
    frame: new Frame(Buffer.from("{}"), 0),
    sent: undefined,
    connection: 1,
    asked: 0,
  };
}

describe("Thinning", () => {
  let delivered: Update[];
  let leftOut: number;
  const newest = (_waiting: Update, latest: Update) => latest;
  const thinning = (merge: (waiting: Update, latest: Update) => Update = newest) =>
    new Thinning(
      INTERVAL,
      merge,
      (delivery) => delivered.push(delivery),
      new Room().place(() => 1, false),
      (_most, updates) => {
        leftOut += updates;
      },
    );
  const prices = () => delivered.map(({ rows }) => rows.map((row) => (row as { pr: number }).pr));

  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
    delivered = [];
    leftOut = 0;
  });
  afterEach(() => mock.timers.reset());

  it("lets the first of a symbol through at once, and the newest of an interval at its end", () => {
    const thinned = thinning();
    for (const price of [1, 2, 3]) thinned.offer(update("BTCUSD", price));
    assert.deepEqual(prices(), [[1]]);
    mock.timers.tick(INTERVAL);
    assert.deepEqual(prices(), [[1], [3]]);
    thinned.offer(update("BTCUSD", 4));
    mock.timers.tick(INTERVAL - 1);
    assert.deepEqual(prices(), [[1], [3]], "the message at the end began an interval too");
    mock.timers.tick(1);
    assert.deepEqual(prices(), [[1], [3], [4]]);
  });

  it("lets a symbol through at once again after an interval without one", () => {
    const thinned = thinning();
    thinned.offer(update("BTCUSD", 1));
    mock.timers.tick(INTERVAL);
    thinned.offer(update("BTCUSD", 2));
    assert.deepEqual(prices(), [[1], [2]]);
  });

  it("is done for each symbol apart", () => {
    const thinned = thinning();
    for (const symbol of ["BTCUSD", "ETHUSD"]) thinned.offer(update(symbol, 1));
    assert.deepEqual(
      delivered.map(({ topic }) => topic),
      ["BTCUSD", "ETHUSD"],
    );
  });

  it("gathers trades, so that none is lost", () => {
    const thinned = thinning(joinTrades);
    for (const price of [1, 2, 3]) thinned.offer(update("BTCUSD", price));
    mock.timers.tick(INTERVAL);
    assert.deepEqual(prices(), [[1], [2, 3]]);
  });

  describe("of updates that are unread", () => {
    let looks: number;
    const unread = (price: number, isReadable = true): Update => ({
      ...update("BTCUSD", price),
      isUnread: true,
      get rows() {
        looks += 1;
        return isReadable ? [{ s: "BTCUSD", pr: price }] : [];
      },
    });
    const offered = (...updates: Update[]) => {
      looks = 0;
      const thinned = thinning();
      thinned.offer(unread(0));
      delivered = [];
      looks = 0;
      for (const one of updates) thinned.offer(one);
      return thinned;
    };

    it("leaves those unread that are thinned out", () => {
      offered(unread(1), unread(2), unread(3));
      assert.equal(looks, 0);
      mock.timers.tick(INTERVAL);
      assert.deepEqual(prices(), [[3]]);
    });

    it("lets the one before through if the newest can't be read", () => {
      offered(unread(1), unread(2), unread(3, false));
      mock.timers.tick(INTERVAL);
      assert.deepEqual(prices(), [[2]]);
    });

    it("lets the last readable one through before two that can't be read", () => {
      offered(unread(1), unread(2), unread(3, false), unread(4, false));
      mock.timers.tick(INTERVAL);
      assert.deepEqual(prices(), [[2]]);
    });

    it("lets no row of unreadable ones hide a readable one, once one was met", () => {
      const thinned = offered(unread(1), unread(2, false));
      mock.timers.tick(INTERVAL);
      const bad = Array.from({ length: 9 }, () => unread(0, false));
      for (const one of [unread(3), ...bad]) thinned.offer(one);
      mock.timers.tick(INTERVAL);
      assert.deepEqual(prices(), [[1], [3]]);
      looks = 0;
      for (const one of [unread(4), unread(5), unread(6)]) thinned.offer(one);
      mock.timers.tick(INTERVAL);
      for (const one of [unread(7), unread(8)]) thinned.offer(one);
      assert.equal(prices().at(-1)?.[0], 6, "and reads none for nothing once all can be read again");
    });

    it("begins no interval with one that can't be read", () => {
      const thinned = thinning();
      thinned.offer(unread(1, false));
      thinned.offer(unread(2));
      assert.deepEqual(prices(), [[], [2]]);
    });
  });

  it("leaves out, and counts, topics that are more than there can be", () => {
    const thinned = thinning();
    for (let topic = 0; topic < 5_000; topic += 1) thinned.offer(update(`TOPIC${topic}`, 1));
    assert.equal(delivered.length, 4_001);
    assert.equal(leftOut, 999);
    mock.timers.tick(INTERVAL);
    thinned.offer(update("TOPIC4999", 1));
    assert.equal(delivered.length, 4_002, "there is room again");
  });

  it("sends before its time what there is no room for", () => {
    const thinned = thinning();
    const frame = new Frame(Buffer.alloc(2 ** 20), 0);
    const waiting = Array.from({ length: 30 }, (_, topic) => `TOPIC${topic}`);
    for (const topic of waiting) thinned.offer(update(topic, 1));
    delivered = [];
    for (const topic of waiting) thinned.offer({ ...update(topic, 2), isUnread: true, frame });
    assert.ok(delivered.length >= 13 && delivered.length < 30, `${delivered.length} sent`);
    mock.timers.tick(INTERVAL);
    assert.equal(delivered.length, 30, "and nothing is lost");
  });

  it("forgets what waits when it is closed", () => {
    const thinned = thinning();
    for (const price of [1, 2]) thinned.offer(update("BTCUSD", price));
    thinned.close();
    mock.timers.tick(INTERVAL);
    assert.deepEqual(prices(), [[1]]);
  });

  describe("of a rolling name", () => {
    /** What is watched for the name, an option after the other. */
    const [before, after] = ["BTCUSD-27NOV26-80000-C", "BTCUSD-4DEC26-80000-C"].map(
      () => ({ key: "name", topicOf: () => "name" }) as unknown as Watched,
    );

    it("lets one message through in an interval, also where another option follows in it", () => {
      const thinned = thinning();
      thinned.offer(update("old", 1), before);
      thinned.offer(update("old", 2), before);
      if (before) thinned.release(before);
      thinned.offer(update("new", 3), after);
      thinned.offer(update("new", 4), after);
      assert.deepEqual(prices(), [[1]]);
      mock.timers.tick(INTERVAL);
      assert.deepEqual(prices(), [[1], [4]], "and nothing of the old one after it");
    });

    it("loses no final candle, and no trade, of an option that it leaves", () => {
      for (const [channel, closed] of [
        ["trades", undefined],
        ["kline", true],
        ["kline", false],
      ] as const) {
        delivered = [];
        const thinned = thinning();
        const of = (price: number) => ({
          ...update("old", price),
          closed,
          subscription: symbolSubscription(channel, "options", "old"),
        });
        thinned.offer(of(1), before);
        thinned.offer(of(2), before);
        if (before) thinned.release(before);
        assert.equal(delivered.length, closed === false ? 1 : 2);
        thinned.close();
      }
    });
  });
});
