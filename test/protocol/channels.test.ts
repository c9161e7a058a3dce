import assert from "node:assert/strict";
import { CHANNELS, channelOf, type Endpoint, isNamed } from "../../src/protocol/channels";

describe("the channel of a push", () => {
  const documented: [Endpoint, Record<number, string>][] = [
    [
      "options",
      {
        2: "kline",
        3: "greeks",
        4: "optionChain",
        5: "orderBook",
        6: "trades",
        7: "balance",
        24: "trades",
        30: "spot",
      },
    ],
    ["futures", { 30: "spot", 31: "kline", 32: "orderBook", 33: "trades", 43: "trades" }],
  ];
  for (const [endpoint, channels] of documented) {
    it(`on ${endpoint} is told by the documented numbers`, () => {
      for (const [dt, name] of Object.entries(channels)) {
        assert.equal(channelOf(endpoint, Number(dt))?.name, name, dt);
      }
    });
  }

  it("is an option's book for 32 as well, as the exchange's page shows it", () => {
    assert.equal(channelOf("options", 32), CHANNELS.orderBook);
    assert.equal(channelOf("options", 32), channelOf("options", 5));
  });

  it("of trades with ids is another than that of trades without", () => {
    for (const [endpoint, plain, withIds] of [
      ["options", 6, 24],
      ["futures", 33, 43],
    ] as const) {
      assert.equal(channelOf(endpoint, plain), CHANNELS.trades);
      assert.equal(channelOf(endpoint, withIds), CHANNELS.tradesWithIds);
    }
  });

  it("is none for a number of the other endpoint, or one that this palette does not show", () => {
    for (const dt of [31, 33, 43, 11, 0, -1, Number.NaN]) assert.equal(channelOf("options", dt), undefined);
    for (const dt of [2, 3, 4, 5, 6, 7, 24, 44]) assert.equal(channelOf("futures", dt), undefined);
  });
});

describe("the name of a channel", () => {
  it("of trades with ids is known in the spelling of either edition", () => {
    for (const name of ["lastTradeV2", "lasttradeV2"]) assert.ok(isNamed(CHANNELS.tradesWithIds, name), name);
  });

  it("is no other channel's", () => {
    for (const one of Object.values(CHANNELS)) {
      const named = Object.values(CHANNELS).filter((other) => isNamed(other, one.dataType));
      assert.deepEqual(named, [one]);
    }
  });
});
