import assert from "node:assert/strict";
import type { Subscriptions } from "../../../src/link/subscriptions/subscriptions";
import { CoincallError } from "../../../src/protocol/error";
import {
  balanceSubscription,
  chainSubscription,
  greeksSubscription,
  klineSubscription,
  symbolSubscription,
} from "../../../src/protocol/subscription";
import {
  answer,
  apikey,
  book,
  books,
  failure,
  NOW,
  type Request,
  requests,
  settle,
  signed,
  success,
  symbolsOf,
  wanted,
} from "./asking";

describe("a subscription's state", () => {
  it("is desired, then pending once asked for, then confirmed by an acknowledgement", () => {
    const { subscriptions, entries } = wanted(signed, book("BTCUSD"));
    assert.equal(entries[0]?.state, "desired");
    const [request] = requests(subscriptions);
    assert.equal(entries[0]?.state, "pending");
    assert.equal(entries[0]?.firstAsked, NOW);
    assert.deepEqual(subscriptions.acknowledge(success(request), NOW), entries);
    assert.equal(entries[0]?.state, "confirmed");
    assert.equal(subscriptions.awaitsAnswers, false);
  });

  it("is confirmed by data as well, whichever comes first", () => {
    const { subscriptions, entries } = wanted(signed, book("BTCUSD"));
    const [request] = requests(subscriptions);
    const [entry] = entries;
    assert.ok(entry);
    subscriptions.received(entry);
    assert.equal(entry.state, "confirmed");
    assert.deepEqual(subscriptions.acknowledge(success(request), NOW), []);
    assert.equal(entry.state, "confirmed");
  });

  it("is rejected with the exchange's reason, and can be asked for again", () => {
    const { subscriptions, entries } = wanted(signed, book("NOPEUSD"));
    subscriptions.acknowledge(failure(requests(subscriptions)[0], "unknown symbol"), NOW);
    const [entry] = entries;
    assert.equal(entry?.state, "rejected");
    assert.equal(entry?.problem?.code, "COINCALL_REJECTED");
    assert.equal(entry?.problem?.reason, "rejectedBecause");
    assert.deepEqual(entry?.problem?.values, { symbol: "NOPEUSD", reason: "unknown symbol" });
    assert.equal(subscriptions.hasFrames, false);
    assert.equal(subscriptions.want(book("NOPEUSD"), NOW), entry);
    assert.equal(entry?.problem, undefined);
    assert.deepEqual(requests(subscriptions).map(symbolsOf), [["NOPEUSD"]]);
  });

  it("is rejected for no reason where the exchange gives none", () => {
    const { subscriptions, entries } = wanted(signed, book("NOPEUSD"));
    subscriptions.acknowledge(failure(requests(subscriptions)[0]), NOW);
    assert.equal(entries[0]?.problem?.reason, "rejected");
  });

  it("is better told by data than by a refusal", () => {
    const { subscriptions, entries } = wanted(signed, book("BTCUSD"));
    subscriptions.acknowledge(failure(requests(subscriptions)[0]), NOW);
    const [entry] = entries;
    assert.ok(entry);
    subscriptions.received(entry);
    assert.equal(entry.state, "confirmed");
    assert.equal(entry.problem, undefined);
  });

  it("is one for all spellings of an option", () => {
    const { subscriptions, entries } = wanted(
      signed,
      book("BTC-7FEB27-20500-P"),
      book("BTCUSD-07FEB27-20500.0-P"),
    );
    assert.equal(entries[0], entries[1]);
    assert.deepEqual(requests(subscriptions).map(symbolsOf), [["BTC-7FEB27-20500-P"]]);
  });
});

describe("requests", () => {
  it("name up to 100 symbols of one channel", () => {
    const { subscriptions } = wanted(signed, ...books(250), greeksSubscription("BTCUSD"));
    const frames = requests(subscriptions);
    assert.deepEqual(
      frames.map((frame) => symbolsOf(frame).length),
      [100, 100, 50, 1],
    );
    assert.equal(new Set(frames.flatMap(symbolsOf)).size, 251);
    assert.deepEqual(
      frames.map((frame) => (JSON.parse(frame) as Request).dataType),
      ["orderBook", "orderBook", "orderBook", "bsInfo"],
    );
  });

  it("name one thing each where the exchange takes one", () => {
    const { subscriptions } = wanted(
      signed,
      klineSubscription("options", "BTCUSD", "m1"),
      klineSubscription("options", "BTCUSD", "m5"),
      chainSubscription("BTCUSD", NOW),
      balanceSubscription(),
    );
    assert.equal(requests(subscriptions).length, 4);
    const of2023 = wanted(apikey, ...books(3), symbolSubscription("spot", "options", "BTCUSD"));
    assert.equal(requests(of2023.subscriptions).length, 4);
  });

  it("are not repeated while nothing changes", () => {
    const { subscriptions, entries } = wanted(signed, book("BTCUSD"));
    assert.equal(requests(subscriptions).length, 1);
    assert.equal(subscriptions.want(book("BTCUSD"), NOW), entries[0]);
    assert.equal(subscriptions.nextFrame(NOW), undefined);
  });

  it("are made anew for everything after a reconnection, and nothing old counts any more", () => {
    const { subscriptions, entries } = wanted(signed, ...books(4));
    const [confirmed, rejected, dropped] = entries;
    const [request] = requests(subscriptions);
    assert.ok(confirmed && rejected && dropped);
    subscriptions.received(confirmed);
    subscriptions.drop(dropped.subscription);
    subscriptions.acknowledge(failure(request), NOW);
    subscriptions.linkOpened();
    assert.equal(subscriptions.awaitsAnswers, false);
    const [again, ...more] = requests(subscriptions, NOW + 60_000);
    assert.deepEqual(more, [], "nothing is unsubscribed that the new connection never had");
    assert.deepEqual(symbolsOf(again), ["COIN0USD", "COIN1USD", "COIN3USD"]);
    assert.equal(confirmed.state, "pending");
    assert.equal(confirmed.firstAsked, NOW, "the first time counts");
  });
});

describe("a batch that was refused", () => {
  const isBad = (symbol: string) => symbol.startsWith("BAD");

  it("is split until the culprit is found, and the others live", () => {
    const { subscriptions, entries } = wanted(signed, ...books(99), book("BADUSD"));
    const sent = settle(subscriptions, isBad).length;
    for (const { subscription, state } of entries) {
      assert.equal(state, isBad(subscription.symbol) ? "rejected" : "confirmed", subscription.symbol);
    }
    assert.ok(sent <= 1 + 2 * Math.ceil(Math.log2(100)), `${sent} requests`);
  });

  it("finds several culprits, wherever they stand", () => {
    for (const places of [
      [0],
      [99],
      [0, 1],
      [49, 50],
      [0, 33, 66, 99],
      Array.from({ length: 100 }, (_, i) => i),
    ]) {
      const wishes = books(100).map((wish, place) =>
        places.includes(place) ? book(`BAD${place}USD`) : wish,
      );
      const { subscriptions, entries } = wanted(signed, ...wishes);
      settle(subscriptions, isBad);
      const rejected = entries.filter(({ state }) => state === "rejected");
      assert.equal(rejected.length, places.length);
      assert.ok(
        entries.every(({ state, subscription }) => (state === "rejected") === isBad(subscription.symbol)),
      );
    }
  });

  it("does not drag down what joins in the meantime", () => {
    const { subscriptions } = wanted(signed, book("BADUSD"), book("BTCUSD"));
    const [request] = requests(subscriptions);
    const late = subscriptions.want(book("ETHUSD"), NOW);
    subscriptions.acknowledge(failure(request), NOW);
    settle(subscriptions, isBad);
    assert.equal(late.state, "confirmed");
  });

  it("leaves out what nobody wants any more", () => {
    const { subscriptions, entries } = wanted(signed, book("BADUSD"), book("BTCUSD"));
    const [request] = requests(subscriptions);
    subscriptions.drop(book("BADUSD"));
    subscriptions.acknowledge(failure(request), NOW);
    const asked = requests(subscriptions).filter((frame) => frame.includes('"subscribe"'));
    assert.deepEqual(asked.map(symbolsOf), [["BTCUSD"]]);
    assert.equal(entries[1]?.state, "pending");
  });

  it("leaves alone what its data has confirmed", () => {
    const { subscriptions, entries } = wanted(signed, book("BTCUSD"), book("BADUSD"));
    const [request] = requests(subscriptions);
    assert.ok(entries[0]);
    subscriptions.received(entries[0]);
    subscriptions.acknowledge(failure(request), NOW);
    assert.deepEqual(requests(subscriptions).map(symbolsOf), [["BADUSD"]]);
    assert.equal(entries[0].state, "confirmed");
  });

  it("asks once more for a part of it that stays unanswered", () => {
    const { subscriptions } = wanted(signed, ...books(4));
    subscriptions.acknowledge(failure(requests(subscriptions)[0]), NOW);
    assert.equal(requests(subscriptions).length, 2);
    subscriptions.askAgain(NOW + 10_000);
    assert.equal(requests(subscriptions, NOW + 10_000).flatMap(symbolsOf).length, 4);
    subscriptions.askAgain(NOW + 20_000);
    assert.equal(subscriptions.hasFrames, false);
  });
});

describe("a request without an answer", () => {
  it("is repeated once, after 10 s, for what has no data either", () => {
    const { subscriptions, entries } = wanted(signed, book("BTCUSD"), book("ETHUSD"));
    requests(subscriptions);
    assert.ok(entries[0]);
    subscriptions.received(entries[0]);
    subscriptions.askAgain(NOW + 9_999);
    assert.equal(subscriptions.hasFrames, false);
    subscriptions.askAgain(NOW + 10_000);
    assert.deepEqual(requests(subscriptions, NOW + 10_000).map(symbolsOf), [["ETHUSD"]]);
    subscriptions.askAgain(NOW + 20_000);
    assert.equal(subscriptions.hasFrames, false);
    assert.equal(subscriptions.awaitsAnswers, false);
    assert.equal(entries[1]?.state, "pending");
  });

  it("has one again on the next connection", () => {
    const { subscriptions } = wanted(signed, book("BTCUSD"));
    for (const connected of [NOW, NOW + 100_000]) {
      subscriptions.linkOpened();
      assert.equal(requests(subscriptions, connected).length, 1);
      subscriptions.askAgain(connected + 10_000);
      assert.equal(requests(subscriptions, connected + 10_000).length, 1);
    }
  });

  it("may still get a late one: yes", () => {
    const { subscriptions, entries } = wanted(signed, book("BTCUSD"));
    const [request] = requests(subscriptions);
    giveUpOn(subscriptions);
    assert.deepEqual(subscriptions.acknowledge(success(request), NOW), entries);
    assert.equal(entries[0]?.state, "confirmed");
  });

  it("may still get a late one: no", () => {
    const { subscriptions, entries } = wanted(signed, book("BTCUSD"));
    const [request] = requests(subscriptions);
    giveUpOn(subscriptions);
    assert.deepEqual(subscriptions.acknowledge(failure(request, "unknown"), NOW), entries);
    assert.equal(entries[0]?.state, "rejected");
    assert.deepEqual(subscriptions.acknowledge(failure(request, "unknown"), NOW), []);
  });

  function giveUpOn(subscriptions: Subscriptions): void {
    subscriptions.askAgain(NOW + 10_000);
    assert.equal(requests(subscriptions, NOW + 10_000).length, 1);
    subscriptions.askAgain(NOW + 20_000);
    assert.equal(subscriptions.awaitsAnswers, false);
  }

  it("is made again at once when there were too many, and that time does not count", () => {
    const { subscriptions } = wanted(signed, ...books(150));
    const [first] = requests(subscriptions);
    subscriptions.acknowledge(success(first), NOW);
    subscriptions.askAgainForUnanswered();
    assert.equal(requests(subscriptions).flatMap(symbolsOf).length, 50);
    subscriptions.askAgain(NOW + 10_000);
    assert.equal(requests(subscriptions, NOW + 10_000).flatMap(symbolsOf).length, 50);
    subscriptions.askAgain(NOW + 20_000);
    assert.equal(subscriptions.hasFrames, false);
  });
});

describe("an acknowledgement finds its request", () => {
  const kline = klineSubscription("options", "BTCUSD", "m1");
  const greeks = greeksSubscription("BTC-7FEB27-20500-P");

  it("by data type and symbols, in any order", () => {
    const { subscriptions, entries } = wanted(signed, book("BTCUSD"), kline, greeks);
    const frames = requests(subscriptions);
    for (const place of [2, 0, 1]) {
      assert.deepEqual(subscriptions.acknowledge(success(frames[place]), NOW), [entries[place]]);
    }
  });

  it("by an option's name in another spelling", () => {
    const { subscriptions, entries } = wanted(signed, greeks);
    requests(subscriptions);
    const payload = { symbol: "BTCUSD-07FEB27-20500-P" };
    const frame = { action: "SUBSCRIBE", dataType: "bsInfo", payload, result: "success" };
    assert.deepEqual(subscriptions.acknowledge(answer(frame), NOW), entries);
  });

  it("by a chain's underlying, where an option's name stood for it", () => {
    const { subscriptions, entries } = wanted(signed, chainSubscription("BTC-7FEB27-20500-P"));
    const [request] = requests(subscriptions);
    assert.deepEqual(subscriptions.acknowledge(success(request), NOW), entries);
  });

  it("by the number of the channel, also where pushes have another one", () => {
    for (const dt of [5, 32]) {
      const { subscriptions, entries } = wanted(apikey, greeks, book("BTCUSD"));
      requests(subscriptions);
      assert.deepEqual(subscriptions.acknowledge(answer({ c: 20, dt, rc: 1 }), NOW), [entries[1]]);
    }
  });

  it("and settles those only that it names, where the exchange answers one after the other", () => {
    const { subscriptions, entries } = wanted(signed, book("BTCUSD"), book("BADUSD"), book("ETHUSD"));
    requests(subscriptions);
    const about = (symbol: string, result: string) =>
      answer({ action: "SUBSCRIBE", dataType: "orderBook", payload: { symbol }, result });
    assert.deepEqual(subscriptions.acknowledge(about("BTCUSD", "success"), NOW), [entries[0]]);
    assert.deepEqual(subscriptions.acknowledge(about("BADUSD", "failed"), NOW), [entries[1]]);
    assert.deepEqual(subscriptions.acknowledge(about("ETHUSD", "success"), NOW), [entries[2]]);
    assert.deepEqual(
      entries.map(({ state }) => state),
      ["confirmed", "rejected", "confirmed"],
    );
    assert.deepEqual([subscriptions.hasFrames, subscriptions.awaitsAnswers], [false, false]);
  });

  it("as the one with the very same symbols, before an older one that has them among others", () => {
    const { subscriptions, entries } = wanted(signed, book("BTCUSD"), book("ETHUSD"));
    requests(subscriptions);
    subscriptions.drop(book("ETHUSD"));
    requests(subscriptions);
    const again = subscriptions.want(book("ETHUSD"), NOW);
    const [alone] = requests(subscriptions);
    assert.deepEqual(subscriptions.acknowledge(success(alone), NOW), [again]);
    assert.equal(entries[0]?.state, "pending");
  });

  it("as the oldest without data, when it is a refusal that says nothing of what it is about", () => {
    const { subscriptions, entries } = wanted(signed, kline, greeks);
    requests(subscriptions);
    assert.ok(entries[0]);
    subscriptions.received(entries[0]);
    assert.deepEqual(subscriptions.acknowledge(answer({ action: "SUBSCRIBE", result: "failed" }), NOW), [
      entries[1],
    ]);
  });

  it("as the oldest, when it says nothing of what it is about", () => {
    const { subscriptions, entries } = wanted(signed, book("BTCUSD"), kline);
    requests(subscriptions);
    const bare = answer({ action: "subscribe", result: "success" });
    assert.deepEqual(subscriptions.acknowledge(bare, NOW), [entries[0]]);
    assert.deepEqual(subscriptions.acknowledge(bare, NOW), [entries[1]]);
  });

  it("or none, when it was not asked for, or comes a second time", () => {
    const { subscriptions, entries } = wanted(signed, book("BTCUSD"));
    const [request] = requests(subscriptions);
    const unasked = [
      { action: "subscribe", dataType: "bsInfo", result: "failed" },
      { action: "subscribe", dataType: "orderBook", payload: { symbol: "ETHUSD" }, result: "failed" },
      { c: 20, dt: 4, rc: 0 },
      { action: "unSubscribe", dataType: "orderBook", payload: { symbol: "BTCUSD" }, result: "failed" },
    ];
    for (const frame of unasked) assert.deepEqual(subscriptions.acknowledge(answer(frame), NOW), []);
    assert.equal(entries[0]?.state, "pending");
    subscriptions.acknowledge(success(request), NOW);
    assert.deepEqual(subscriptions.acknowledge(failure(request), NOW), []);
    assert.equal(entries[0]?.state, "confirmed");
  });
});

describe("leaving", () => {
  it("unsubscribes in batches, before anything new is asked for", () => {
    const { subscriptions } = wanted(signed, ...books(150));
    requests(subscriptions);
    for (const subscription of books(150)) subscriptions.drop(subscription);
    subscriptions.want(book("BTCUSD"), NOW);
    const frames = requests(subscriptions).map((frame) => JSON.parse(frame) as Request);
    assert.deepEqual(
      frames.map(({ action, payload }) => [action, [payload?.symbol].flat().length]),
      [
        ["unSubscribe", 100],
        ["unSubscribe", 50],
        ["subscribe", 1],
      ],
    );
    assert.equal(subscriptions.size, 1);
  });

  it("needs no word where the exchange pushes nothing: not asked yet, or refused", () => {
    const { subscriptions } = wanted(signed, book("NOPEUSD"));
    subscriptions.acknowledge(failure(requests(subscriptions)[0]), NOW);
    subscriptions.want(book("BTCUSD"), NOW);
    subscriptions.drop(book("NOPEUSD"));
    subscriptions.drop(book("BTCUSD"));
    subscriptions.drop(book("NEVERUSD"));
    assert.equal(subscriptions.hasFrames, false);
  });

  it("needs a word where this side gave up what the exchange pushes", () => {
    const { subscriptions, entries } = wanted(signed, klineSubscription("futures", "BTCUSD", "m1"));
    requests(subscriptions);
    const [entry] = entries;
    assert.ok(entry);
    subscriptions.received(entry);
    subscriptions.reject(entry, new CoincallError("COINCALL_FRAME", "periodAmbiguous"));
    subscriptions.drop(entry.subscription);
    assert.deepEqual(
      requests(subscriptions).map((frame) => (JSON.parse(frame) as Request).action),
      ["unSubscribe"],
    );
  });

  it("takes back an unsubscription that waits to be sent, when somebody comes back", () => {
    const { subscriptions } = wanted(signed, book("BTCUSD"));
    subscriptions.acknowledge(success(requests(subscriptions)[0]), NOW);
    subscriptions.drop(book("BTCUSD"));
    const again = subscriptions.want(book("BTCUSD"), NOW);
    subscriptions.received(again);
    assert.equal(again.state, "confirmed");
    assert.deepEqual(requests(subscriptions), []);
  });

  it("does not take data of the old subscription for an answer to the new one", () => {
    const { subscriptions } = wanted(signed, book("BTCUSD"));
    const [request] = requests(subscriptions);
    subscriptions.drop(book("BTCUSD"));
    const [unsubscription] = requests(subscriptions);
    assert.match(unsubscription ?? "", /unSubscribe/);
    const again = subscriptions.want(book("BTCUSD"), NOW);
    subscriptions.received(again);
    assert.deepEqual(requests(subscriptions), [request]);
  });

  it("says nothing in the dialect of 2023, which has no word for it", () => {
    const { subscriptions } = wanted(apikey, book("BTCUSD"));
    requests(subscriptions);
    subscriptions.drop(book("BTCUSD"));
    assert.equal(subscriptions.hasFrames, false);
  });

  it("and coming back is a new subscription, whatever is said to the old one", () => {
    const { subscriptions, entries } = wanted(signed, book("BTCUSD"));
    const [request] = requests(subscriptions);
    subscriptions.drop(book("BTCUSD"));
    const again = subscriptions.want(book("BTCUSD"), NOW);
    assert.notEqual(again, entries[0]);
    assert.deepEqual(requests(subscriptions), [request]);
    assert.deepEqual(subscriptions.acknowledge(failure(request), NOW), []);
    assert.equal(again.state, "pending");
    assert.deepEqual(subscriptions.acknowledge(success(request), NOW), [again]);
  });
});
