import assert from "node:assert/strict";
import type { Subscriptions } from "../../../src/link/subscriptions/subscriptions";
import { CoincallError } from "../../../src/protocol/error";
import { klineSubscription } from "../../../src/protocol/subscription";
import { book, books, failure, NOW, requests, settle, signed, success, symbolsOf, wanted } from "./asking";

const MINUTE = 60_000;
const all = () => true;

describe("what was refused", () => {
  function refused(symbol = "BADUSD", words = "unknown symbol") {
    const { subscriptions, entries } = wanted(signed, book(symbol));
    subscriptions.acknowledge(failure(requests(subscriptions)[0], words), NOW);
    return { subscriptions, entry: entries[0] };
  }

  /** Asked again then, and refused again. */
  function refuseAt(subscriptions: Subscriptions, moment: number): void {
    assert.equal(subscriptions.retry(moment - 1), false, "not before");
    assert.equal(subscriptions.nextRetry, moment);
    assert.equal(subscriptions.retry(moment), true);
    subscriptions.acknowledge(failure(requests(subscriptions, moment)[0], "unknown symbol"), moment);
  }

  it("is asked for again after 1, 2, 5, and then every 15 minutes", () => {
    const { subscriptions } = refused();
    let moment = NOW;
    for (const minutes of [1, 2, 5, 15, 15, 15]) {
      moment += minutes * MINUTE;
      refuseAt(subscriptions, moment);
    }
  });

  it("stays refused in the same words while it is asked for again, until it is accepted", () => {
    const { subscriptions, entry } = refused();
    subscriptions.retry(NOW + MINUTE);
    const [request] = requests(subscriptions, NOW + MINUTE);
    assert.equal(entry?.state, "pending");
    assert.equal(entry?.problem?.values.reason, "unknown symbol");
    subscriptions.acknowledge(success(request), NOW + MINUTE);
    assert.equal(entry?.state, "confirmed");
    assert.equal(entry?.problem, undefined);
    assert.equal(subscriptions.nextRetry, undefined);
  });

  it("waits a minute again after it was accepted in between", () => {
    const { subscriptions, entry } = refused();
    refuseAt(subscriptions, NOW + MINUTE);
    assert.ok(entry);
    subscriptions.received(entry);
    subscriptions.linkOpened();
    subscriptions.acknowledge(failure(requests(subscriptions)[0]), NOW);
    assert.equal(subscriptions.nextRetry, NOW + MINUTE);
  });

  it("is asked for at once when somebody names it, and waits from the beginning when that is refused", () => {
    const { subscriptions, entry } = refused();
    refuseAt(subscriptions, NOW + MINUTE);
    subscriptions.want(book("BADUSD"), NOW);
    assert.equal(entry?.problem, undefined);
    subscriptions.acknowledge(failure(requests(subscriptions)[0]), NOW);
    assert.equal(subscriptions.nextRetry, NOW + MINUTE);
  });

  it("is asked for at once when the exchange's list has it, once, and again after a list without it", () => {
    const { subscriptions } = refused("BTC-7FEB27-20500-P");
    const list = ["ETHUSD", "BTCUSD-7FEB27-20500-P"];
    const refuse = () => subscriptions.acknowledge(failure(requests(subscriptions)[0]), NOW);
    assert.equal(subscriptions.listed(["ETHUSD"]), false);
    assert.equal(subscriptions.listed(list), true);
    refuse();
    assert.equal(subscriptions.listed(list), false, "it was listed before, and refused all the same");
    assert.equal(subscriptions.listed(["ETHUSD"]), false);
    assert.equal(subscriptions.listed(list), true);
  });

  it("is asked for on each new connection, and goes on waiting where it was", () => {
    const { subscriptions } = refused();
    subscriptions.linkOpened();
    assert.equal(subscriptions.nextRetry, undefined);
    subscriptions.acknowledge(failure(requests(subscriptions)[0]), NOW);
    assert.equal(subscriptions.nextRetry, NOW + 2 * MINUTE);
  });

  it("is not asked for again once nobody wants it", () => {
    const { subscriptions } = refused();
    subscriptions.drop(book("BADUSD"));
    assert.equal(subscriptions.nextRetry, undefined);
    assert.equal(subscriptions.retry(NOW + MINUTE), false);
  });

  it("goes in requests of its own, so that it drags down nothing else", () => {
    const { subscriptions } = refused();
    for (const wish of books(3)) subscriptions.want(wish, NOW);
    subscriptions.linkOpened();
    assert.deepEqual(requests(subscriptions).map(symbolsOf), [
      ["BADUSD"],
      ["COIN0USD", "COIN1USD", "COIN2USD"],
    ]);
  });

  it("leaves nothing to hear, unless something else is wanted", () => {
    const { subscriptions } = refused();
    assert.equal(subscriptions.isMute, true);
    const other = subscriptions.want(book("BTCUSD"), NOW);
    assert.equal(subscriptions.isMute, false);
    subscriptions.leave(other);
    assert.equal(subscriptions.isMute, true);
    subscriptions.retry(NOW + MINUTE);
    assert.equal(subscriptions.isMute, false);
  });

  it("is not what this side gave up: the exchange pushes that still, and is not asked", () => {
    const { subscriptions, entries } = wanted(signed, klineSubscription("futures", "BTCUSD", "m1"));
    const [entry] = entries;
    assert.ok(entry);
    subscriptions.acknowledge(success(requests(subscriptions)[0]), NOW);
    subscriptions.reject(entry, new CoincallError("COINCALL_FRAME", "periodAmbiguous"));
    assert.equal(subscriptions.isMute, false);
    assert.equal(subscriptions.nextRetry, undefined);
  });
});

describe("a refusal of everything", () => {
  it("is found out by a few symbols of each batch, and all others are refused for it", () => {
    const { subscriptions, entries } = wanted(signed, ...books(500));
    const sent = settle(subscriptions, all, () => "maintenance");
    assert.ok(entries.every(({ state }) => state === "rejected"));
    assert.ok(entries.every(({ problem }) => problem?.values.reason === "maintenance"));
    assert.ok(sent.length <= 100, `${sent.length} requests`);
  });

  it("is found out although its words name the symbols", () => {
    const { subscriptions } = wanted(signed, ...books(500));
    const sent = settle(subscriptions, all, (symbols) => `no permission for ${symbols.at(-1)}`);
    assert.ok(sent.length <= 100, `${sent.length} requests`);
  });

  it("is none where the single symbols are refused in other words", () => {
    const { subscriptions, entries } = wanted(signed, ...books(100));
    const sent = settle(subscriptions, all, (symbols) => (symbols.length > 1 ? "bad batch" : "unknown"));
    assert.equal(sent.filter(({ length }) => length === 1).length, 100);
    assert.ok(entries.every(({ problem }) => problem?.values.reason === "unknown"));
  });

  it("is none where one symbol is accepted, wherever it stands", () => {
    for (let place = 0; place < 100; place += 9) {
      const wishes = books(100).map((wish, at) => (at === place ? book("GOODUSD") : wish));
      const { subscriptions, entries } = wanted(signed, ...wishes);
      settle(subscriptions, (symbol) => symbol !== "GOODUSD");
      // It was taken for refused with the others, or it was found: never does it stay so for long.
      const good = entries[place];
      assert.ok(good);
      for (let minutes = 1; good.state !== "confirmed" && minutes < 240; minutes += 1) {
        if (subscriptions.retry(NOW + minutes * MINUTE))
          settle(subscriptions, (symbol) => symbol !== "GOODUSD", undefined, NOW + minutes * MINUTE);
      }
      assert.equal(good.state, "confirmed", `at ${place}`);
    }
  });

  it("is not what a list with a pattern looks like, in which every other symbol is bad", () => {
    for (const period of [2, 3, 4, 5, 7, 10]) {
      for (let phase = 0; phase < period; phase += 1) {
        const isBad = (symbol: string) => Number(/\d+/.exec(symbol)) % period === phase;
        const { subscriptions, entries } = wanted(signed, ...books(100));
        settle(subscriptions, isBad, () => "unknown");
        const wrong = entries.filter(
          ({ state, subscription }) => (state === "rejected") !== isBad(subscription.symbol),
        );
        assert.deepEqual(wrong, [], `every ${period}th`);
      }
    }
  });

  it("is taken back for those of which an answer says otherwise in the end", () => {
    const { subscriptions, entries } = wanted(signed, ...books(100));
    const unanswered: string[] = [];
    for (let frames = requests(subscriptions); frames.length > 0; frames = requests(subscriptions)) {
      for (const frame of frames) {
        // What is left of a quarter when single symbols were picked out of it.
        if (symbolsOf(frame).length === 23) unanswered.push(frame);
        else subscriptions.acknowledge(failure(frame), NOW);
      }
    }
    assert.equal(subscriptions.counts.of("rejected"), 100);
    for (const frame of unanswered) subscriptions.acknowledge(success(frame), NOW);
    assert.equal(entries.filter(({ state }) => state === "confirmed").length, 92);
  });

  it("is asked about in as few requests again, and found to be over", () => {
    const { subscriptions, entries } = wanted(signed, ...books(500));
    settle(subscriptions, all, () => "maintenance");
    assert.equal(subscriptions.retry(NOW + MINUTE), true);
    const sent = settle(subscriptions, () => false, undefined, NOW + MINUTE);
    assert.equal(sent.length, 5);
    assert.ok(entries.every(({ state }) => state === "confirmed"));
  });
});

describe("the counts of subscriptions", () => {
  it("are those of what somebody wants, whatever becomes of it", () => {
    const { subscriptions, entries } = wanted(signed, ...books(4), book("BADUSD"));
    const counted = () =>
      (["desired", "pending", "confirmed", "rejected", "expired"] as const).map((state) =>
        subscriptions.counts.of(state),
      );
    assert.deepEqual(counted(), [5, 0, 0, 0, 0]);
    settle(subscriptions, (symbol) => symbol === "BADUSD");
    assert.deepEqual(counted(), [0, 0, 4, 1, 0]);
    const [one] = entries;
    assert.ok(one);
    subscriptions.leave(one);
    assert.deepEqual(counted(), [0, 0, 3, 1, 0]);
    subscriptions.want(one.subscription, NOW);
    assert.deepEqual(counted(), [0, 0, 4, 1, 0]);
    subscriptions.drop(one.subscription);
    subscriptions.linkOpened();
    assert.deepEqual(counted(), [4, 0, 0, 0, 0]);
  });
});
