import assert from "node:assert/strict";
import { Frame } from "../../../../src/link/feed/frame";
import { Circumstances, UnreadUpdate, type Update } from "../../../../src/link/feed/update";
import { symbolSubscription } from "../../../../src/protocol/subscription";
import { Room } from "../../../../src/runtime/connection/room";
import type { ToldUpdate } from "../../../../src/runtime/feed/history/told-update";
import { Latest } from "../../../../src/runtime/feed/latest/latest";
import { Watched, type Watcher } from "../../../../src/runtime/feed/watched";

const BOOK = symbolSubscription("orderBook", "futures", "BTCUSD");
const TRADES = symbolSubscription("trades", "options", "BTCUSD");
const MEGABYTE = 2 ** 20;

function watchedOf(subscription = BOOK): Watched {
  return new Watched(subscription, {} as Watcher, 1);
}

/** Rows are what the frame's text is. */
function unread(text: string, subscription = BOOK): UnreadUpdate {
  const circumstances = new Circumstances(subscription, 5, 1, 1);
  const read = (frame: Frame) => [{ text: frame.text }];
  const part = { topic: subscription.symbol, symbols: undefined };
  return new UnreadUpdate(part, new Frame(Buffer.from(text), 7), circumstances, read);
}

function trades(topic: string, ts: number, more: Partial<ToldUpdate> = {}): Update {
  const circumstances = new Circumstances(TRADES, 5, 1, 1);
  return {
    topic,
    rows: [{ s: topic, ts }],
    frame: new Frame(Buffer.from("{}"), 7),
    ...circumstances,
    ...more,
  };
}

describe("What is remembered for those who ask", () => {
  let room: Room;
  let latest: Latest;

  beforeEach(() => {
    room = new Room();
    latest = new Latest(room.place(() => 1, false));
  });

  const rowsOf = (watched: Watched) => latest.of(watched).map((remembered) => remembered.update().rows);

  it("is the newest, however long it is, and read anew for each who asks", () => {
    const watched = watchedOf();
    for (const text of ["one", "a longer one".repeat(100), "short"]) {
      latest.remember(unread(text), watched);
      assert.deepEqual(rowsOf(watched), [[{ text }]]);
    }
    const [first] = latest.of(watched);
    assert.notEqual(first?.update().rows[0], first?.update().rows[0]);
    assert.equal(first?.update().frame.received, 7);
    assert.equal(first?.update().sent, 5);
  });

  it("holds on to nothing of the frame, whose bytes are the socket's", () => {
    const watched = watchedOf();
    const bytes = Buffer.from("before");
    const circumstances = new Circumstances(BOOK, undefined, 1, 1);
    const read = (frame: Frame) => [{ text: frame.text }];
    const part = { topic: "BTCUSD", symbols: undefined };
    latest.remember(new UnreadUpdate(part, new Frame(bytes, 1), circumstances, read), watched);
    bytes.fill("x");
    assert.deepEqual(rowsOf(watched), [[{ text: "before" }]]);
  });

  it("is one of each topic that a subscription brings", () => {
    const watched = watchedOf(TRADES);
    for (const [topic, time] of [
      ["A", 1],
      ["B", 2],
      ["C", 3],
      ["A", 4],
    ] as const)
      latest.remember(trades(topic, time), watched);
    assert.deepEqual(rowsOf(watched), [[{ s: "A", ts: 4 }], [{ s: "B", ts: 2 }], [{ s: "C", ts: 3 }]]);
  });

  it("is not what was missed and is told late, and is that where it is newer", () => {
    const watched = watchedOf(TRADES);
    latest.remember(trades("A", 5), watched);
    latest.remember(trades("A", 4, { mark: "filled" }), watched);
    assert.deepEqual(rowsOf(watched), [[{ s: "A", ts: 5 }]]);
    latest.remember(trades("A", 6, { mark: "filled" }), watched);
    assert.deepEqual(rowsOf(watched), [[{ s: "A", ts: 6 }]]);
    assert.equal(latest.of(watched)[0]?.update().mark, "filled");
  });

  it("has 16 MB on a connection, and as much as may wait once somebody has asked", () => {
    const text = "x".repeat(200 * 1024);
    const all = Array.from({ length: 100 }, () => watchedOf());
    const remembered = () => all.filter((watched) => latest.of(watched).length > 0).length;
    for (const watched of all) latest.remember(unread(text), watched);
    const few = remembered();
    assert.ok(few * text.length < 16 * MEGABYTE && few > 60, `${few}`);
    const asked = new Latest(room.place(() => 1_000, false));
    asked.asked();
    for (const watched of all) asked.remember(unread(text), watched);
    assert.equal(remembered(), all.length);
  });

  it("is given up rather than out of date where there is no room for what is newer, and gives its room back", () => {
    const [one, other] = [watchedOf(), watchedOf()];
    latest.remember(unread("short"), one);
    const full = Array.from({ length: 100 }, () => watchedOf());
    for (const watched of full) latest.remember(unread("x".repeat(250_000)), watched);
    latest.remember(unread("x".repeat(250_000)), one);
    assert.deepEqual(rowsOf(one), []);
    for (const watched of full) latest.forget(watched);
    latest.remember(unread("x".repeat(250_000)), other);
    assert.equal(latest.of(other).length, 1);
  });

  it("is nothing of a frame that is longer than any of the exchange", () => {
    const watched = watchedOf();
    latest.remember(unread("short"), watched);
    latest.remember(unread("x".repeat(300_000)), watched);
    assert.deepEqual(rowsOf(watched), []);
  });
});
