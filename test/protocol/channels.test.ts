import assert from "node:assert/strict";
import { CHANNELS, channelOf, type Endpoint } from "../../src/protocol/channels";

describe("the channel of a push", () => {
  const documented: [Endpoint, Record<number, string>][] = [
    [
      "options",
      { 2: "kline", 3: "greeks", 4: "optionChain", 5: "orderBook", 6: "trades", 7: "balance", 30: "spot" },
    ],
    ["futures", { 30: "spot", 31: "kline", 32: "orderBook", 33: "trades" }],
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

  it("is none for a number of the other endpoint, or one that this palette does not show", () => {
    for (const dt of [31, 33, 24, 11, 0, -1, Number.NaN]) assert.equal(channelOf("options", dt), undefined);
    for (const dt of [2, 3, 4, 5, 6, 7, 43, 44]) assert.equal(channelOf("futures", dt), undefined);
  });
});
