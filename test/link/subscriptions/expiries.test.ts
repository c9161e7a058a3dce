import assert from "node:assert/strict";
import { nextExpiry } from "../../../src/link/subscriptions/expiries";
import { Subscriptions } from "../../../src/link/subscriptions/subscriptions";
import {
  chainSubscription,
  greeksSubscription,
  klineSubscription,
  type Subscription,
  symbolSubscription,
} from "../../../src/protocol/subscription";
import { apikey, book, failure, NOW, type Request, requests, signed, success, symbolsOf } from "./asking";

const OPTION = "BTCUSD-4DEC26-81000-C";
const EXPIRY = Date.UTC(2026, 11, 4, 8);
const DAY = 86_400_000;

describe("an option that is over", () => {
  /** Wanted so long before its expiry, and live. */
  function live(subscription: Subscription, dialect = signed, before = 1_000) {
    const subscriptions = new Subscriptions(dialect);
    const entry = subscriptions.want(subscription, EXPIRY - before);
    subscriptions.acknowledge(success(requests(subscriptions)[0]), NOW);
    assert.equal(entry.state, "confirmed");
    return { subscriptions, entry };
  }

  const every: Readonly<Record<string, Subscription>> = {
    candles: klineSubscription("options", OPTION, "m1"),
    "order book": book(OPTION),
    trades: symbolSubscription("trades", "options", OPTION),
    Greeks: greeksSubscription(OPTION),
    "spot price": symbolSubscription("spot", "options", OPTION),
    chain: chainSubscription("BTCUSD", EXPIRY),
    "chain by an option's name": chainSubscription(OPTION),
    "order book in another spelling": book("BTC-04DEC26-81000.0-C"),
  };
  for (const [what, subscription] of Object.entries(every)) {
    it(`is so at its 08:00 UTC and is unsubscribed: ${what}`, () => {
      const { subscriptions, entry } = live(subscription);
      assert.deepEqual(subscriptions.expire(EXPIRY - 1), []);
      assert.equal(subscriptions.nextExpiry(EXPIRY - 1), EXPIRY);
      assert.deepEqual(subscriptions.expire(EXPIRY), [entry]);
      assert.equal(entry.state, "expired");
      const frames = requests(subscriptions).map((frame) => JSON.parse(frame) as Request);
      assert.deepEqual(
        frames.map(({ action }) => action),
        ["unSubscribe"],
      );
      assert.deepEqual(subscriptions.expire(EXPIRY + DAY), [], "it is told once");
      assert.equal(subscriptions.nextExpiry(EXPIRY), undefined);
    });
  }

  for (const subscription of [book("BTCUSD"), chainSubscription("BTCUSD")]) {
    it(`is none that has no day: ${subscription.channel.name} of ${subscription.label}`, () => {
      const { subscriptions } = live(subscription);
      assert.equal(subscriptions.nextExpiry(EXPIRY), undefined);
      assert.deepEqual(subscriptions.expire(EXPIRY + 1_000 * DAY), []);
    });
  }

  it("needs no word in the dialect of 2023, which has none", () => {
    const { subscriptions, entry } = live(book(OPTION), apikey);
    assert.deepEqual(subscriptions.expire(EXPIRY), [entry]);
    assert.deepEqual(requests(subscriptions), []);
  });

  it("is not asked for any more: not on a new connection, not when it is named, not as something refused", () => {
    const { subscriptions, entry } = live(book(OPTION));
    subscriptions.expire(EXPIRY);
    subscriptions.linkOpened();
    assert.equal(subscriptions.want(book(OPTION), EXPIRY), entry);
    subscriptions.received(entry);
    assert.equal(entry.state, "expired");
    assert.deepEqual(requests(subscriptions), []);
    assert.equal(subscriptions.nextRetry, undefined);
    assert.equal(subscriptions.isMute, true);
  });

  it("is so too while there is no link, or no answer, or a refusal", () => {
    const subscriptions = new Subscriptions(signed);
    const [desired, pending] = [book(OPTION), greeksSubscription(OPTION)].map((wish) =>
      subscriptions.want(wish, EXPIRY - DAY),
    );
    subscriptions.nextFrame(NOW);
    assert.deepEqual([desired?.state, pending?.state], ["pending", "desired"]);
    const [request] = requests(subscriptions);
    subscriptions.acknowledge(failure(request), NOW);
    assert.equal(pending?.state, "rejected");
    assert.deepEqual(subscriptions.expire(EXPIRY), [desired, pending]);
    assert.deepEqual([subscriptions.nextRetry, subscriptions.hasFrames], [undefined, true]);
    assert.deepEqual(
      requests(subscriptions).map(symbolsOf),
      [[OPTION]],
      "only what may be pushed is unsubscribed",
    );
  });

  it("when somebody wants it is asked for once, in a request of its own; refused, it is over", () => {
    const subscriptions = new Subscriptions(signed);
    const living = subscriptions.want(book("BTCUSD-25DEC26-81000-C"), EXPIRY);
    const entry = subscriptions.want(book(OPTION), EXPIRY);
    const [first, second, ...more] = requests(subscriptions);
    assert.deepEqual([symbolsOf(first), symbolsOf(second)], [[living.subscription.symbol], [OPTION]]);
    assert.deepEqual(more, []);
    assert.deepEqual(subscriptions.acknowledge(failure(second, "unknown symbol"), NOW), [entry]);
    assert.deepEqual([entry.state, entry.problem], ["expired", undefined]);
    subscriptions.linkOpened();
    assert.deepEqual(requests(subscriptions).map(symbolsOf), [[living.subscription.symbol]]);
  });

  it("lives on where a replay knows it, also over another connection", () => {
    const subscriptions = new Subscriptions(signed);
    const entry = subscriptions.want(book(OPTION), EXPIRY + DAY);
    for (const _connection of [1, 2]) {
      subscriptions.linkOpened();
      subscriptions.acknowledge(success(requests(subscriptions)[0]), NOW);
      assert.deepEqual(subscriptions.expire(EXPIRY + 2 * DAY), []);
      assert.equal(entry.state, "confirmed");
    }
  });

  it("is not what only a wrong clock called so: its time comes", () => {
    const subscriptions = new Subscriptions(signed);
    const entry = subscriptions.want(book(OPTION), EXPIRY + 600_000);
    subscriptions.acknowledge(success(requests(subscriptions)[0]), NOW);
    assert.deepEqual(subscriptions.expire(EXPIRY - 1_000), []);
    assert.equal(subscriptions.nextExpiry(EXPIRY - 1_000), EXPIRY);
    assert.deepEqual(subscriptions.expire(EXPIRY), [entry]);
  });

  it("is forgotten when nobody wants it", () => {
    const { subscriptions } = live(book(OPTION));
    subscriptions.drop(book(OPTION));
    assert.equal(subscriptions.nextExpiry(EXPIRY - 1), undefined);
    assert.deepEqual(subscriptions.expire(EXPIRY), []);
  });
});

describe("the next expiry", () => {
  it("is the first to come", () => {
    assert.equal(nextExpiry([EXPIRY + DAY, EXPIRY, EXPIRY + 7 * DAY], EXPIRY - 1), EXPIRY);
  });

  it("is now, where something is over that nobody looked at", () => {
    assert.equal(nextExpiry([EXPIRY, EXPIRY + DAY], EXPIRY + 5), EXPIRY + 5);
  });

  it("is none of nothing", () => {
    assert.equal(nextExpiry([], EXPIRY), undefined);
  });
});
