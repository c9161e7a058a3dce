import assert from "node:assert/strict";
import type { Feed } from "../../../src/link/feed/feed";
import { chainSubscription, symbolSubscription } from "../../../src/protocol/subscription";
import { type StubExchange, startStubExchange } from "../../support/stub-exchange";
import { feedOf, Recorder, settled, until } from "../harness";

const MOST_ROWS = 2_000;
const MOST_SYMBOLS = 4_000;
const optionOf = (strike: number) => `BTCUSD-27DEC30-${strike}-C`;

describe("A feed whose exchange sends more than there can be", () => {
  let exchange: StubExchange;
  let feed: Feed | undefined;

  beforeEach(async () => {
    exchange = await startStubExchange();
  });
  afterEach(async () => {
    feed?.close();
    await settled();
    await exchange.close();
  });

  async function subscribed(subscription: Parameters<Feed["subscribe"]>[0]) {
    const recorded = feedOf(exchange);
    feed = recorded.feed;
    const recorder = new Recorder();
    feed.subscribe(subscription, recorder);
    await exchange.nextFrame();
    const told = () => recorded.unreadable.map(({ reason, values }) => ({ reason, ...values }));
    return { feed, recorder, told, unreadable: recorded.unreadable };
  }

  it("reads 2,000 rows of a frame, counts the others, and tells it once", async () => {
    const { feed, recorder, told } = await subscribed(chainSubscription("BTCUSD"));
    const d = Array.from({ length: MOST_ROWS + 30 }, (_, strike) => ({ s: optionOf(strike + 1), mp: 1 }));
    exchange.push("options", { c: 20, dt: 4, d });
    await until(() => recorder.updates.length === 1);
    assert.deepEqual(recorder.rows, d.slice(0, MOST_ROWS));
    assert.equal(feed.figures().dropped.excess, 30);
    assert.deepEqual(told(), [{ reason: "excess", channel: "optionChain", most: MOST_ROWS }]);
  });

  it("leaves out trades of invented options, counts them, tells it once a frame, and goes on with the others", async () => {
    const { feed, recorder, told } = await subscribed(symbolSubscription("trades", "options", "BTCUSD"));
    const trade = (s: string, tid: string) => ({ s, pr: 1, q: 1, sd: 1, ts: 1, tid });
    for (let first = 1; first < MOST_SYMBOLS + 1_000; first += 1_000) {
      const d = Array.from({ length: 1_000 }, (_, index) => trade(optionOf(first + index), "1"));
      exchange.push("options", { c: 20, dt: 6, d });
    }
    exchange.push("options", { c: 20, dt: 6, d: [trade(optionOf(1), "2")] });
    await until(() => recorder.updates.length === MOST_SYMBOLS + 1);
    assert.equal(feed.figures().dropped.excess, 1_000);
    assert.deepEqual(told(), [{ reason: "excess", channel: "trades", most: MOST_SYMBOLS }]);
  });

  it("leaves out a trade with an id of more than 64 characters, and no other", async () => {
    const { feed, recorder, told } = await subscribed(symbolSubscription("trades", "options", "BTCUSD"));
    const trade = (length: number) => ({ s: "BTCUSD", pr: 1, q: 1, sd: 1, ts: 1, tid: "1".repeat(length) });
    exchange.push("options", { c: 20, dt: 6, d: [trade(64), trade(65), trade(100_000)] });
    await until(() => recorder.updates.length === 1);
    assert.deepEqual(recorder.rows, [trade(64)]);
    assert.equal(feed.figures().dropped.unreadable, 2);
    assert.deepEqual(told(), [{ reason: "rowUnreadable", channel: "trades" }]);
  });

  it("keeps of its words what is told, and nothing of the frame that they came in", async () => {
    const { recorder, unreadable } = await subscribed(symbolSubscription("spot", "options", "BTCUSD"));
    exchange.push("options", `\u001b[2J${"sign=x&".repeat(100_000)}`);
    exchange.push("options", { msg: "no ".repeat(200_000) });
    exchange.push("options", { c: 20, dt: 30, d: { s: "BTCUSD", pr: 1 } });
    await until(() => recorder.updates.length === 1);
    const texts = unreadable.map(({ values }) => String(values.text));
    assert.equal(texts.length, 2);
    for (const text of texts) assert.ok(text.length === 500 || /^\[2Jsign=/.test(text), text);
    assert.ok(texts.every((text) => text.length <= 500));
  });
});
