import assert from "node:assert/strict";
import { klineSubscription } from "../../../../src/protocol/subscription";
import { pass, Recorder, until } from "../../harness";
import { book, bookPush, Stage } from "../stage";

const LINGER = 1_000;
const MINUTE = 60_000;

describe("what was left in the dialect of 2023", () => {
  const stage = new Stage();
  beforeEach(() => stage.open());
  afterEach(() => stage.clear());

  async function started() {
    const recorded = stage.feed("apikey");
    const one = new Recorder();
    recorded.feed.subscribe(book("BTCUSD"), one);
    await until(() => recorded.feed.counts().live === 1);
    return { ...recorded, one };
  }

  /** Wants symbols, and leaves them once they are live. */
  async function leave(feed: ReturnType<Stage["feed"]>["feed"], symbols: readonly string[]): Promise<void> {
    const passer = new Recorder();
    for (const symbol of symbols) feed.subscribe(book(symbol), passer);
    for (let second = 0; feed.counts().live < 1 + symbols.length && second < 60; second += 1)
      await pass(1_000);
    for (const symbol of symbols) feed.unsubscribe(book(symbol), passer);
    await pass(2 * LINGER);
  }

  const coins = (count: number, prefix = "COIN") =>
    Array.from({ length: count }, (_, index) => `${prefix}${index}USD`);

  it("is forgotten after a while, and what still comes of it is dropped by its name", async () => {
    const { feed } = await started();
    await leave(feed, ["ETHUSD"]);
    assert.ok(feed.entryOf(book("ETHUSD")), "whoever comes back soon needs no second subscription");
    await pass(MINUTE);
    assert.equal(feed.entryOf(book("ETHUSD")), undefined);
    const { unwanted } = feed.figures().dropped;
    stage.exchange.push("options", bookPush("ETHUSD"));
    await until(() => feed.figures().dropped.unwanted === unwanted + 1);
  });

  it("is asked for anew by whoever comes back later", async () => {
    const { feed } = await started();
    await leave(feed, ["ETHUSD"]);
    await pass(2 * MINUTE);
    const one = new Recorder();
    feed.subscribe(book("ETHUSD"), one);
    await until(() => feed.counts().live === 2);
    stage.exchange.push("options", bookPush("ETHUSD"));
    await until(() => one.updates.length === 1);
  });

  it("ends with a new connection after a hundred leavings, once", async () => {
    const { feed, failures, one } = await started();
    await leave(feed, coins(99));
    assert.equal(stage.exchange.accepted(), 1);
    await leave(feed, ["LASTUSD"]);
    await until(() => stage.exchange.accepted() === 2 && feed.counts().live === 1);
    await leave(feed, coins(99, "OTHER"));
    assert.equal(stage.exchange.accepted(), 2);
    stage.exchange.push("options", bookPush("BTCUSD"));
    await until(() => one.updates.length === 1);
    assert.deepEqual(failures, []);
  });

  it("does not count where the exchange had refused it", async () => {
    const { feed } = await started();
    stage.refuse(/COIN/);
    const passer = new Recorder();
    for (const symbol of coins(120)) feed.subscribe(book(symbol), passer);
    for (let second = 0; feed.counts().rejected < 120 && second < 60; second += 1) await pass(1_000);
    for (const symbol of coins(120)) feed.unsubscribe(book(symbol), passer);
    await pass(2 * LINGER);
    assert.equal(stage.exchange.accepted(), 1);
    assert.equal(feed.entryOf(book("COIN0USD")), undefined);
  });

  it("is remembered as long as its candles could be taken for another period's", async () => {
    const { feed } = stage.feed("apikey", "futures");
    const [minutes, hours] = [new Recorder(), new Recorder()];
    feed.subscribe(klineSubscription("futures", "BTCUSD", "m1"), minutes);
    feed.subscribe(klineSubscription("futures", "BTCUSD", "h1"), hours);
    await until(() => feed.counts().live === 2);
    feed.unsubscribe(klineSubscription("futures", "BTCUSD", "m1"), minutes);
    await pass(3 * MINUTE);
    const candle = { s: "BTCUSD", open: 1, high: 1, low: 1, close: 1, ts: 1_800_000_000_000 };
    stage.exchange.push("futures", { c: 20, dt: 31, d: candle });
    await until(() => stage.exchange.accepted() === 2);
    assert.deepEqual(hours.updates, []);
  });
});
