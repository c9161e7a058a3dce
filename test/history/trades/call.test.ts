import assert from "node:assert/strict";
import { tradeCall } from "../../../src/history/trades/call";

describe("A call for trades", () => {
  it("is made as documented, on either market, and names one instrument", () => {
    assert.equal(tradeCall("futures", { symbol: "BTCUSD" }), "/open/futures/trade/lasttrade/v1/BTCUSD");
    assert.equal(
      tradeCall("options", { symbol: "SOLUSD-12JAN24-81.0-C" }),
      "/open/option/trade/lasttrade/v1/SOLUSD-12JAN24-81.0-C",
    );
  });
});
