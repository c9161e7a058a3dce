import assert from "node:assert/strict";
import { greeksSubscription, symbolSubscription } from "../../../src/protocol/subscription";
import { Observers, type WatchedSymbol } from "../../../src/runtime/connection/observers";

const BTC: WatchedSymbol = { endpoint: "futures", channel: "spot", symbol: "BTCUSD" };

describe("Who observes a connection", () => {
  let observers: Observers;
  let told: string[];

  const observerNamed = (name: string) => ({
    linkChanged: (endpoint: string) => told.push(`${name}: ${endpoint}`),
    symbolChanged: ({ symbol }: WatchedSymbol, state: string) => told.push(`${name}: ${symbol} ${state}`),
  });

  beforeEach(() => {
    observers = new Observers();
    told = [];
  });

  it("is told of each change of a link, each of them", () => {
    observers.add(observerNamed("one"));
    observers.add(observerNamed("two"));
    observers.linkChanged("options");
    assert.deepEqual(told, ["one: options", "two: options"]);
  });

  it("is told nothing any more after leaving, and nobody is after the connection closed", () => {
    const leave = observers.add(observerNamed("one"));
    observers.add(observerNamed("two"));
    leave();
    observers.linkChanged("options");
    observers.close();
    observers.linkChanged("futures");
    observers.overdue(BTC);
    assert.deepEqual(told, ["two: options"]);
  });

  describe("is told of a symbol", () => {
    beforeEach(() => observers.add(observerNamed("one")));

    it("that it is over, or taken again, once for all that is watched of it", () => {
      const option = "BTCUSD-27DEC26-100000-C";
      const both = [greeksSubscription(option), symbolSubscription("orderBook", "options", option)];
      observers.changed(both, "expired");
      observers.changed(both.slice(1), "recovered");
      assert.deepEqual(told, [`one: ${option} expired`, `one: ${option} recovered`]);
    });

    it("once, however many nodes miss it, and once when the last of them has it again", () => {
      for (let node = 0; node < 3; node += 1) observers.overdue(BTC);
      assert.deepEqual(told, ["one: BTCUSD overdue"]);
      for (let node = 0; node < 2; node += 1) observers.recovered(BTC);
      assert.deepEqual(told, ["one: BTCUSD overdue"]);
      observers.recovered(BTC);
      assert.deepEqual(told, ["one: BTCUSD overdue", "one: BTCUSD recovered"]);
    });

    it("each time that it falls silent", () => {
      for (let outage = 0; outage < 2; outage += 1) {
        observers.overdue(BTC);
        observers.recovered(BTC);
      }
      assert.equal(told.length, 4);
    });

    it("apart from the same symbol in another market or channel", () => {
      observers.overdue(BTC);
      observers.overdue({ ...BTC, endpoint: "options" });
      observers.overdue({ ...BTC, channel: "orderBook" });
      observers.recovered(BTC);
      assert.deepEqual(told.slice(3), ["one: BTCUSD recovered"]);
    });

    it("not when a node that missed it wants it no more", () => {
      observers.overdue(BTC);
      observers.forgotten(BTC);
      assert.deepEqual(told, ["one: BTCUSD overdue"]);
      observers.overdue(BTC);
      assert.deepEqual(told.slice(1), ["one: BTCUSD overdue"], "who misses it next is told of anew");
    });

    it("when its data came again, though one that missed it had left before", () => {
      observers.overdue(BTC);
      observers.overdue(BTC);
      observers.forgotten(BTC);
      observers.recovered(BTC);
      assert.deepEqual(told, ["one: BTCUSD overdue", "one: BTCUSD recovered"]);
    });
  });
});
