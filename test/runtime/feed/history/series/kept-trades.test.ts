import assert from "node:assert/strict";
import type { Update } from "../../../../../src/link/feed/update";
import { symbolSubscription } from "../../../../../src/protocol/subscription";
import { keptTrades } from "../../../../../src/runtime/feed/history/series/kept-trades";
import type { FeedProperties } from "../../../../../src/runtime/feed/properties";

const NOON = Date.parse("2026-11-23T12:00:00Z");
const ONE = "BTCUSD-27DEC30-1-C";
const OTHER = "BTCUSD-27DEC30-2-C";

describe("Trades of which nobody wants what an outage took", () => {
  /** Those of an underlying's options. */
  const begin = () => {
    let now = NOON;
    const around = {
      now: () => now,
      heard: () => now,
      at: () => now,
      learnTime() {},
      own: (update: Update) => update,
    };
    const fill = { fill: false } as FeedProperties;
    const series = keptTrades(symbolSubscription("trades", "options", "BTCUSD"), fill, around);
    return {
      /** @returns since when something is missing before it, in ms after noon */
      pushes(topic: string, at: number): number | undefined {
        now = NOON + at;
        const rows = [{ s: topic, pr: 1, q: 1, sd: 1, ts: now }] as object[];
        const gap = series.take({ topic, rows } as unknown as Update)?.told[0]?.gap;
        return gap && gap.from - NOON;
      },
      untoldSince: () => series.untoldSince && series.untoldSince - NOON,
      loses(at: number): void {
        series.cut(NOON + at);
      },
    };
  };

  it("say once a topic since when something may be missing", () => {
    const trades = begin();
    assert.equal(trades.pushes(ONE, 1), undefined);
    trades.loses(2);
    assert.equal(trades.pushes(ONE, 3), 2);
    assert.equal(trades.pushes(ONE, 4), undefined);
    trades.loses(5);
    assert.equal(trades.pushes(ONE, 6), 5);
    assert.equal(trades.pushes(OTHER, 7), 2, "it may have been traded in either outage");
  });

  it("say what nobody was told of yet, when they end", () => {
    const trades = begin();
    trades.pushes(ONE, 1);
    assert.equal(trades.untoldSince(), undefined);
    trades.loses(2);
    assert.equal(trades.untoldSince(), 2);
    trades.pushes(ONE, 3);
    assert.equal(trades.untoldSince(), undefined);
    trades.loses(5);
    assert.equal(trades.untoldSince(), 5);
  });

  it("say so after any number of outages, also of what was silent for all of them", () => {
    const trades = begin();
    assert.equal(trades.pushes(OTHER, 0), undefined);
    for (let at = 10; at <= 200_000; at += 10) trades.loses(at);
    assert.equal(trades.pushes(ONE, 200_001), 10);
    trades.loses(200_010);
    assert.equal(trades.pushes(ONE, 200_011), 200_010);
    assert.equal(trades.pushes(OTHER, 200_012), 10);
  });
});
