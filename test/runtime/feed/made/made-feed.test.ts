import assert from "node:assert/strict";
import type { Update } from "../../../../src/link/feed/update";
import type { Recipient } from "../../../../src/link/feed/watches";
import type { CoincallError } from "../../../../src/protocol/error";
import type { Wish } from "../../../../src/runtime/feed/definition";
import { MadeFeed } from "../../../../src/runtime/feed/made/made-feed";
import {
  candleSubscription,
  type NodeSubscription,
} from "../../../../src/runtime/feed/made/made-subscription";
import type { NodeSubscriber } from "../../../../src/runtime/feed/made/node-feed";
import { Stage } from "../../../link/feed/stage";
import { settled, until } from "../../../link/harness";

const OPTION = "BTCUSD-27DEC30-100000-C";
const WISH: Wish = {
  endpoint: "futures",
  protocol: "signed",
  period: "m1",
  expiry: "",
  tradeIds: false,
  following: { follow: "money", hold: 10, rollBefore: 0 },
  now: 0,
};

/** Of one node. */
class Listener implements NodeSubscriber, Recipient {
  readonly exact = false;
  readonly updates: Update[] = [];
  /** Of what it was told that its state is another. */
  readonly changed: NodeSubscription[] = [];
  readonly over: NodeSubscription[] = [];
  readonly errors: CoincallError[] = [];

  get subscriber(): NodeSubscriber {
    return this;
  }

  receive(update: Update): void {
    this.updates.push(update);
  }

  stateChanged(subscription?: NodeSubscription): void {
    if (subscription) this.changed.push(subscription);
  }

  rejected(error: CoincallError): void {
    this.errors.push(error);
  }

  expired(subscription: NodeSubscription): boolean {
    this.over.push(subscription);
    return true;
  }
}

describe("A feed with candles of made periods", () => {
  const stage = new Stage();
  beforeEach(() => stage.open());
  afterEach(() => stage.clear());

  const candles = (period: Wish["period"], symbol = "BTCUSD", endpoint: Wish["endpoint"] = "futures") =>
    candleSubscription(symbol, { ...WISH, endpoint, period });

  function start(endpoint: Wish["endpoint"] = "futures") {
    const { feed } = stage.feed("signed", endpoint);
    return { feed, made: new MadeFeed(feed) };
  }

  const minute = (close: number) => ({
    c: 20,
    dt: 31,
    d: { s: "BTCUSD", pe: "m1", ts: 1_800_000_000_000, open: 1, high: 9, low: 1, close, v: 1 },
  });

  it("asks the exchange for what they are made of, once for all that stand on it", async () => {
    const { feed, made } = start();
    for (const period of ["m1", "m3", "s5", "s15"] as const) made.subscribe(candles(period), new Listener());
    await until(() => feed.counts().live === 2);
    assert.deepEqual(
      stage.asked.map((text) => JSON.parse(text)).map(({ dataType, payload }) => [dataType, payload]),
      [
        ["kline", { symbol: "BTCUSD", period: "m1" }],
        ["lastTrade", { symbol: "BTCUSD" }],
      ],
    );
  });

  it("passes on to each of a node's candles what they are made of", async () => {
    const { feed, made } = start();
    const one = new Listener();
    const [minutes, threes] = [new Listener(), new Listener()];
    Object.defineProperty(minutes, "subscriber", { value: one });
    Object.defineProperty(threes, "subscriber", { value: one });
    made.subscribe(candles("m1"), minutes);
    made.subscribe(candles("m3"), threes);
    await until(() => feed.counts().live === 1);
    stage.exchange.push("futures", minute(5));
    await until(() => threes.updates.length === 1);
    assert.deepEqual(threes.updates[0]?.rows, minutes.updates[0]?.rows);
    made.unsubscribe(candles("m1"), one);
    stage.exchange.push("futures", minute(6));
    await until(() => threes.updates.length === 2);
    assert.equal(minutes.updates.length, 1);
  });

  it("knows one of a kind, whoever names it, until nobody wants it", () => {
    const { made } = start();
    const [first, again] = [candles("m3"), candles("m3")];
    const listener = new Listener();
    assert.equal(made.ownOf(first), first);
    made.subscribe(first, listener);
    assert.equal(made.ownOf(again), first);
    made.unsubscribe(again, listener);
    assert.equal(made.ownOf(again), again);
  });

  it("says of them what becomes of that which they are made of", async () => {
    const { made } = start();
    stage.refuse(/BTCUSD/);
    const listener = new Listener();
    const own = candles("h2");
    made.subscribe(own, listener);
    await until(() => listener.errors.length === 1);
    assert.equal(made.entryOf(candles("h2"))?.state, "rejected");
    assert.ok(listener.changed.length > 0 && listener.changed.every((changed) => changed === own));
    stage.refuse(undefined);
    made.askAgain(candles("h2"));
    await until(() => made.entryOf(own)?.state === "confirmed");
  });

  it("leaves what they are made of with the last of them", async () => {
    const { feed, made } = start();
    const [one, other] = [new Listener(), new Listener()];
    made.subscribe(candles("s5"), one);
    made.subscribe(candles("s5"), other);
    made.unsubscribe(candles("s5"), one);
    made.unsubscribe(candles("s5"), one);
    await settled();
    assert.equal(feed.counts().pending + feed.counts().live, 1);
    made.unsubscribe(candles("s5"), other);
    assert.equal(feed.counts().pending + feed.counts().live, 0);
  });

  it("says that they are over when their option is", async () => {
    const { feed, made } = start("options");
    const listener = new Listener();
    const own = candles("m10", OPTION, "options");
    made.subscribe(own, listener);
    await until(() => feed.counts().live === 1);
    feed.time.told(Date.UTC(2030, 11, 27, 8), performance.now());
    assert.deepEqual(listener.over, [own]);
  });

  it("has no candles of seconds of an underlying's options, and says why", () => {
    assert.throws(() => candles("s5", "BTCUSD", "options"), {
      code: "COINCALL_CONFIG",
      reason: "secondsOfOptions",
    });
    assert.doesNotThrow(() => candles("s5", OPTION, "options"));
  });
});
