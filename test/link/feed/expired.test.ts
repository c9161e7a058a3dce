import assert from "node:assert/strict";
import { chainSubscription } from "../../../src/protocol/subscription";
import { formatDay } from "../../../src/protocol/symbols/symbols";
import { pass, Recorder, setClock, settled, until } from "../harness";
import { book, bookPush, Stage } from "./stage";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe("a feed of options that expire", () => {
  const stage = new Stage();
  /** ms of the next 08:00 UTC, and the names of what is over then. */
  let expiry: number;
  let option: string;
  let chain: ReturnType<typeof chainSubscription>;

  beforeEach(async () => {
    await stage.open();
    expiry = Math.ceil((Date.now() - 8 * HOUR) / (24 * HOUR)) * 24 * HOUR + 8 * HOUR;
    option = `BTCUSD-${formatDay(expiry)}-81000-C`;
    chain = chainSubscription("BTCUSD", expiry);
    // A minute before.
    setClock(expiry - MINUTE - Date.now());
  });
  afterEach(() => stage.clear());

  async function live(protocol: "signed" | "apikey" = "signed", others: readonly string[] = []) {
    const started = stage.feed(protocol);
    const one = new Recorder();
    for (const symbol of [option, ...others]) started.feed.subscribe(book(symbol), one);
    started.feed.subscribe(chain, one);
    await until(() => started.feed.counts().live === 2 + others.length);
    return { ...started, one };
  }

  it("ends them at 08:00 UTC: unsubscribed, told once, and the link is no longer needed", async () => {
    const { feed, one, failures, news } = await live();
    await pass(MINUTE - SECOND);
    assert.deepEqual(feed.counts(), { live: 2, pending: 0, rejected: 0, expired: 0 });
    await pass(SECOND);
    assert.deepEqual(feed.counts(), { live: 0, pending: 0, rejected: 0, expired: 2 });
    assert.deepEqual(one.over, [option, chain.label]);
    assert.deepEqual(news, [`${option} expired`, `${chain.label} expired`]);
    await until(() => stage.exchange.frames.filter(({ text }) => text.includes("unSubscribe")).length === 2);
    await pass(SECOND);
    await until(() => feed.state.name === "idle");
    await pass(HOUR);
    assert.deepEqual([stage.exchange.accepted(), failures.length, one.over.length], [1, 0, 2]);
  });

  it("keeps what lives on", async () => {
    const { feed, one } = await live("signed", ["BTCUSD"]);
    await pass(2 * MINUTE);
    assert.deepEqual(feed.counts(), { live: 1, pending: 0, rejected: 0, expired: 2 });
    stage.exchange.push("options", bookPush("BTCUSD"));
    await until(() => one.updates.length === 1);
  });

  for (const protocol of ["signed", "apikey"] as const) {
    it(`passes on nothing of them that still comes, rows of chains included (${protocol})`, async () => {
      const { feed, one } = await live(protocol, ["BTCUSD"]);
      const row = { s: option, mp: 1, ts: 1 };
      stage.exchange.push("options", bookPush(option));
      stage.exchange.push("options", { c: 20, dt: 4, d: [row] });
      await until(() => one.updates.length === 2);
      await pass(MINUTE);
      const { unwanted } = feed.figures().dropped;
      stage.exchange.push("options", bookPush(option));
      stage.exchange.push("options", { c: 20, dt: 4, d: [row] });
      await until(() => feed.figures().dropped.unwanted === unwanted + 2);
      assert.equal(one.updates.length, 2);
    });
  }

  it("goes by the exchange's clock, whatever this machine's says", async () => {
    const { feed, one } = await live("signed", ["BTCUSD"]);
    // Ten minutes behind: it is 07:49 there.
    const sent = () => Date.now() - 10 * MINUTE;
    stage.exchange.push("options", bookPush("BTCUSD", { ts: sent() }));
    await until(() => one.updates.length === 1);
    await pass(10 * MINUTE);
    assert.equal(feed.counts().expired, 0);
    await pass(MINUTE);
    assert.equal(feed.counts().expired, 2);
  });

  it("goes by the exchange's clock when that is set forward, and not when somebody sets this machine's", async () => {
    const { feed, one } = await live("signed", ["BTCUSD"]);
    const push = async (ahead: number) => {
      const before = one.updates.length;
      stage.exchange.push("options", bookPush("BTCUSD", { ts: expiry - MINUTE + ahead }));
      await until(() => one.updates.length > before);
    };
    await push(0);
    setClock(HOUR);
    await pass(30 * SECOND);
    assert.equal(feed.counts().expired, 0);
    await push(HOUR);
    assert.equal(feed.counts().expired, 2);
  });

  it("ends them while there is no link, and stops trying for one", async () => {
    const { feed, one } = await live();
    stage.exchange.refuseWith(500);
    stage.exchange.drop();
    await until(() => feed.state.name === "waiting");
    await pass(MINUTE);
    assert.equal(feed.counts().expired, 2);
    assert.equal(one.over.length, 2);
    await pass(SECOND);
    await until(() => feed.state.name === "idle");
    const attempts = stage.exchange.upgrades.length;
    await pass(10 * MINUTE);
    assert.equal(stage.exchange.upgrades.length, attempts);
  });

  it("asks once for what was over before, and tells it like anything that is over when that is refused", async () => {
    await pass(2 * MINUTE);
    const { feed, failures } = stage.feed();
    const one = new Recorder();
    stage.refuse(/81000/);
    feed.subscribe(book(option), one);
    await until(() => one.over.length === 1);
    assert.deepEqual(one.rejections, []);
    await pass(2 * HOUR);
    assert.deepEqual([stage.asked.length, failures.length], [1, 0]);
    const other = new Recorder();
    feed.subscribe(book(option), other);
    await settled();
    assert.deepEqual(other.over, [option]);
    assert.equal(feed.state.name, "idle");
  });

  it("plays what was over before where the exchange takes it, as a replay does", async () => {
    await pass(2 * MINUTE);
    const { feed, one } = await live();
    await pass(HOUR);
    stage.exchange.push("options", bookPush(option));
    await until(() => one.updates.length === 1);
    assert.deepEqual(feed.counts(), { live: 2, pending: 0, rejected: 0, expired: 0 });
  });
});
