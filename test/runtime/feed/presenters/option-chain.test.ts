import assert from "node:assert/strict";
import { Frame } from "../../../../src/link/feed/frame";
import type { Update } from "../../../../src/link/feed/update";
import { chainSubscription } from "../../../../src/protocol/subscription";
import { asNumbers } from "../../../../src/protocol/text/numbers";
import type { ChainTablePayload } from "../../../../src/runtime/feed/presenters/chain-table";
import { chainPresenter, joinRows } from "../../../../src/runtime/feed/presenters/option-chain";
import type { FeedProperties } from "../../../../src/runtime/feed/properties";

const MOST_STRIKES = 2_000;
const subscription = chainSubscription("BTCUSD");
const optionOf = (strike: number, day = "27DEC30") => `BTCUSD-${day}-${strike}-C`;

function update(symbols: readonly string[], bid = 1, topic = "BTCUSD-27DEC30"): Update {
  const rows = symbols.map((s) => ({ s, bid }));
  return {
    ...{ topic, rows, symbols, subscription, frame: new Frame(Buffer.from("{}"), 0) },
    ...{ sent: undefined, connection: 1, asked: 0 },
  };
}

describe("The table of a chain", () => {
  let leftOut: number;

  const table = () => {
    leftOut = 0;
    const presenter = chainPresenter({ output: "table" } as FeedProperties, (most, rows) => {
      assert.equal(most, MOST_STRIKES);
      leftOut += rows;
    });
    return (shown: Update) =>
      presenter.payload(shown, asNumbers, { key: "", since: () => 0 }) as ChainTablePayload | undefined;
  };
  const strikes = (from: number, count: number, day?: string) =>
    Array.from({ length: count }, (_, index) => optionOf(from + index, day));

  it("has 2,000 strikes at most, and what is more is left out and counted", () => {
    const present = table();
    assert.equal(present(update(strikes(1, 1_500)))?.strikes.length, 1_500);
    assert.equal(present(update(strikes(1_001, 1_500)))?.strikes.length, MOST_STRIKES);
    assert.equal(leftOut, 500);
    const newest = present(update(strikes(7, 1), 9));
    assert.equal(newest?.strikes[6]?.call?.bid, 9, "what is in it goes on");
    assert.equal(leftOut, 500);
  });

  it("shares these with the other tables of a subscription to all expiries", () => {
    const present = table();
    present(update(strikes(1, 1_999), 1, "BTCUSD-27DEC30"));
    assert.equal(present(update(strikes(1, 2, "28DEC30"), 1, "BTCUSD-28DEC30"))?.strikes.length, 1);
    assert.equal(present(update(strikes(1, 2, "29DEC30"), 1, "BTCUSD-29DEC30")), undefined);
    assert.equal(leftOut, 3);
  });

  it("is not changed by somebody who asks what it would be, and is whole for them too", () => {
    const presenter = chainPresenter({ output: "table" } as FeedProperties, () => assert.fail());
    const about = { key: "", since: () => 0 };
    const bids = (payload: unknown) =>
      (payload as ChainTablePayload).strikes.map(({ strike, call }) => [strike, call?.bid]);
    assert.equal(presenter.asked?.(update([]), asNumbers, about), undefined);
    presenter.payload(update([optionOf(1)], 1), asNumbers, about);
    const waiting = update([optionOf(1), optionOf(2)], 5);
    assert.deepEqual(bids(presenter.asked?.(waiting, asNumbers, about)), [
      [1, 5],
      [2, 5],
    ]);
    assert.deepEqual(bids(presenter.payload(update([optionOf(3)], 7), asNumbers, about)), [
      [1, 1],
      [3, 7],
    ]);
  });

  it("is a flow's own: what it changes in it does not come back", () => {
    const present = table();
    const first = present(update([optionOf(1)]));
    if (first?.strikes[0]?.call) first.strikes[0].call.bid = 7;
    first?.strikes.pop();
    assert.equal(present(update([optionOf(2)]))?.strikes[0]?.call?.bid, 1);
  });
});

describe("Rows of a chain that wait for each other", () => {
  const bids = ({ rows }: Update) => rows.map((row) => (row as { bid: number }).bid);

  it("are replaced by a frame that has all of them", () => {
    const [one, two] = [update([optionOf(1)]), update([optionOf(2), optionOf(1)], 2)];
    assert.equal(joinRows(one, two), two);
  });

  it("become one message, of each option the newest", () => {
    const joined = [
      update([optionOf(1), optionOf(2)], 1),
      update([optionOf(2), optionOf(3)], 2),
      update([optionOf(3)], 3),
    ].reduce(joinRows);
    assert.deepEqual(bids(joined), [1, 2, 3]);
    assert.equal(joined.count, 3);
    const whole = update([optionOf(3), optionOf(2), optionOf(1)], 4);
    assert.equal(joinRows(joined, whole), whole);
  });

  it("are gathered without a look at those that wait already", () => {
    const looked = { ...update(Array.from({ length: 1_000 }, (_, strike) => optionOf(strike + 1))) };
    let looks = 0;
    const first: Update = {
      ...looked,
      get rows() {
        looks += 1;
        return looked.rows;
      },
    };
    let joined: Update = first;
    for (let strike = 2_000; strike < 3_000; strike += 1) {
      joined = joinRows(joined, update([optionOf(strike)], strike));
    }
    assert.equal(joined.count, 2_000);
    assert.equal(looks, 1);
  });
});
