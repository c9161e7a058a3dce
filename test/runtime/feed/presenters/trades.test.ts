import assert from "node:assert/strict";
import type { Update } from "../../../../src/link/feed/update";
import type { Trade } from "../../../../src/protocol/decode";
import { asNumbers } from "../../../../src/protocol/text/numbers";
import type { ToldUpdate } from "../../../../src/runtime/feed/history/told-update";
import { joinTrades, tradesPresenter } from "../../../../src/runtime/feed/presenters/trades";
import { feedPropertyCheck } from "../../../../src/runtime/feed/properties";

const SUBSCRIBED = 1_000;

function updateOf(times: readonly number[], more: Partial<ToldUpdate> = {}): ToldUpdate {
  return {
    topic: "BTCUSD",
    rows: times.map((ts) => ({ s: "BTCUSD", pr: 1, q: 1, ts })),
    ...more,
  } as ToldUpdate;
}

/** The times of the payload's trades, those that count as history in brackets. */
function presented(history: boolean, update: Update, fill = false): string {
  const { properties } = feedPropertyCheck(["history", "fill"], {})({ history, fill });
  const about = { key: "BTCUSD", since: () => SUBSCRIBED };
  const payload = tradesPresenter(properties).payload(update, asNumbers, about);
  return ((payload ?? []) as (Trade<number> & { history?: boolean })[])
    .map((trade) => (trade.history ? `(${trade.timestamp})` : `${trade.timestamp}`))
    .join(" ");
}

describe("A message of trades", () => {
  it("marks those from before the subscription, or leaves them out", () => {
    assert.equal(presented(true, updateOf([900, 999, 1_000])), "(900) (999) 1000");
    assert.equal(presented(false, updateOf([900, 999, 1_000])), "1000");
    assert.equal(presented(false, updateOf([900])), "");
  });

  it("takes nothing that an outage took for such, although the exchange's clock was set meanwhile", () => {
    const gap = { from: 950, to: 990, filled: "all" } as const;
    for (const history of [true, false]) {
      assert.equal(presented(history, updateOf([960, 990], { mark: "filled" }), true), "960 990");
      assert.equal(presented(history, updateOf([960, 1_100], { gap }), true), "960 1100");
    }
    assert.equal(presented(false, updateOf([940, 960], { gap }), true), "960");
  });

  it("takes it for such as ever in a node that fills nothing: its flow was saved before it could", () => {
    const gap = { from: 950, to: 990, filled: "none" } as const;
    assert.equal(presented(true, updateOf([960, 1_100], { gap })), "(960) 1100");
    assert.equal(presented(false, updateOf([960, 1_100], { gap })), "1100");
  });

  it("that is of several has the gap of the first", () => {
    const gap = { from: 950, to: 990, filled: "part" } as const;
    const joined = joinTrades(updateOf([960], { gap }), updateOf([1_100]));
    assert.deepEqual([joined.rows.length, joined.gap], [2, gap]);
    assert.equal("gap" in joinTrades(updateOf([1]), updateOf([2])), false);
  });
});
