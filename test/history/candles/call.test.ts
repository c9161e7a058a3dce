import assert from "node:assert/strict";
import type { Asked } from "../../../src/history/answers/candle-rows";
import { candleCall, isShort } from "../../../src/history/candles/call";
import { MINUTE, NOON, restCandles, SYMBOL } from "./market";

const ASKED: Asked = { symbol: SYMBOL, period: "m1", from: NOON, to: NOON + 3 * MINUTE };

describe("A call for candles", () => {
  it("is made as documented, and without what is not explained", () => {
    assert.equal(
      candleCall("futures", ASKED, "documented"),
      `/open/futures/market/kline/history/v2/BTCUSD?period=m1&start=${NOON}&end=${NOON + 3 * MINUTE - 1}&limit=1`,
    );
    assert.equal(
      candleCall("options", { ...ASKED, symbol: "SOLUSD-12JAN24-81.0-C" }, "unlimited"),
      `/open/option/market/kline/history/v1/SOLUSD-12JAN24-81.0-C?period=m1&start=${NOON}&end=${NOON + 3 * MINUTE - 1}`,
    );
  });

  it("asks for nothing from before 1970", () => {
    const months: Asked = { ...ASKED, period: "mn1", from: Date.UTC(1943, 5) };
    assert.match(candleCall("futures", months, "documented"), /period=mn1&start=0&end=/);
  });

  it("is worth another one where the answer is short of candles, or none", () => {
    const rows = restCandles(ASKED.from, ASKED.to, NOON + 10 * MINUTE);
    assert.deepEqual(
      [rows, rows.slice(1), [], undefined].map((answer) => isShort(answer, ASKED)),
      [false, true, true, true],
    );
  });
});
