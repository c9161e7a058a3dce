import assert from "node:assert/strict";
import type { Feed } from "../../../src/link/feed/feed";
import type { Update } from "../../../src/link/feed/update";
import { symbolSubscription } from "../../../src/protocol/subscription";
import { OverdueWatch } from "../../../src/runtime/feed/overdue";
import { WatchList } from "../../../src/runtime/feed/watch-list";
import type { Watched } from "../../../src/runtime/feed/watched";
import { feedOf, pass, resumeTime, settled, stopTime, until } from "../../link/harness";
import { acknowledgementOf, type StubExchange, startStubExchange } from "../../support/stub-exchange";

const SECOND = 1_000;
const LIMIT = 5 * SECOND;

describe("A symbol that falls silent", () => {
  let exchange: StubExchange;
  let feed: Feed;
  let watchList: WatchList;
  let overdueWatch: OverdueWatch;
  let told: string[];
  let checks: number;

  const tell = (state: string) => (watched: Watched) => told.push(`${watched.subscription.label} ${state}`);
  const watch = (...symbols: string[]) =>
    watchList.add({
      subscriptions: symbols.map((symbol) => symbolSubscription("spot", "futures", symbol)),
      rolling: [],
    });
  const open = () => until(() => feed.state.name === "open");

  async function push(symbol: string): Promise<void> {
    exchange.push("futures", { c: 20, dt: 30, d: { s: symbol, pr: 1, ts: 1 } });
    await settled();
  }

  /** What a node does with what its feed tells it. */
  const node = {
    exact: false,
    connectionSeen: 0,
    receive(watched: Watched, update: Update) {
      watched.received(update);
      overdueWatch.heard(watched);
    },
    stateChanged() {
      if (feed.connection !== this.connectionSeen) watchList.listenAnew();
      this.connectionSeen = feed.connection;
    },
    rejected() {},
    expired: () => true,
  };

  beforeEach(async () => {
    exchange = await startStubExchange();
    stopTime();
    node.connectionSeen = 0;
    told = [];
    checks = 0;
    feed = feedOf(exchange, "signed", "futures").feed;
    watchList = new WatchList(feed, node, tell("removed"));
    overdueWatch = new OverdueWatch(LIMIT, watchList, {
      overdue: tell("overdue"),
      recovered: tell("recovered"),
      checked: () => {
        checks += 1;
      },
    });
  });
  afterEach(async () => {
    overdueWatch.close();
    feed.close();
    resumeTime();
    await exchange.close();
  });

  it("is told of once, when it has been silent for as long as the user bears", async () => {
    watch("BTCUSD", "ETHUSD");
    await open();
    await pass(LIMIT - SECOND);
    await push("ETHUSD");
    assert.deepEqual(told, []);
    await pass(3 * SECOND);
    assert.deepEqual(told, ["BTCUSD overdue"]);
  });

  it("is not one that the exchange refused: it can't come back", async () => {
    exchange.acknowledge = (frame) => ({ ...acknowledgementOf(frame), result: "failed", msg: "unknown" });
    watch("NOPEUSD");
    await until(() => feed.counts().rejected === 1);
    await pass(2 * LIMIT);
    assert.deepEqual(told, []);
  });

  it("is told of once again when it is heard", async () => {
    watch("BTCUSD");
    await open();
    await pass(LIMIT);
    await push("BTCUSD");
    await push("BTCUSD");
    assert.deepEqual(told, ["BTCUSD overdue", "BTCUSD recovered"]);
    await pass(LIMIT);
    assert.deepEqual(told.slice(2), ["BTCUSD overdue"], "and when it falls silent again");
  });

  it("gives rise to no message while its data comes", async () => {
    watch("BTCUSD");
    await open();
    for (let heard = 0; heard < 10; heard += 1) {
      await pass(LIMIT - SECOND);
      await push("BTCUSD");
    }
    assert.deepEqual(told, []);
  });

  it("is not overdue while there is no link: then nothing could be heard", async () => {
    watch("BTCUSD");
    await open();
    exchange.refuseWith(503, { "Retry-After": "60" });
    exchange.drop();
    await until(() => feed.state.name === "waiting");
    await pass(50 * SECOND);
    assert.deepEqual(told, []);
    exchange.refuseWith(undefined);
    for (let left = 70; left > 0 && feed.state.name !== "open"; left -= 1) await pass(SECOND);
    await open();
    await pass(LIMIT - 2 * SECOND);
    assert.deepEqual(told, [], "it has its whole time after the link is back");
    await pass(2 * SECOND);
    assert.deepEqual(told, ["BTCUSD overdue"]);
  });

  it("stays overdue over a lost link, with its silence counted from its last data", async () => {
    watch("BTCUSD");
    await open();
    await pass(LIMIT);
    const connection = feed.connection;
    exchange.drop();
    await until(() => feed.state.name === "waiting");
    for (let left = 5; left > 0 && feed.connection === connection; left -= 1) await pass(SECOND);
    await until(() => feed.connection > connection && feed.state.name === "open");
    assert.ok((watchList.overdueFor() ?? 0) >= LIMIT, `${watchList.overdueFor()} ms`);
    await push("BTCUSD");
    assert.deepEqual(told, ["BTCUSD overdue", "BTCUSD recovered"]);
    assert.equal(watchList.overdueFor(), undefined);
  });

  it("is looked for each second, so that the status can count the silence", async () => {
    await pass(3 * SECOND);
    assert.equal(checks, 3);
  });

  it("is not looked for once the node is closed", async () => {
    watch("BTCUSD");
    await open();
    overdueWatch.close();
    await pass(2 * LIMIT);
    assert.deepEqual([told, checks], [[], 0]);
  });

  it("is the longest of several, in the status", async () => {
    watch("BTCUSD");
    await open();
    await pass(2 * SECOND);
    watch("ETHUSD");
    assert.equal(watchList.overdueFor(), undefined);
    await pass(6 * SECOND);
    assert.deepEqual(told, ["BTCUSD overdue", "ETHUSD overdue"]);
    const longest = watchList.overdueFor() ?? 0;
    assert.ok(longest >= 8 * SECOND && longest < 9 * SECOND, `${longest} ms`);
  });
});
