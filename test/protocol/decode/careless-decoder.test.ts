/** docs/protocol.md, "What breaks a careless decoder", point by point. */

import assert from "node:assert/strict";
import { decodeSpot } from "../../../src/protocol/decode";
import { readRows } from "../../../src/protocol/rows/rows";
import { asDecimals, asNumbers } from "../../../src/protocol/text/numbers";
import { exactPayloadsIn, payloadsIn, payloadsOf } from "./payloads";

const OPTION = "BTCUSD-27DEC26-100000-C";

describe("what breaks a careless decoder", () => {
  it("1. an array or an object for the same channel", () => {
    const book = '{"s":"BTCUSD","bids":[{"pr":1,"sz":2}],"asks":[]}';
    const payloads = payloadsIn("orderBook", `{"d":${book}}`);
    assert.equal(payloads.length, 1);
    assert.deepEqual(payloadsIn("orderBook", `{"d":[${book}]}`), payloads);
  });

  it("2. a number, a numeric string, null or an empty string in the same field", () => {
    const markPrices = ["1.5", '"1.5"', "null", '""', '" "'].map(
      (mp) => payloadsIn("spot", `{"d":{"s":"BTCUSD","mp":${mp}}}`)[0],
    );
    const quoted = { symbol: "BTCUSD", markPrice: 1.5 };
    const absent = { symbol: "BTCUSD" };
    assert.deepEqual(markPrices, [quoted, quoted, absent, absent, absent]);
  });

  it("3. numeric strings with trailing spaces", () => {
    const text = `{"d":{"s":"BTCUSD","v24":"0.40000000 "}}`;
    assert.deepEqual(payloadsIn("spot", text), [{ symbol: "BTCUSD", volume24h: 0.4 }]);
    assert.deepEqual(exactPayloadsIn("spot", text), [{ symbol: "BTCUSD", volume24h: "0.40000000" }]);
  });

  it("4. numbers with an exponent, also in strings", () => {
    for (const [zero, small] of [
      ["0E-8", "1.05E-4"],
      ['"0E-8"', '"1.05E-4"'],
    ]) {
      const text = `{"d":{"s":"BTCUSD","oi":${zero},"cr":${small}}}`;
      assert.deepEqual(payloadsIn("spot", text), [
        { symbol: "BTCUSD", openInterest: 0, changeRate: 0.000105 },
      ]);
      assert.deepEqual(exactPayloadsIn("spot", text), [
        { symbol: "BTCUSD", openInterest: "0", changeRate: "0.000105" },
      ]);
    }
  });

  it("4. times with an exponent, also in strings", () => {
    for (const [wire, timestamp] of [
      ["1.7E12", 1_700_000_000_000],
      ["1.7e+12", 1_700_000_000_000],
      ["0E-8", 0],
      ["17000000000000E-1", 1_700_000_000_000],
    ] as const) {
      for (const ts of [wire, `"${wire}"`, `"${wire} "`]) {
        const text = `{"d":{"s":"BTCUSD","ts":${ts}}}`;
        assert.deepEqual(payloadsIn("spot", text), [{ symbol: "BTCUSD", timestamp }], ts);
        assert.deepEqual(exactPayloadsIn("spot", text), [{ symbol: "BTCUSD", timestamp }], ts);
      }
      const candle = `{"d":{"s":"BTCUSD","open":1,"high":1,"low":1,"close":1,"ts":"${wire}"}}`;
      assert.equal(payloadsIn("kline", candle).length, 1);
    }
  });

  it("5. ids past 2^53, which need not be multiples of 4096", () => {
    for (const id of [
      "7882585330726010026",
      "7882585330726010027",
      "1840692011118247938",
      "1840692011118247939",
    ]) {
      for (const wire of [`"u":${id}`, `"uid":${id}`, `"uid":"${id}"`]) {
        assert.deepEqual(payloadsIn("balance", `{"d":{${wire}}}`), [{ userId: id }]);
        assert.deepEqual(exactPayloadsIn("balance", `{"d":{${wire}}}`), [{ userId: id }]);
      }
    }
  });

  it("6. a bid, ask, size or volatility of 0 in a chain: no quote, so that an alert on it stays silent", () => {
    for (const zero of ["0", "0.0", '"0"', '"0.00 "', "0E-8", '"0E-8"']) {
      const fields = ["bid", "ask", "bs", "as", "bv", "av", "biv", "aiv", "miv"].map(
        (name) => `"${name}":${zero}`,
      );
      const text = `{"d":[{"s":"${OPTION}",${fields.join()}}]}`;
      const [[row], [exact]] = [payloadsIn("optionChain", text), exactPayloadsIn("optionChain", text)];
      const left = ["symbol", "underlying", "expiry", "strike", "right"];
      assert.deepEqual(Object.keys(row ?? {}), left);
      assert.deepEqual(Object.keys(exact ?? {}), left);
    }
  });

  it("6. a 0 that is a value stays one", () => {
    const fields = { delta: 0, gamma: "0", theta: 0, vega: 0, v: 0, v24: "0.0", cp: 0, cr: 0, lp: 0 };
    const [row] = payloadsOf("optionChain", { s: OPTION, ...fields }, asNumbers);
    const {
      symbol: _s,
      underlying: _u,
      expiry: _e,
      strike: _k,
      right: _r,
      ...values
    } = { ...row } as Record<string, unknown>;
    assert.deepEqual(values, {
      lastPrice: 0,
      delta: 0,
      gamma: 0,
      theta: 0,
      vega: 0,
      volume: 0,
      volume24h: 0,
      change: 0,
      changeRate: 0,
    });
  });

  it("7. one bad row of 200 costs one row", () => {
    const good = Array.from({ length: 199 }, (_, index) => ({
      s: `BTCUSD-27DEC26-${1000 + index}-C`,
      bid: "1",
    }));
    for (const bad of [
      null,
      [],
      7,
      {},
      { s: 5 },
      { s: OPTION, bid: {} },
      { s: OPTION, bid: "n/a" },
      { s: OPTION, bid: Infinity },
    ]) {
      const chain = [...good.slice(0, 100), bad, ...good.slice(100)];
      assert.deepEqual(readRows("optionChain", chain), { rows: good, unreadable: 1 });
    }
  });

  it("8. fields that are new, and listed ones that are missing", () => {
    const row = { s: OPTION, iv: "0.5", brandNew: { nested: [1] }, z: null };
    const [payload] = payloadsOf("greeks", row, asNumbers);
    assert.deepEqual(Object.keys(payload ?? {}), ["symbol", "underlying", "expiry", "strike", "right", "iv"]);
  });

  it("numbers with more digits than a double has, in a flow that wants them all", () => {
    const text = `{"d":{"s":"BTCUSD","pr":0.12345678901234567890,"mp":"98765432109876543210.5"}}`;
    assert.deepEqual(exactPayloadsIn("spot", text), [
      { symbol: "BTCUSD", price: "0.12345678901234567890", markPrice: "98765432109876543210.5" },
    ]);
  });

  it("9. an open interest of 0 on the options' socket is none", () => {
    for (const oi of [0, "0", "0.000 ", "0E-8", null, ""]) {
      for (const channel of ["optionChain", "greeks"] as const) {
        for (const numbers of [asNumbers, asDecimals]) {
          const [row] = payloadsOf<typeof channel, number | string>(
            channel,
            { s: OPTION, delta: 0, oi },
            numbers,
          );
          assert.ok(row && !Object.hasOwn(row, "openInterest"));
        }
      }
    }
    const [told] = payloadsOf("greeks", { s: OPTION, oi: "1015" }, asNumbers);
    assert.equal((told as { openInterest: number }).openInterest, 1015);
    assert.equal("openInterest" in decodeSpot({ s: "BTCUSD", oi: 0 }, asNumbers, "options"), false);
    assert.equal(decodeSpot({ s: "BTCUSD", oi: 0 }, asNumbers, "futures").openInterest, 0);
  });
});
