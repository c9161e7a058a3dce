import assert from "node:assert/strict";
import { mock } from "node:test";
import type { Feed } from "../../../src/link/feed/feed";
import type { Endpoint } from "../../../src/protocol/channels";
import type { ProtocolName } from "../../../src/protocol/dialects";
import {
  balanceSubscription,
  chainSubscription,
  klineSubscription,
  symbolSubscription,
} from "../../../src/protocol/subscription";
import { acknowledgementOf, type StubExchange, startStubExchange } from "../../support/stub-exchange";
import { CREDENTIALS, feedOf, pass, Recorder, resumeTime, settled, stopTime, until } from "../harness";

const OPTION = "BTCUSD-7FEB27-20500-P";
const LINGER = 1_000;

describe("a feed", () => {
  let exchange: StubExchange;
  const feeds: Feed[] = [];

  beforeEach(async () => {
    exchange = await startStubExchange();
    stopTime();
    mock.method(Math, "random", () => 1);
  });

  afterEach(async () => {
    for (const feed of feeds.splice(0)) feed.close();
    await settled();
    resumeTime();
    await exchange.close();
  });

  function started(protocol: ProtocolName = "signed", endpoint: Endpoint = "options") {
    const recorded = feedOf(exchange, protocol, endpoint);
    feeds.push(recorded.feed);
    return recorded;
  }

  function sent(): string[] {
    return exchange.frames.map(({ text }) => text);
  }

  const book = (symbol: string) => symbolSubscription("orderBook", "options", symbol);
  const bookPush = (s: string, dt = 5) => ({
    c: 20,
    dt,
    d: { s, bids: [{ pr: 1, sz: 1 }], asks: [], ts: 1 },
  });

  describe("with many subscribers", () => {
    it("opens its socket for the first of them, and none for nobody", async () => {
      const { feed } = started();
      await pass(60_000);
      assert.equal(exchange.upgrades.length, 0);
      feed.subscribe(book(OPTION), new Recorder());
      await exchange.nextConnection();
      assert.equal(exchange.accepted("options"), 1);
    });

    it("subscribes once for ten of them, and each gets everything", async () => {
      const { feed } = started();
      const ten = Array.from({ length: 10 }, () => new Recorder());
      for (const one of ten) feed.subscribe(book(OPTION), one);
      await exchange.nextFrame();
      for (const one of ten) feed.subscribe(book(OPTION), one);
      exchange.push("options", bookPush(OPTION));
      await until(() => ten.every(({ updates }) => updates.length === 1));
      await settled();
      assert.equal(sent().length, 1);
      assert.equal(exchange.accepted(), 1);
    });

    it("unsubscribes when the tenth has left, a moment later, and closes when nothing else is wanted", async () => {
      const { feed } = started();
      const ten = Array.from({ length: 10 }, () => new Recorder());
      const other = new Recorder();
      for (const one of ten) feed.subscribe(book(OPTION), one);
      feed.subscribe(balanceSubscription(), other);
      await exchange.nextFrame((text) => text.includes("accountBalance"));
      const asked = sent().length;
      for (const one of ten.slice(1)) feed.unsubscribe(book(OPTION), one);
      await pass(5 * LINGER);
      assert.equal(sent().length, asked);
      for (const one of ten) feed.unsubscribe(book(OPTION), one);
      await pass(LINGER - 100);
      assert.equal(sent().length, asked);
      await pass(100);
      const frame = `{"action":"unSubscribe","dataType":"orderBook","payload":{"symbol":"${OPTION}"}}`;
      assert.deepEqual(sent().slice(asked), [frame]);
      assert.equal(exchange.open(), 1);
      feed.unsubscribe(balanceSubscription(), other);
      await pass(LINGER);
      await until(() => exchange.open() === 0);
      assert.equal(feed.state.name, "idle");
    });

    it("changes nothing at the exchange when one leaves and another comes within the moment, as in a deploy", async () => {
      const { feed } = started();
      const [before, after] = [new Recorder(), new Recorder()];
      feed.subscribe(book(OPTION), before);
      await exchange.nextFrame();
      feed.unsubscribe(book(OPTION), before);
      await pass(LINGER / 2);
      feed.subscribe(book(OPTION), after);
      await pass(10 * LINGER);
      exchange.push("options", bookPush(OPTION));
      await until(() => after.updates.length === 1);
      assert.equal(sent().filter((text) => text.includes("ubscribe")).length, 1);
      assert.equal(exchange.accepted(), 1);
      assert.deepEqual(before.updates, []);
    });

    it("gives each of them its data although one of them throws, and lives", async () => {
      const { feed, unreadable } = started();
      const broken = new Recorder();
      const [first, last] = [new Recorder(), new Recorder()];
      broken.receive = () => {
        throw new TypeError("this subscriber is broken");
      };
      for (const one of [first, broken, last]) feed.subscribe(book(OPTION), one);
      await exchange.nextFrame();
      exchange.push("options", bookPush(OPTION));
      exchange.push("options", bookPush(OPTION));
      await until(() => last.updates.length === 2);
      assert.equal(first.updates.length, 2);
      assert.equal(unreadable.length, 2);
      assert.equal(feed.state.name, "open");
    });
  });

  describe("in the dialect of 2023", () => {
    it("says nothing when the last one leaves, and drops what still comes", async () => {
      const { feed } = started("apikey");
      const [one, other] = [new Recorder(), new Recorder()];
      feed.subscribe(book(OPTION), one);
      feed.subscribe(balanceSubscription(), other);
      await exchange.nextFrame((text) => text.includes('"dt":7'));
      feed.unsubscribe(book(OPTION), one);
      await pass(5 * LINGER);
      exchange.push("options", bookPush(OPTION));
      exchange.push("options", { c: 20, dt: 5, d: { s: OPTION, bids: "not even checked" } });
      await until(() => feed.figures().dropped.unwanted === 2);
      assert.equal(feed.figures().dropped.unreadable, 0);
      assert.deepEqual(sent(), [`{"c":20,"dt":5,"d":{"s":"${OPTION}"}}`, '{"c":20,"dt":7}']);
      assert.deepEqual(one.updates, []);
    });

    it("needs no second subscription for somebody who comes back", async () => {
      const { feed } = started("apikey");
      const [one, other] = [new Recorder(), new Recorder()];
      feed.subscribe(book(OPTION), one);
      feed.subscribe(balanceSubscription(), other);
      await exchange.nextFrame((text) => text.includes('"dt":7'));
      feed.unsubscribe(book(OPTION), one);
      await pass(5 * LINGER);
      feed.subscribe(book(OPTION), one);
      exchange.push("options", bookPush(OPTION));
      await until(() => one.updates.length === 1);
      assert.equal(sent().length, 2);
    });

    it("calls no candle closed whose end came while nobody wanted it", async () => {
      const { feed } = started("apikey", "futures");
      const [one, other] = [new Recorder(), new Recorder()];
      const candles = klineSubscription("futures", "BTCUSD", "m1");
      feed.subscribe(candles, one);
      feed.subscribe(symbolSubscription("spot", "futures", "BTCUSD"), other);
      await exchange.nextFrame((text) => text.includes('"dt":30'));
      exchange.push("futures", candle(0));
      await until(() => one.updates.length === 1);
      feed.unsubscribe(candles, one);
      await pass(2 * LINGER);
      exchange.push("futures", candle(1));
      await until(() => feed.figures().dropped.unwanted === 1);
      feed.subscribe(candles, one);
      exchange.push("futures", candle(2));
      exchange.push("futures", candle(3));
      await until(() => one.updates.length >= 4);
      const closed = one.updates.filter((update) => update.closed).flatMap(({ rows }) => rows);
      assert.deepEqual(closed, [candle(2).d]);
    });

    const candle = (minute: number) => ({
      c: 20,
      dt: 31,
      d: { s: "BTCUSD", open: 1, high: 1, low: 1, close: 1, ts: 1_800_000_000_000 + minute * 60_000 },
    });
  });

  describe("whose link is lost", () => {
    it("subscribes to everything anew and signs anew, and tells its subscribers which connection it is", async () => {
      const { feed } = started();
      const one = new Recorder();
      feed.subscribe(book(OPTION), one);
      feed.subscribe(balanceSubscription(), one);
      await exchange.nextFrame((text) => text.includes("accountBalance"));
      exchange.push("options", bookPush(OPTION));
      await until(() => one.updates.length === 1);
      const first = sent();
      await pass(1_000);
      exchange.drop(1001);
      await until(() => feed.state.name === "waiting");
      await pass(500);
      await exchange.nextFrame((text) => text.includes("accountBalance"));
      assert.deepEqual(sent().slice(first.length), first);
      const signatures = exchange.upgrades.map(({ path }) => new URLSearchParams(path).get("sign"));
      assert.equal(new Set(signatures).size, 2);
      for (const { path } of exchange.upgrades)
        assert.ok(path.endsWith(`&apiKey=${CREDENTIALS.apiKey}`), path);
      exchange.push("options", bookPush(OPTION));
      await until(() => one.updates.length === 2);
      assert.deepEqual(
        one.updates.map(({ connection }) => connection),
        [1, 2],
      );
    });

    it("says so once an outage, not once an attempt", async () => {
      const { feed, failures } = started();
      feed.subscribe(book(OPTION), new Recorder());
      await exchange.nextFrame();
      for (const outage of [1, 2]) {
        exchange.refuseWith(500);
        exchange.drop();
        await until(() => feed.state.name === "waiting");
        await pass(60_000);
        assert.ok(exchange.upgrades.length > 3);
        assert.equal(failures.length, outage);
        assert.equal(failures[outage - 1]?.code, "COINCALL_LINK");
        exchange.refuseWith(undefined);
        await pass(30_000);
        await until(() => feed.state.name === "open");
      }
    });

    it("says once an outage that it is lost and once that it is refused, however they alternate", async () => {
      const { feed, failures } = started();
      feed.subscribe(book(OPTION), new Recorder());
      await exchange.nextFrame();
      exchange.drop();
      await until(() => feed.state.name === "waiting");
      for (const status of [403, 500, 403, 500]) {
        exchange.refuseWith(status);
        const attempts = exchange.upgrades.length;
        await pass(60_000);
        await until(() => exchange.upgrades.length > attempts);
        await until(() => feed.state.name === (status === 403 ? "refused" : "waiting"));
      }
      assert.deepEqual(
        failures.map(({ code }) => code),
        ["COINCALL_LINK", "COINCALL_REFUSED"],
      );
    });

    it("does not ask for what was given up in the meantime", async () => {
      const { feed } = started();
      const one = new Recorder();
      feed.subscribe(book(OPTION), one);
      feed.subscribe(balanceSubscription(), one);
      await exchange.nextFrame((text) => text.includes("accountBalance"));
      exchange.drop();
      await until(() => feed.state.name === "waiting");
      const before = sent().length;
      feed.unsubscribe(book(OPTION), one);
      await pass(500);
      await exchange.nextFrame((text) => text.includes("accountBalance"));
      await settled();
      assert.deepEqual(sent().slice(before), ['{"action":"subscribe","dataType":"accountBalance"}']);
    });

    it("stops trying when everybody has left", async () => {
      const { feed } = started();
      const one = new Recorder();
      exchange.refuseWith(500);
      feed.subscribe(book(OPTION), one);
      await until(() => feed.state.name === "waiting");
      feed.unsubscribe(book(OPTION), one);
      await pass(LINGER);
      assert.equal(feed.state.name, "idle");
      const attempts = exchange.upgrades.length;
      await pass(120_000);
      assert.equal(exchange.upgrades.length, attempts);
    });
  });

  for (const status of [401, 403]) {
    it(`that is refused with ${status} says so once, and works when the exchange thinks better of it`, async () => {
      const { feed, failures } = started();
      const one = new Recorder();
      exchange.refuseWith(status);
      feed.subscribe(book(OPTION), one);
      await until(() => feed.state.name === "refused");
      await pass(60_000);
      await until(() => exchange.upgrades.length === 2 && feed.state.name === "refused");
      assert.deepEqual(
        failures.map(({ code }) => code),
        ["COINCALL_REFUSED"],
      );
      exchange.refuseWith(undefined);
      await pass(60_000);
      await exchange.nextFrame();
      exchange.push("options", bookPush(OPTION));
      await until(() => one.updates.length === 1);
    });
  }

  describe("in silence", () => {
    for (const [protocol, heartbeat] of [
      ["signed", '{"action":"heartbeat"}'],
      ["apikey", '{"c":11}'],
    ] as const) {
      it(`sends the heartbeat of the ${protocol} dialect, and stays`, async () => {
        const { feed } = started(protocol);
        feed.subscribe(book(OPTION), new Recorder());
        await exchange.nextFrame();
        await pass(35_000);
        assert.deepEqual(sent().slice(1), [heartbeat, heartbeat, heartbeat]);
        assert.equal(feed.state.name, "open");
        assert.equal(exchange.accepted(), 1);
      });
    }

    it("reconnects when a heartbeat stays unanswered", async () => {
      const { feed, failures } = started();
      feed.subscribe(book(OPTION), new Recorder());
      await until(() => feed.counts().live === 1);
      exchange.acknowledge = "none";
      await pass(20_000);
      await until(() => feed.state.name === "waiting");
      assert.deepEqual(
        failures.map(({ reason }) => reason),
        ["heartbeatUnanswered"],
      );
      await pass(500);
      await exchange.nextFrame((text) => text.includes(OPTION));
      await until(() => exchange.open() === 1);
    });

    it("reconnects when a heartbeat is refused", async () => {
      const { feed, failures } = started();
      feed.subscribe(book(OPTION), new Recorder());
      await exchange.nextFrame();
      exchange.push("options", { c: 11, rc: 0 });
      await until(() => feed.state.name === "waiting");
      assert.deepEqual(
        failures.map(({ reason }) => reason),
        ["heartbeatRefused"],
      );
      await pass(500);
      await exchange.nextFrame((text) => text.includes(OPTION));
    });
  });

  describe("of candles without a period", () => {
    const candle = (rest: object = {}) => ({
      c: 20,
      dt: 31,
      d: { s: "BTCUSD", open: 1, high: 1, low: 1, close: 1, ts: 1_800_000_000_000, ...rest },
    });
    const candles = (period: "m1" | "m5" | "h1", symbol = "BTCUSD") =>
      klineSubscription("futures", symbol, period);

    it("gives them to the one period that is subscribed", async () => {
      const { feed } = started("apikey", "futures");
      const [one, other] = [new Recorder(), new Recorder()];
      feed.subscribe(candles("m5"), one);
      feed.subscribe(candles("m1", "ETHUSD"), other);
      await exchange.nextFrame((text) => text.includes("ETHUSD"));
      exchange.push("futures", candle());
      await until(() => one.updates.length === 1);
      assert.equal(one.updates[0]?.subscription.period, "m5");
      assert.deepEqual(other.updates, []);
    });

    it("gives those that have one to their own", async () => {
      const { feed } = started("signed", "futures");
      const [minute, hour] = [new Recorder(), new Recorder()];
      feed.subscribe(candles("m1"), minute);
      feed.subscribe(candles("h1"), hour);
      await exchange.nextFrame((text) => text.includes("h1"));
      exchange.push("futures", candle({ pe: "h1" }));
      exchange.push("futures", candle({ pe: "m5" }));
      await until(() => feed.figures().dropped.unwanted === 1);
      assert.deepEqual([minute.updates.length, hour.updates.length], [0, 1]);
    });

    it("gives them to nobody when several periods are subscribed, and tells each once, and why", async () => {
      const { feed } = started("signed", "futures");
      const [minute, hour] = [new Recorder(), new Recorder()];
      feed.subscribe(candles("m1"), minute);
      feed.subscribe(candles("h1"), hour);
      await exchange.nextFrame((text) => text.includes("h1"));
      exchange.push("futures", candle());
      exchange.push("futures", candle());
      await until(() => feed.figures().dropped.ambiguous === 2);
      for (const one of [minute, hour]) {
        assert.deepEqual(one.updates, []);
        assert.deepEqual(
          one.rejections.map(({ code, reason }) => [code, reason]),
          [["COINCALL_FRAME", "periodAmbiguous"]],
        );
      }
      assert.equal(feed.entryOf(candles("m1"))?.state, "rejected");
    });

    it("gives them to the one that is left after the other has gone, of which the exchange is told", async () => {
      const { feed } = started("signed", "futures");
      const [minute, hour] = [new Recorder(), new Recorder()];
      feed.subscribe(candles("m1"), minute);
      feed.subscribe(candles("h1"), hour);
      await exchange.nextFrame((text) => text.includes("h1"));
      exchange.push("futures", candle());
      await until(() => feed.figures().dropped.ambiguous === 1);
      feed.unsubscribe(candles("h1"), hour);
      await pass(LINGER);
      assert.match(await exchange.nextFrame(), /"unSubscribe".*"h1"/);
      exchange.push("futures", candle());
      await until(() => minute.updates.length === 1);
      assert.equal(feed.entryOf(candles("m1"))?.state, "confirmed");
      assert.equal(feed.entryOf(candles("m1"))?.problem, undefined);
    });

    it("begins a new connection for the one that is left, where the exchange can't be told", async () => {
      const { feed, failures } = started("apikey", "futures");
      const [minute, hour] = [new Recorder(), new Recorder()];
      feed.subscribe(candles("m1"), minute);
      await exchange.nextFrame((text) => text.includes("m1"));
      feed.unsubscribe(candles("m1"), minute);
      feed.subscribe(candles("h1"), hour);
      await exchange.nextFrame((text) => text.includes("h1"));
      exchange.push("futures", candle());
      await until(() => feed.figures().dropped.ambiguous === 1);
      assert.equal(exchange.accepted(), 1, "within the moment that a deploy takes");
      await pass(LINGER);
      exchange.push("futures", candle());
      await exchange.nextFrame((text) => text.includes("h1"));
      await exchange.openBecomes(1);
      exchange.push("futures", candle());
      await until(() => hour.updates.length === 1);
      assert.deepEqual([exchange.accepted(), failures, hour.rejections], [2, [], []]);
      assert.deepEqual(minute.updates, []);
    });
  });

  describe("routing", () => {
    it("takes an option's book under either number", async () => {
      const { feed } = started();
      const one = new Recorder();
      feed.subscribe(book(OPTION), one);
      await exchange.nextFrame();
      exchange.push("options", bookPush(OPTION, 5));
      exchange.push("options", bookPush(OPTION, 32));
      await until(() => one.updates.length === 2);
    });

    it("brings the trades of its options to an underlying's subscriber, and to an option's own", async () => {
      const { feed } = started();
      const [underlying, option] = [new Recorder(), new Recorder()];
      feed.subscribe(symbolSubscription("trades", "options", "BTCUSD"), underlying);
      feed.subscribe(symbolSubscription("trades", "options", OPTION), option);
      await exchange.nextFrame();
      const other = "BTCUSD-7FEB27-21000-C";
      const trades = [OPTION, other, "ETHUSD-7FEB27-2000-C"].map((s) => ({ s, pr: 1, q: 1, sd: 1, ts: 1 }));
      exchange.push("options", { c: 20, dt: 6, d: trades });
      exchange.push("options", { c: 20, dt: 6, d: trades.slice(0, 1) });
      await until(() => feed.figures().dropped.duplicate === 2);
      assert.deepEqual(
        underlying.updates.map(({ topic }) => topic),
        [OPTION, other],
      );
      assert.deepEqual(
        option.updates.map(({ topic }) => topic),
        [OPTION],
      );
      assert.equal(feed.figures().dropped.unwanted, 1);
    });

    it("gives a trade once to somebody who wants both an option and its underlying", async () => {
      const { feed } = started();
      const one = new Recorder();
      feed.subscribe(symbolSubscription("trades", "options", "BTCUSD"), one);
      feed.subscribe(symbolSubscription("trades", "options", OPTION), one);
      await exchange.nextFrame();
      const trade = { s: OPTION, pr: 1, q: 1, sd: 1, ts: 1 };
      exchange.push("options", { c: 20, dt: 6, d: [trade] });
      exchange.push("options", { c: 20, dt: 6, d: [trade] });
      exchange.push("options", bookPush("BTCUSD"));
      await until(() => feed.figures().dropped.unwanted === 1);
      assert.deepEqual(one.rows, [trade]);
    });

    it("takes an option in two spellings for one", async () => {
      const { feed } = started();
      const [one, other] = [new Recorder(), new Recorder()];
      const [subscription, spelledOtherwise] = [book("BTC-7FEB27-20500-P"), book("BTCUSD-07FEB27-20500.0-P")];
      feed.subscribe(subscription, one);
      feed.subscribe(spelledOtherwise, other);
      assert.equal(feed.ownOf(spelledOtherwise), subscription);
      await exchange.nextFrame();
      exchange.push("options", bookPush(OPTION));
      await until(() => other.updates.length === 1);
      assert.equal(one.updates.length, 1);
      assert.equal(other.updates[0]?.subscription, subscription);
      assert.equal(sent().length, 1);
    });

    it("brings a chain its rows, by underlying and expiry", async () => {
      const { feed } = started();
      const [chain, whole] = [new Recorder(), new Recorder()];
      feed.subscribe(chainSubscription(OPTION), chain);
      feed.subscribe(chainSubscription("BTCUSD"), whole);
      await exchange.nextFrame();
      const rows = [OPTION, "BTCUSD-7FEB27-21000-C", "BTCUSD-8FEB27-21000-C"].map((s) => ({ s, mp: 1 }));
      exchange.push("options", { c: 20, dt: 4, d: rows });
      await until(() => whole.updates.length === 2);
      assert.deepEqual(
        chain.updates.map(({ topic }) => topic),
        ["BTCUSD-7FEB27"],
      );
      assert.deepEqual(chain.rows, rows.slice(0, 2));
    });

    it("passes on one row of a list that nobody wanted so far, from when somebody wants it until nobody does", async () => {
      const { feed } = started("apikey");
      const [bystander, one] = [new Recorder(), new Recorder()];
      feed.subscribe(balanceSubscription(), bystander);
      await exchange.nextFrame();
      const rows = [OPTION, "BTCUSD-7FEB27-21000-C", "BTCUSD-8FEB27-21000-C"].map((s) => ({ s, mp: 1 }));
      const push = () => exchange.push("options", { c: 20, dt: 4, d: rows });
      push();
      push();
      await until(() => feed.figures().dropped.unwanted === 2 * rows.length);
      const chain = chainSubscription("BTCUSD-8FEB27-21000-C");
      feed.subscribe(chain, one);
      push();
      await until(() => one.updates.length === 1);
      assert.deepEqual(one.rows, rows.slice(2));
      feed.unsubscribe(chain, one);
      push();
      await until(() => feed.figures().dropped.unwanted === 3 * rows.length + 2);
      assert.equal(one.updates.length, 1);
    });

    it("loses no row of a frame to a bad one beside it", async () => {
      const { feed, unreadable } = started();
      const one = new Recorder();
      feed.subscribe(chainSubscription("BTCUSD"), one);
      await exchange.nextFrame();
      const good = { s: OPTION, mp: 1 };
      exchange.push("options", { c: 20, dt: 4, d: [null, 7, { mp: 1 }, { s: OPTION, mp: {} }, good] });
      await until(() => one.updates.length === 1);
      assert.deepEqual(one.rows, [good]);
      assert.deepEqual(
        unreadable.map(({ reason }) => reason),
        ["rowUnreadable"],
      );
      assert.equal(feed.figures().dropped.unreadable, 4);
    });

    it("tells of a frame of a hundred thousand bad rows in a moment", async () => {
      const { feed, unreadable } = started();
      feed.subscribe(book(OPTION), new Recorder());
      await exchange.nextFrame();
      exchange.push("options", { c: 20, dt: 5, d: Array.from({ length: 100_000 }, () => 0) });
      await until(() => feed.figures().dropped.unreadable === 2_000);
      assert.equal(feed.figures().dropped.excess, 98_000);
      assert.deepEqual(
        unreadable.map(({ reason }) => reason),
        ["excess", "rowUnreadable"],
      );
    });
  });

  describe("whose exchange", () => {
    it("pushes before it acknowledges has confirmed all the same", async () => {
      const { feed } = started();
      exchange.acknowledge = "none";
      const one = new Recorder();
      feed.subscribe(book(OPTION), one);
      await exchange.nextFrame();
      assert.equal(feed.entryOf(book(OPTION))?.state, "pending");
      exchange.push("options", bookPush(OPTION));
      await until(() => one.updates.length === 1);
      assert.equal(feed.entryOf(book(OPTION))?.state, "confirmed");
      assert.deepEqual(feed.counts(), { live: 1, pending: 0, rejected: 0, expired: 0 });
    });

    it("says nothing at all is asked once more after 10 s", async () => {
      const { feed } = started();
      exchange.acknowledge = (frame) =>
        JSON.stringify(frame).includes("heartbeat") ? { c: 11, rc: 1 } : undefined;
      feed.subscribe(book(OPTION), new Recorder());
      const asked = await exchange.nextFrame();
      await pass(12_000);
      assert.equal(sent().filter((text) => text === asked).length, 2);
      await pass(60_000);
      assert.equal(sent().filter((text) => text === asked).length, 2);
      assert.equal(feed.state.name, "open");
    });

    it("says nothing is asked once more after 10 s, however busy the others are", async () => {
      const { feed } = started();
      exchange.acknowledge = (frame) =>
        JSON.stringify(frame).includes(OPTION) ? undefined : acknowledgementOf(frame);
      feed.subscribe(book(OPTION), new Recorder());
      const asked = await exchange.nextFrame();
      for (let other = 0; other < 16; other += 1) {
        feed.subscribe(book(`COIN${other}USD`), new Recorder());
        await pass(800);
      }
      assert.equal(sent().filter((text) => text === asked).length, 2);
    });

    it("refuses one symbol of a batch keeps the others, and tells only who wants it", async () => {
      const { feed } = started();
      exchange.acknowledge = (frame) => {
        const refused = { ...acknowledgementOf(frame), result: "failed", msg: "unknown symbol" };
        return JSON.stringify(frame).includes("NOPE") ? refused : acknowledgementOf(frame);
      };
      const [good, bad] = [new Recorder(), new Recorder()];
      for (const symbol of ["AUSD", "BUSD", "CUSD", "DUSD"]) feed.subscribe(book(symbol), good);
      feed.subscribe(book("NOPEUSD"), bad);
      await until(() => bad.rejections.length === 1);
      await until(() => feed.counts().live === 4);
      assert.deepEqual(good.rejections, []);
      assert.deepEqual(bad.rejections[0]?.values, { symbol: "NOPEUSD", reason: "unknown symbol" });
      assert.deepEqual(feed.counts(), { live: 4, pending: 0, rejected: 1, expired: 0 });
    });

    for (const complaint of [
      "too many request",
      '"too many request"',
      { msg: "Too many requests" },
      { error: "too many request" },
      { code: 429, message: "too many request" },
      { action: "SUBSCRIBE", result: "failed", msg: "too many request" },
      { action: "SUBSCRIBE", result: "too many request" },
      { c: 20, dt: 5, rc: 0, msg: "too many request" },
    ]) {
      it(`says ${JSON.stringify(complaint)} is left alone for a second, and asked again`, async () => {
        const { feed } = started();
        exchange.acknowledge = "none";
        feed.subscribe(book(OPTION), new Recorder());
        const asked = await exchange.nextFrame();
        exchange.push("options", complaint);
        await until(() => feed.figures().dropped.unreadable === 1);
        await pass(900);
        assert.deepEqual(sent(), [asked]);
        await pass(200);
        assert.deepEqual(sent(), [asked, asked]);
        assert.deepEqual(feed.counts(), { live: 0, pending: 1, rejected: 0, expired: 0 });
      });
    }

    it("sends nonsense has it counted and quoted, and the feed lives", async () => {
      const { feed, unreadable } = started();
      const one = new Recorder();
      feed.subscribe(book(OPTION), one);
      await exchange.nextFrame();
      const nonsense = [
        "",
        "busy",
        "{",
        "[]",
        "null",
        '{"c":20,"dt":5}',
        `{"d":"${"x".repeat(100_000)}`,
        "[".repeat(100_000),
      ];
      for (const text of nonsense) exchange.push("options", text);
      exchange.push("options", Buffer.from([1, 2, 3]));
      exchange.pushAsText("options", Buffer.from([0x7b, 0xff, 0xfe, 0x7d]));
      exchange.push("options", bookPush(OPTION));
      await until(() => one.updates.length === 1);
      assert.equal(feed.figures().dropped.unreadable, nonsense.length + 1);
      assert.equal(feed.figures().dropped.binary, 1);
      assert.equal(unreadable.length, nonsense.length + 2);
      assert.ok(unreadable.some(({ values }) => values.text === "busy"));
      assert.equal(feed.state.name, "open");
    });

    it("keeps digits that a number cannot hold has them kept for who wants exact numbers", async () => {
      const { feed } = started();
      const exact = new Recorder(true);
      feed.subscribe(book(OPTION), exact);
      await exchange.nextFrame();
      exchange.push(
        "options",
        `{"c":20,"dt":5,"d":{"s":"${OPTION}","bids":[{"pr":0.10,"sz":1}],"asks":[],"ts":1}}`,
      );
      await until(() => exact.updates.length === 1);
      assert.deepEqual(exact.rows[0], { s: OPTION, bids: [{ pr: "0.10", sz: "1" }], asks: [], ts: "1" });
    });
  });

  describe("reads a frame only when somebody looks at what is in it", () => {
    /** Nobody could parse it, and a glance does not see that. */
    const broken = (symbol: string) => `{"dt":5,"c":20,"d":{"s":"${symbol}","bids":[{]},"ts":1}`;
    const OTHER = "BTCUSD-7FEB27-21000-P";

    async function confirmed(symbols: readonly string[], subscribers: readonly Recorder[]) {
      const { feed } = started();
      for (const symbol of symbols) for (const one of subscribers) feed.subscribe(book(symbol), one);
      await until(() => feed.counts().live === symbols.length);
      return feed;
    }

    it("and drops what nobody wants unread, counting it", async () => {
      const one = new Recorder();
      const feed = await confirmed([OPTION], [one]);
      exchange.push("options", broken(OTHER));
      exchange.push("options", bookPush(OPTION));
      await until(() => one.updates.length === 1);
      assert.equal(feed.figures().dropped.unwanted, 1);
      assert.equal(feed.figures().dropped.unreadable, 0);
    });

    it("once for all who do, and says once that it could not be read", async () => {
      const ten = Array.from({ length: 10 }, () => new Recorder());
      const feed = await confirmed([OPTION], ten);
      exchange.push("options", broken(OPTION));
      exchange.push("options", bookPush(OPTION));
      await until(() => ten.every(({ updates }) => updates.length === 2));
      assert.equal(feed.figures().dropped.unreadable, 0, "before anybody looked");
      for (const { updates } of ten) assert.deepEqual(updates[0]?.rows, []);
      for (const { updates } of ten) assert.equal(updates[1]?.rows.length, 1);
      assert.equal(feed.figures().dropped.unreadable, 1);
    });

    it("and counts one that names its symbol twice, the second time another's", async () => {
      const one = new Recorder();
      const feed = await confirmed([OPTION], [one]);
      const twice = `{"dt":5,"c":20,"d":{"s":"${OPTION}","bids":[],"asks":[],"s":"${OTHER}","ts":1}}`;
      exchange.push("options", twice);
      await until(() => one.updates.length === 1);
      assert.deepEqual(one.updates[0]?.rows, []);
      assert.deepEqual([feed.figures().dropped.unwanted, feed.figures().dropped.unreadable], [1, 0]);
    });

    it("but at once while the exchange has not confirmed the symbol: data is a confirmation only if it is data", async () => {
      const { feed } = started();
      const one = new Recorder();
      exchange.acknowledge = "none";
      feed.subscribe(book(OPTION), one);
      await exchange.nextFrame();
      exchange.push("options", broken(OPTION));
      await until(() => feed.figures().dropped.unreadable === 1);
      assert.deepEqual(feed.counts(), { live: 0, pending: 1, rejected: 0, expired: 0 });
      assert.equal(one.updates.length, 0);
    });

    it("and knows the symbols of a chain before", async () => {
      const { feed } = started();
      const one = new Recorder();
      feed.subscribe(chainSubscription(OPTION), one);
      await until(() => feed.counts().live === 1);
      exchange.push("options", { c: 20, dt: 4, d: [{ s: OPTION, mp: "1.50 " }, { s: OTHER }] });
      await until(() => one.updates.length === 1);
      assert.deepEqual(one.updates[0]?.symbols, [OPTION, OTHER]);
      assert.equal(one.updates[0]?.topic, "BTCUSD-7FEB27");
      assert.deepEqual(
        (one.rows as { s: string; mp?: number }[]).map(({ s, mp }) => [s, mp]),
        [
          [OPTION, 1.5],
          [OTHER, undefined],
        ],
      );
    });

    it("and takes the balance for the account's, whatever else the frame names", async () => {
      const { feed } = started();
      const one = new Recorder();
      feed.subscribe(balanceSubscription(), one);
      await until(() => feed.counts().live === 1);
      exchange.push("options", { c: 20, dt: 7, d: { e: "0.4", s: "USD" } });
      exchange.push("options", { c: 20, dt: 7, d: { e: "0.5", assets: [{ coin: "BTC", s: "BTC" }] } });
      await until(() => one.updates.length === 2);
      assert.deepEqual(
        (one.rows as { e: number }[]).map(({ e }) => e),
        [0.4, 0.5],
      );
    });

    it("and parts a frame that holds several chains", async () => {
      const { feed } = started();
      const one = new Recorder();
      feed.subscribe(chainSubscription("BTCUSD"), one);
      await until(() => feed.counts().live === 1);
      exchange.push("options", { c: 20, dt: 4, d: [{ s: OPTION }, { s: "BTCUSD-8FEB27-20500-P" }] });
      await until(() => one.updates.length === 2);
      assert.deepEqual(
        one.updates.map(({ topic }) => topic),
        ["BTCUSD-7FEB27", "BTCUSD-8FEB27"],
      );
    });
  });

  it("does not take a trade of the millisecond in which it asked for an older one", async () => {
    const { feed } = started();
    const one = new Recorder();
    // Some part of a millisecond goes by between the clock's tick and the request.
    await pass(0.7);
    const before = Date.now();
    feed.subscribe(book(OPTION), one);
    await exchange.nextFrame();
    await pass(0.7);
    exchange.push("options", bookPush(OPTION));
    await until(() => one.updates.length === 1);
    const asked = feed.time.at(one.updates[0]?.asked ?? Number.NaN);
    assert.ok(Number.isInteger(asked), String(asked));
    assert.ok(asked <= before + 1, `${asked} after ${before}`);
  });

  it("asks for 1,000 symbols in ten requests, after a reconnection too", async () => {
    const { feed } = started();
    const one = new Recorder();
    for (let count = 0; count < 1_000; count += 1) feed.subscribe(book(`COIN${count}USD`), one);
    for (const requests of [10, 20]) {
      await until(() => feed.state.name === "open");
      await pass(1_000);
      assert.equal(sent().filter((text) => text.includes("subscribe")).length, requests);
      assert.equal(feed.counts().live, 1_000);
      exchange.drop();
      await until(() => feed.state.name === "waiting");
      await pass(500);
    }
  });

  it("closes at once, whoever still wants something", async () => {
    const { feed } = started();
    const one = new Recorder();
    feed.subscribe(book(OPTION), one);
    await exchange.nextFrame();
    feed.close();
    exchange.push("options", bookPush(OPTION));
    await until(() => exchange.open() === 0);
    await pass(120_000);
    assert.equal(exchange.accepted(), 1);
    assert.deepEqual(one.updates, []);
  });
});
