import assert from "node:assert/strict";
import type { RawTrade } from "../../../src/protocol/decode";
import { symbolSubscription } from "../../../src/protocol/subscription";
import { acknowledgementOf } from "../../support/stub-exchange";
import { pass, Recorder, settled, until } from "../harness";
import { Stage } from "./stage";

const TIME = 1_800_000_000_000;

/** The same trade on both channels; its id is past what a number holds. */
const idOf = (number: number) => `19374668705841889${number.toString().padStart(2, "0")}`;
const plain = (number: number) => ({ s: "BTCUSD", pr: "1", q: "2", sd: 1, ts: TIME + number });
const withId = (number: number) => ({
  symbol: "BTCUSD",
  matchPrice: "1",
  matchQty: "2",
  matchValue: "2",
  tradeId: idOf(number),
  tradeSide: "1",
  tradeTime: String(TIME),
});

describe("trades with ids", () => {
  const stage = new Stage();
  beforeEach(() => stage.open());
  afterEach(() => stage.clear());

  const plainly = symbolSubscription("trades", "futures", "BTCUSD");
  const byId = symbolSubscription("tradesWithIds", "futures", "BTCUSD");
  const push = (...rows: object[]) => stage.exchange.push("futures", { c: 20, dt: 43, d: rows });
  const idsOf = ({ rows }: Recorder) => rows.map((row) => (row as RawTrade).tradeId);

  it("and trades without go to whoever wants them, side by side on one symbol", async () => {
    const { feed } = stage.feed("signed", "futures");
    const [one, other] = [new Recorder(), new Recorder()];
    feed.subscribe(plainly, one);
    feed.subscribe(byId, other);
    await until(() => feed.counts().live === 2);
    stage.exchange.push("futures", { c: 20, dt: 33, d: [plain(1)] });
    push(withId(1));
    await until(() => one.rows.length === 1 && other.rows.length === 1);
    assert.deepEqual([idsOf(one), idsOf(other)], [[undefined], [idOf(1)]]);
    feed.unsubscribe(plainly, one);
    push(withId(2));
    stage.exchange.push("futures", { c: 20, dt: 33, d: [plain(2)] });
    await until(() => other.rows.length === 2);
    await settled();
    assert.deepEqual([one.rows.length, other.updates[1]?.subscription.channel.name], [1, "trades"]);
  });

  it("that are alike but for their ids are all told, each once, across a reconnection too", async () => {
    const { feed, unreadable } = stage.feed("signed", "futures");
    const one = new Recorder();
    feed.subscribe(byId, one);
    await until(() => feed.counts().live === 1);
    push(withId(2), withId(1));
    await until(() => one.rows.length === 2);
    stage.exchange.drop();
    await until(() => feed.state.name === "waiting");
    await pass(500);
    await until(() => feed.counts().live === 1);
    push(withId(3), withId(2), withId(1));
    await until(() => one.rows.length === 3);
    assert.deepEqual(idsOf(one).toSorted(), [1, 2, 3].map(idOf));
    assert.deepEqual([feed.figures().dropped.duplicate, unreadable], [2, []]);
  });

  for (const dataType of ["lastTradeV2", "lasttradeV2"]) {
    it(`are confirmed, or refused, by an answer that spells them ${dataType}`, async () => {
      let result = "success";
      stage.exchange.acknowledge = (frame) => ({ ...acknowledgementOf(frame), dataType, result });
      const { feed } = stage.feed("signed", "futures");
      const one = new Recorder();
      feed.subscribe(byId, one);
      await until(() => feed.counts().live === 1);
      result = "failed";
      feed.subscribe(symbolSubscription("tradesWithIds", "futures", "ETHUSD"), one);
      await until(() => feed.counts().rejected === 1);
      assert.equal(one.rejections[0]?.values.symbol, "ETHUSD");
    });
  }

  it("are asked for by a hundred symbols a request on futures, and one by one on options", async () => {
    for (const [endpoint, requests] of [
      ["futures", 1],
      ["options", 3],
    ] as const) {
      const { feed } = stage.feed("signed", endpoint);
      const before = stage.asked.length;
      for (const symbol of ["BTCUSD", "ETHUSD", "SOLUSD"]) {
        feed.subscribe(symbolSubscription("tradesWithIds", endpoint, symbol), new Recorder());
      }
      await until(() => feed.counts().live === 3);
      assert.equal(stage.asked.length - before, requests, endpoint);
    }
  });

  it("of options come to whoever wants those of their underlying, once for the option", async () => {
    const { feed } = stage.feed();
    const [all, both] = [new Recorder(), new Recorder()];
    const option = "BTCUSD-27DEC30-100000-C";
    feed.subscribe(symbolSubscription("tradesWithIds", "options", "BTCUSD"), all);
    for (const symbol of ["BTCUSD", option]) {
      feed.subscribe(symbolSubscription("tradesWithIds", "options", symbol), both);
    }
    await until(() => feed.counts().live === 2);
    stage.exchange.push("options", { c: 20, dt: 24, d: [{ ...withId(1), symbol: option }] });
    await until(() => all.rows.length > 0 && both.rows.length > 0);
    await settled();
    assert.deepEqual([all.rows.length, both.rows.length], [1, 1]);
    assert.equal(both.updates[0]?.subscription.symbol, option);
  });

  it("that nobody wants any more are dropped, and those that can't be read are counted", async () => {
    const { feed, unreadable } = stage.feed("signed", "futures");
    const one = new Recorder();
    feed.subscribe(byId, one);
    await until(() => feed.counts().live === 1);
    push({ ...withId(1), symbol: "ETHUSD" }, { ...withId(2), matchPrice: "much" }, {}, withId(3));
    await until(() => one.rows.length === 1);
    assert.equal(unreadable.length > 0, true);
    const { dropped } = feed.figures();
    assert.deepEqual([dropped.unwanted, dropped.unreadable], [1, 2]);
  });
});
