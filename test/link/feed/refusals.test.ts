import assert from "node:assert/strict";
import type { Feed } from "../../../src/link/feed/feed";
import { pass, Recorder, settled, until } from "../harness";
import { book, bookPush, Stage } from "./stage";

const MINUTE = 60_000;
const LINGER = 1_000;

describe("a feed of which all is refused", () => {
  const stage = new Stage();
  beforeEach(() => stage.open());
  afterEach(() => stage.clear());

  async function refused(symbol = "BADUSD") {
    const started = stage.feed();
    const one = new Recorder();
    stage.refuse(/BAD/);
    started.feed.subscribe(book(symbol), one);
    await until(() => started.feed.counts().rejected === 1);
    return { ...started, one };
  }

  async function idle(feed: Feed): Promise<void> {
    await until(() => feed.counts().live + feed.counts().pending === 0);
    await pass(LINGER);
    await until(() => feed.state.name === "idle");
    await stage.exchange.openBecomes(0);
  }

  it("gives its link up a moment later, which is no loss, and says why", async () => {
    const { feed, failures, one } = await refused();
    await pass(LINGER - 1);
    assert.equal(feed.state.name, "open");
    await idle(feed);
    assert.deepEqual(failures, []);
    assert.equal(one.rejections.length, 1);
    assert.equal(feed.refusal?.values.reason, "unknown symbol");
    assert.deepEqual(feed.counts(), { live: 0, pending: 0, rejected: 1, expired: 0 });
  });

  it("asks again after 1, 2, 5, and then every 15 minutes, over a link for that, and tells it once", async () => {
    const { feed, failures, one } = await refused();
    await idle(feed);
    let connections = 1;
    for (const minutes of [1, 2, 5, 15, 15]) {
      await pass(minutes * MINUTE - 10 * LINGER);
      assert.equal(stage.exchange.accepted(), connections);
      await pass(10 * LINGER);
      connections += 1;
      await until(() => stage.asked.length === connections);
      await idle(feed);
    }
    assert.deepEqual(failures, []);
    assert.equal(one.rejections.length, 1);
  });

  it("tells it again when the words are others, and when it was accepted in between", async () => {
    const { feed, one } = await refused();
    stage.refuse(/BAD/, "maintenance");
    await pass(MINUTE + LINGER);
    await until(() => one.rejections.length === 2);
    stage.refuse(undefined);
    await pass(3 * MINUTE);
    await until(() => feed.counts().live === 1);
    stage.refuse(/BAD/, "maintenance");
    stage.exchange.drop();
    await until(() => feed.state.name === "waiting");
    await pass(MINUTE);
    await until(() => one.rejections.length === 3);
    assert.deepEqual(
      one.rejections.map(({ values }) => values.reason),
      ["unknown symbol", "maintenance", "maintenance"],
    );
  });

  it("is live, and says so, when the exchange thinks better of it", async () => {
    const { feed, news } = await refused();
    await idle(feed);
    stage.refuse(undefined);
    await pass(MINUTE);
    await until(() => feed.counts().live === 1);
    assert.deepEqual(news, ["BADUSD accepted"]);
    assert.equal(feed.refusal, undefined);
    await pass(30 * MINUTE);
    assert.equal(stage.exchange.accepted(), 2);
  });

  it("asks at once when somebody names it, or the exchange lists it", async () => {
    const { feed } = await refused();
    await idle(feed);
    feed.askAgain(book("BADUSD"));
    await until(() => stage.asked.length === 2);
    await idle(feed);
    feed.seenListed(["ETHUSD"]);
    await settled();
    assert.equal(feed.state.name, "idle");
    feed.seenListed(["BADUSD"]);
    await until(() => stage.asked.length === 3);
  });

  it("tells a second one who wants it, too", async () => {
    const { feed, one } = await refused();
    await idle(feed);
    const other = new Recorder();
    feed.subscribe(book("BADUSD"), other);
    await until(() => other.rejections.length === 1);
    assert.equal(one.rejections.length, 1);
  });

  it("opens for something else that is wanted, and closes after it", async () => {
    const { feed, failures } = await refused();
    await idle(feed);
    const other = new Recorder();
    feed.subscribe(book("BTCUSD"), other);
    await until(() => feed.counts().live === 1);
    await pass(10 * LINGER);
    stage.exchange.push("options", bookPush("BTCUSD"));
    await until(() => other.updates.length === 1);
    feed.unsubscribe(book("BTCUSD"), other);
    await idle(feed);
    assert.deepEqual(failures, []);
  });

  it("stops asking when nobody wants it any more", async () => {
    const { feed, one } = await refused();
    await idle(feed);
    feed.unsubscribe(book("BADUSD"), one);
    await pass(30 * MINUTE);
    assert.equal(stage.exchange.accepted(), 1);
  });

  it("says of 500 symbols in some dozen requests that they are refused", async () => {
    const { feed } = stage.feed();
    const one = new Recorder();
    stage.refuse(/./, "maintenance");
    for (let index = 0; index < 500; index += 1) feed.subscribe(book(`COIN${index}USD`), one);
    for (let second = 0; feed.counts().rejected < 500 && second < 60; second += 1) await pass(1_000);
    assert.equal(feed.counts().rejected, 500);
    assert.equal(one.rejections.length, 500);
    assert.ok(stage.asked.length <= 100, `${stage.asked.length} requests`);
    await idle(feed);
  });
});

describe("a feed of which something is refused for a while", () => {
  const stage = new Stage();
  beforeEach(() => stage.open());
  afterEach(() => stage.clear());

  it("has it a minute later over the same link", async () => {
    const { feed, news } = stage.feed();
    const one = new Recorder();
    stage.refuse(/OTHER/, "maintenance");
    feed.subscribe(book("BTCUSD"), one);
    feed.subscribe(book("OTHERUSD"), one);
    await until(() => feed.counts().rejected === 1 && feed.counts().live === 1);
    stage.refuse(undefined);
    await pass(MINUTE);
    await until(() => feed.counts().live === 2);
    assert.deepEqual(news, ["OTHERUSD accepted"]);
    assert.equal(stage.exchange.accepted(), 1);
  });
});
