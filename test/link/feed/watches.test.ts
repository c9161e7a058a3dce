import assert from "node:assert/strict";
import { Watches } from "../../../src/link/feed/watches";
import { Subscriptions } from "../../../src/link/subscriptions/subscriptions";
import { CHANNELS } from "../../../src/protocol/channels";
import { dialectOf } from "../../../src/protocol/dialects";
import { symbolSubscription } from "../../../src/protocol/subscription";
import { growthBy } from "../../support/heap";

const MEGABYTE = 2 ** 20;

describe("Who wants a symbol", () => {
  const subscriptions = new Subscriptions(dialectOf("signed", "apiKey"));
  const greeks = (symbol: string) => symbolSubscription("greeks", "options", symbol);
  const optionOf = (strike: number) => `BTCUSD-27DEC30-${strike}-C`;
  const wanting = (...symbols: string[]) => {
    const watches = new Watches("options");
    for (const symbol of symbols) watches.add(subscriptions.want(greeks(symbol), 0));
    return watches;
  };

  it("costs no memory for symbols that nobody asked for, however many are pushed", () => {
    const watches = wanting(optionOf(1));
    const grown = growthBy(() => {
      for (const channel of Object.values(CHANNELS)) {
        for (let strike = 2; strike < 19_000; strike += 1) watches.of(channel, optionOf(strike));
      }
      return watches;
    });
    assert.ok(grown < MEGABYTE, `${grown} bytes more`);
  });

  it("costs some for those that somebody asked for, and no more for all their spellings", () => {
    const strikes = Array.from({ length: 300 }, (_, index) => index + 1);
    const watches = wanting(...strikes.map(optionOf));
    const grown = growthBy(() => {
      for (let zeros = 1; zeros <= 12; zeros += 1) {
        for (let places = 1; places <= 12; places += 1) {
          for (const strike of strikes) {
            const spelt = `BTCUSD-27DEC30-${String(strike).padStart(zeros, "0")}.${"0".repeat(places)}-C`;
            assert.equal(watches.of(CHANNELS.greeks, spelt)?.length, 1);
          }
        }
      }
      return watches;
    });
    assert.ok(grown < 6 * MEGABYTE, `${grown} bytes more`);
  });

  it("is known still after a flood of others", () => {
    const watches = wanting(optionOf(1), optionOf(2));
    for (let strike = 3; strike < 30_000; strike += 1) watches.of(CHANNELS.greeks, optionOf(strike));
    assert.deepEqual(
      watches.of(CHANNELS.greeks, optionOf(2))?.map(({ subscription }) => subscription.symbol),
      [optionOf(2)],
    );
    assert.deepEqual(watches.of(CHANNELS.greeks, optionOf(3)), []);
    assert.equal(watches.of(CHANNELS.optionChain, "BTCUSD"), undefined);
    assert.equal(watches.of(CHANNELS.optionChain, "BTCUSD"), undefined, "remembered, too");
  });
});
