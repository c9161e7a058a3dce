import assert from "node:assert/strict";
import type { ChannelName } from "../../../src/protocol/channels";
import { decodeGreeks, decodeOrderBook, periodOf, type RawLevel } from "../../../src/protocol/decode";
import { readRows } from "../../../src/protocol/rows/rows";
import { parseOption } from "../../../src/protocol/symbols/symbols";
import { asDecimals, asNumbers } from "../../../src/protocol/text/numbers";
import { SEED_PUSHES } from "../seed";
import { payloadsIn, payloadsOf } from "./payloads";

describe("the frames of the documentation of 2023", () => {
  for (const push of SEED_PUSHES) {
    it(`give the contract's payload: ${push.title} (${push.endpoint})`, () => {
      const payloads = payloadsIn(push.channel, push.text);
      assert.deepEqual(Array.isArray(push.payload) ? payloads : payloads[0], push.payload);
      assert.equal(payloads.length, 1);
    });
  }
});

const OPTION = { s: "BTCUSD-27DEC26-100000-C" };
const OPTION_SAYS = {
  symbol: "BTCUSD-27DEC26-100000-C",
  underlying: "BTCUSD",
  expiry: Date.UTC(2026, 11, 27, 8),
  strike: 100000,
  right: "call",
};

describe("the fields of a payload", () => {
  it("of a chain's row are the contract's", () => {
    const row = {
      ...OPTION,
      mp: "1",
      lp: "2",
      bid: "3",
      ask: "4",
      bs: "5",
      as: "6",
      biv: "7",
      aiv: "8",
      miv: "9",
      delta: "10",
      gamma: "11",
      theta: "-12",
      vega: "13",
      oi: "14",
      v: "15",
      v24: "16",
      up: "17",
      upv: "18",
      cp: "-19",
      cr: "-0.2",
      ts: "1798272000123",
    };
    assert.deepEqual(payloadsOf("optionChain", row, asNumbers), [
      {
        ...OPTION_SAYS,
        markPrice: 1,
        lastPrice: 2,
        bid: 3,
        ask: 4,
        bidSize: 5,
        askSize: 6,
        bidIv: 7,
        askIv: 8,
        markIv: 9,
        delta: 10,
        gamma: 11,
        theta: -12,
        vega: 13,
        openInterest: 14,
        volume: 15,
        volume24h: 16,
        underlyingPrice: 17,
        change: -19,
        changeRate: -0.2,
        timestamp: 1798272000123,
      },
    ]);
  });

  it("of Greeks are the contract's", () => {
    const row = {
      ...OPTION,
      iv: "1",
      delta: "2",
      gamma: "3",
      theta: "-4",
      vega: "5",
      mp: "6",
      lp: "7",
      ip: "8",
      up: "9",
      oi: "10",
      v: "11",
      uv: "12",
      v24: "13",
      uv24: "14",
      h: "15",
      l: "16",
      pr0: "17",
      cp: "-18",
      cr: "-0.19",
      rt: "-2000",
      ts: "1798272000123",
    };
    assert.deepEqual(payloadsOf("greeks", row, asNumbers), [
      {
        ...OPTION_SAYS,
        iv: 1,
        delta: 2,
        gamma: 3,
        theta: -4,
        vega: 5,
        markPrice: 6,
        lastPrice: 7,
        indexPrice: 8,
        underlyingPrice: 9,
        openInterest: 10,
        volume: 11,
        value: 12,
        volume24h: 13,
        value24h: 14,
        high24h: 15,
        low24h: 16,
        open24h: 17,
        change: -18,
        changeRate: -0.19,
        timeToExpiry: -2000,
        timestamp: 1798272000123,
      },
    ]);
  });

  it("of a balance are the contract's", () => {
    const row = {
      e: "1",
      mb: "2",
      ab: "3",
      im: "4",
      mm: "5",
      upnl: "-6",
      delta: "0.7",
      dv: "8",
      btcv: "9",
      wb: "10",
      uid: "7882585330726010027",
      assets: [
        { coin: "BTC", availableBalance: "0.5 " },
        { coin: "USD", availableBalance: null },
      ],
    };
    assert.deepEqual(payloadsOf("balance", row, asNumbers), [
      {
        userId: "7882585330726010027",
        equity: 1,
        marginBalance: 2,
        availableBalance: 3,
        initialMargin: 4,
        maintenanceMargin: 5,
        unrealizedPnl: -6,
        delta: 0.7,
        valueUsd: 8,
        valueBtc: 9,
        withdrawable: 10,
        assets: [{ coin: "BTC", availableBalance: 0.5 }, { coin: "USD" }],
      },
    ]);
  });

  it("of a spot price are the contract's", () => {
    const row = {
      s: "BTCUSD",
      pr: "1",
      mp: "2",
      ip: "3",
      h: "4",
      l: "5",
      pr0: "6",
      cp: "-7",
      cr: "-0.8",
      v24: "9",
      uv24: "10",
      oi: "11",
      ts: "1798272000123",
    };
    assert.deepEqual(payloadsOf("spot", row, asNumbers), [
      {
        symbol: "BTCUSD",
        price: 1,
        markPrice: 2,
        indexPrice: 3,
        high24h: 4,
        low24h: 5,
        open24h: 6,
        change: -7,
        changeRate: -0.8,
        volume24h: 9,
        valueUsd24h: 10,
        openInterest: 11,
        timestamp: 1798272000123,
      },
    ]);
  });

  it("are the same in the older and in the present spelling", () => {
    const spellings: [ChannelName, object, object][] = [
      [
        "orderBook",
        { s: "BTCUSD", bids: [{ pr: 1, sz: 2 }], asks: [] },
        { s: "BTCUSD", bids: [{ pr: 1, v: 2 }], asks: [] },
      ],
      ["trades", { s: "BTCUSD", pr: 1, q: 2 }, { s: "BTCUSD", pr: 1, v: 2 }],
      ["optionChain", { ...OPTION, bs: 1, as: 2, v: 3, cp: 4 }, { ...OPTION, bv: 1, av: 2, tv: 3, cv: 4 }],
      ["greeks", { ...OPTION, v: 1, uv: 2, cp: 3 }, { ...OPTION, tv: 1, tva: 2, cv: 3 }],
      ["balance", { uid: "42" }, { u: 42 }],
      ["spot", { s: "BTCUSD", cp: 1 }, { s: "BTCUSD", cv: 1 }],
    ];
    for (const [channel, present, older] of spellings) {
      const payloads = payloadsOf(channel, present, asNumbers);
      assert.deepEqual(payloadsOf(channel, older, asNumbers), payloads);
      assert.equal(payloads.length, 1);
    }
  });

  it("are taken from the other spelling where one is null or blank", () => {
    const spellings: [ChannelName, object, [string, string][]][] = [
      ["trades", { s: "BTCUSD", pr: 1 }, [["q", "v"]]],
      [
        "optionChain",
        OPTION,
        [
          ["bs", "bv"],
          ["as", "av"],
          ["v", "tv"],
          ["cp", "cv"],
        ],
      ],
      [
        "greeks",
        OPTION,
        [
          ["v", "tv"],
          ["uv", "tva"],
          ["cp", "cv"],
        ],
      ],
      ["balance", {}, [["uid", "u"]]],
      ["spot", { s: "BTCUSD" }, [["cp", "cv"]]],
    ];
    for (const [channel, row, pairs] of spellings) {
      for (const [one, other] of pairs) {
        const expected = payloadsOf(channel, { ...row, [one]: "2" }, asNumbers);
        assert.equal(expected.length, 1);
        for (const blank of [null, "", " "]) {
          const pair = JSON.stringify({ [one]: blank, [other]: "2" });
          assert.deepEqual(
            payloadsOf(channel, { ...row, [one]: blank, [other]: "2" }, asNumbers),
            expected,
            pair,
          );
          assert.deepEqual(
            payloadsOf(channel, { ...row, [one]: "2", [other]: blank }, asNumbers),
            expected,
            pair,
          );
        }
      }
    }
  });

  it("of a level are taken from the other spelling where one is null or blank", () => {
    for (const blank of [null, "", " "]) {
      const bids = [
        { pr: 2, sz: blank, v: "3" },
        { pr: 1, sz: "3", v: blank },
      ];
      const [payload] = payloadsOf("orderBook", { s: "BTCUSD", bids }, asNumbers);
      assert.deepEqual((payload as { bids: unknown }).bids, [
        { price: 2, size: 3 },
        { price: 1, size: 3 },
      ]);
    }
  });

  it("of a trade are not told without its size", () => {
    for (const sizes of [{ q: null }, { q: "" }, { q: " ", v: "" }, { q: null, v: null }, { q: "x", v: 2 }]) {
      assert.deepEqual(payloadsOf("trades", { s: "BTCUSD", pr: 1, ...sizes }, asNumbers), []);
    }
  });

  it("have the first spelling's 0, which says that there is no quote", () => {
    const row = { ...OPTION, bs: 0, bv: 5 };
    assert.deepEqual(payloadsOf("optionChain", row, asNumbers), [OPTION_SAYS]);
  });

  it("are only those that the contract lists", () => {
    const row = { s: "BTCUSD", pr: 1, price: 2, somethingNew: { a: 1 } };
    assert.deepEqual(payloadsOf("spot", row, asNumbers), [{ symbol: "BTCUSD", price: 1 }]);
  });

  it("say nothing of an option where the symbol names none", () => {
    assert.deepEqual(payloadsOf("greeks", { s: "BTCUSD", iv: 1 }, asNumbers), [{ symbol: "BTCUSD", iv: 1 }]);
  });

  it("are the same where the option is known already, from whatever spelling of its name", () => {
    for (const name of ["BTCUSD-27DEC26-100000-C", "BTC-27DEC26-100000.0-C"]) {
      const payload = decodeGreeks({ ...OPTION, iv: 1 }, asNumbers, parseOption(name));
      assert.deepEqual(payload, { ...OPTION_SAYS, iv: 1 });
    }
  });

  it("give strikes with decimals, and times as numbers also with exact decimals", () => {
    const row = { s: "SOLUSD-12JAN24-81.0-P", iv: "0.50", rt: "1000", ts: "1700000000000" };
    assert.deepEqual(payloadsOf("greeks", row, asDecimals), [
      {
        symbol: "SOLUSD-12JAN24-81.0-P",
        underlying: "SOLUSD",
        expiry: Date.UTC(2024, 0, 12, 8),
        strike: 81,
        right: "put",
        iv: "0.50",
        timeToExpiry: 1000,
        timestamp: 1700000000000,
      },
    ]);
  });
});

describe("a candle's period", () => {
  const candle = { s: "BTCUSD", open: 1, high: 1, low: 1, close: 1, ts: 1 };

  it("is what the candle says, in either spelling", () => {
    assert.equal(periodOf({ ...candle, pe: "h4" }), "h4");
    assert.equal(periodOf({ ...candle, period: "mn1" }), "mn1");
    assert.equal(periodOf({ ...candle, pe: "", period: "m1" }), "m1");
  });

  it("is unknown where the candle says none, or one that no page has", () => {
    assert.equal(periodOf(candle), undefined);
    assert.equal(periodOf({ ...candle, pe: null }), undefined);
    assert.equal(periodOf({ ...candle, pe: "m7" }), undefined);
    assert.equal(periodOf({ ...candle, pe: "constructor" }), undefined);
  });
});

describe("a trade", () => {
  const trade = { s: "BTCUSD", pr: "1", q: "2" };

  it("has a side where the exchange says buy or sell, as a number or a string", () => {
    const sides = [1, "1", 2, "2 ", 3, "", null, "auction"].map(
      (sd) => payloadsOf("trades", { ...trade, sd }, asNumbers)[0],
    );
    assert.deepEqual(
      sides.map((payload) => payload && "side" in payload && payload.side),
      ["buy", "buy", "sell", "sell", false, false, false, false],
    );
  });

  it("has its id as a string, under whichever name it comes", () => {
    for (const name of ["tid", "tradeId", "id"]) {
      const payload = { symbol: "BTCUSD", price: 1, size: 2, tradeId: "1840692011118247939" };
      const text = `{"d":[{"s":"BTCUSD","pr":1,"q":2,"${name}":1840692011118247939}]}`;
      assert.deepEqual(payloadsIn("trades", text), [payload]);
    }
  });
});

describe("a balance", () => {
  it("has the assets that can be read, and none where nothing is known of them", () => {
    const bad = { coin: null, availableBalance: 1 };
    const good = { coin: "BTC", availableBalance: 2 };
    for (const [sent, assets] of [
      [[bad, good], [good]],
      [[good, null], [good]],
      [[], []],
      [[bad], undefined],
      [null, undefined],
      ["", undefined],
    ]) {
      const payload = assets ? { equity: 1, assets } : { equity: 1 };
      assert.deepEqual(payloadsOf("balance", { e: 1, assets: sent }, asNumbers), [payload]);
    }
  });
});

describe("an order book", () => {
  const levels = (...prices: number[]): RawLevel[] => prices.map((pr) => ({ pr, sz: 1 }));
  const book = (bids: RawLevel[], asks: RawLevel[], depth = 100) => {
    const [row] = readRows("orderBook", [{ s: "BTCUSD", bids, asks }]).rows;
    assert.ok(row);
    return decodeOrderBook(row, asNumbers, depth);
  };
  const prices = (side: { price: number }[]) => side.map((level) => level.price);

  it("is best first on both sides, however the exchange sorts it", () => {
    for (const [bids, asks] of [
      [levels(99, 98, 97), levels(101, 102, 103)],
      [levels(97, 98, 99), levels(103, 102, 101)],
      [levels(98, 99, 97), levels(102, 101, 103)],
    ] as const) {
      const decoded = book(bids, asks);
      assert.deepEqual(prices(decoded.bids), [99, 98, 97]);
      assert.deepEqual(prices(decoded.asks), [101, 102, 103]);
      assert.equal(decoded.bestBid, 99);
      assert.equal(decoded.bestAsk, 101);
    }
  });

  it("is sorted by value, not by text", () => {
    const [row] = readRows("orderBook", {
      s: "BTCUSD",
      bids: [
        { pr: "999.5", sz: "1" },
        { pr: "1000 ", sz: "1" },
      ],
      asks: [],
    }).rows;
    assert.ok(row);
    assert.deepEqual(decodeOrderBook(row, asDecimals, 1).bids, [{ price: "1000", size: "1" }]);
  });

  it("leaves the frame as it was, since other subscribers read it too", () => {
    const bids = levels(97, 98, 99);
    book(bids, []);
    assert.deepEqual(bids, levels(97, 98, 99));
  });

  it("keeps the best levels of the wanted depth, and weighs these alone", () => {
    const decoded = book(
      [
        { pr: 98, sz: 100 },
        { pr: 99, sz: 3 },
      ],
      [
        { pr: 101, sz: 1 },
        { pr: 102, sz: 100 },
      ],
      1,
    );
    assert.deepEqual(decoded.bids, [{ price: 99, size: 3 }]);
    assert.deepEqual(decoded.asks, [{ price: 101, size: 1 }]);
    assert.equal(decoded.imbalance, 0.75);
  });

  it("has no levels of size 0, not even among the wanted depth", () => {
    const decoded = book(
      [
        { pr: 99, sz: 0 },
        { pr: 98, sz: "0E-8" },
        { pr: 97, sz: 1 },
      ],
      [],
      1,
    );
    assert.deepEqual(decoded.bids, [{ price: 97, size: 1 }]);
    assert.equal(decoded.bestBid, 97);
  });

  it("has no middle, spread and imbalance with an empty side, and no best of that side", () => {
    assert.deepEqual(book(levels(99), []), {
      symbol: "BTCUSD",
      bids: [{ price: 99, size: 1 }],
      asks: [],
      bestBid: 99,
    });
    assert.deepEqual(book([], []), { symbol: "BTCUSD", bids: [], asks: [] });
  });

  it("has an empty side where the exchange sent none of it", () => {
    const bids = [{ pr: 99, sz: 1 }];
    const payload = { symbol: "BTCUSD", bids: [{ price: 99, size: 1 }], asks: [], bestBid: 99 };
    for (const d of [{ bids }, { bids, asks: null }, { bids, asks: "" }]) {
      assert.deepEqual(payloadsOf("orderBook", { s: "BTCUSD", ...d }, asNumbers), [payload]);
    }
  });

  it("is sorted also around a level that cannot be read", () => {
    const bids = [{ pr: 97, sz: 1 }, { pr: "x", sz: 1 }, null, { pr: 99, sz: 1 }, { pr: 98, sz: null }];
    const [payload] = payloadsOf("orderBook", { s: "BTCUSD", bids }, asNumbers);
    assert.deepEqual((payload as { bids: unknown }).bids, [
      { price: 99, size: 1 },
      { price: 97, size: 1 },
    ]);
  });

  it("has a negative spread while it is crossed", () => {
    assert.equal(book(levels(100.3), levels(100.1)).spread, -0.2);
  });
});
