import assert from "node:assert/strict";
import { CHANNELS } from "../../../src/protocol/channels";
import { decodeTrade } from "../../../src/protocol/decode";
import { readRows } from "../../../src/protocol/rows/rows";
import { sentRows } from "../../../src/protocol/rows/sent-rows";
import { parseExactly, parseJson } from "../../../src/protocol/text/json";
import { asDecimals, asNumbers } from "../../../src/protocol/text/numbers";

/** As the exchange's documentation has it. */
const ROW = {
  symbol: "BTCUSD",
  matchPrice: "65000.10",
  matchQty: "0.250",
  matchValue: "16250.025",
  tradeId: "1937466870584188929",
  tradeSide: "2",
  tradeTime: "1800000000123",
};

function read(...rows: unknown[]) {
  return readRows("trades", sentRows(CHANNELS.tradesWithIds, rows, 100));
}

describe("a trade with an id", () => {
  it("has the payload of any trade", () => {
    const [row] = read(ROW).rows;
    assert.ok(row);
    assert.deepEqual(decodeTrade(row, asNumbers), {
      symbol: "BTCUSD",
      price: 65_000.1,
      size: 0.25,
      side: "sell",
      timestamp: 1_800_000_000_123,
      tradeId: "1937466870584188929",
    });
  });

  it("keeps its digits, and those of an id that is written as a number", () => {
    const text = '{"symbol":"BTCUSD","matchPrice":1.10,"matchQty":2.0,"tradeId":1937466870584188929}';
    const [row] = read(parseExactly(text)).rows;
    assert.ok(row);
    const trade = { symbol: "BTCUSD", price: "1.10", size: "2.0", tradeId: "1937466870584188929" };
    assert.deepEqual(decodeTrade(row, asDecimals), trade);
    const [rounded] = read(parseJson(text)).rows;
    assert.equal(rounded && decodeTrade(rounded, asNumbers).tradeId, trade.tradeId);
  });

  it("is told without one where none came, and without what can't be read", () => {
    for (const tradeId of [undefined, null, ""]) {
      const [row] = read({ ...ROW, tradeId, tradeSide: "3", tradeTime: null }).rows;
      assert.ok(row);
      assert.deepEqual(decodeTrade(row, asNumbers), { symbol: "BTCUSD", price: 65_000.1, size: 0.25 });
    }
  });

  it("is unreadable without symbol, price or size, which costs no other its place", () => {
    const bad = [{ symbol: null }, { matchPrice: "" }, { matchQty: null }].map((lack) => ({
      ...ROW,
      ...lack,
    }));
    const { rows, unreadable } = read(...bad, null, "text", ROW);
    assert.deepEqual([rows.length, unreadable], [1, 5]);
  });
});
