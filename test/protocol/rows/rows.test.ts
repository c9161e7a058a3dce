import assert from "node:assert/strict";
import fc from "fast-check";
import type { ChannelName } from "../../../src/protocol/channels";
import { pushKind } from "../../../src/protocol/rows/push-kind";
import { readRows } from "../../../src/protocol/rows/rows";
import { readTime } from "../../../src/protocol/text/numbers";
import { PlainJson } from "../../../src/protocol/text/plain-json";

const READABLE: Record<ChannelName, Record<string, unknown>> = {
  kline: { s: "BTCUSD", open: 1, high: 2, low: 1, close: 2, v: 3, ts: 1700000000000, pe: "m1" },
  orderBook: { s: "BTCUSD", bids: [{ pr: 1, sz: 1 }], asks: [{ pr: 2, sz: 1 }], ts: 1700000000000 },
  trades: { s: "BTCUSD", pr: 1, q: 2, sd: 1, ts: 1700000000000 },
  optionChain: { s: "BTCUSD-27DEC26-100000-C", bid: 1, ask: 2, ts: 1700000000000 },
  greeks: { s: "BTCUSD-27DEC26-100000-C", iv: 0.5, rt: -1, ts: 1700000000000 },
  balance: { e: 1, uid: "42", assets: [{ coin: "BTC", availableBalance: 1 }] },
  spot: { s: "BTCUSD", pr: 1, ts: 1700000000000 },
};
const CHANNELS = Object.keys(READABLE) as ChannelName[];

describe("the rows of a push", () => {
  it("are read from an object and from an array alike, in every channel", () => {
    for (const channel of CHANNELS) {
      const row = READABLE[channel];
      assert.deepEqual(readRows(channel, row), { rows: [row], unreadable: 0 });
      assert.deepEqual(readRows(channel, [row, row]), { rows: [row, row], unreadable: 0 });
      assert.deepEqual(readRows(channel, []), { rows: [], unreadable: 0 });
    }
  });

  it("are unreadable where there is no object", () => {
    for (const channel of CHANNELS) {
      for (const data of [undefined, null, "success", 7, true]) {
        assert.deepEqual(readRows(channel, data), { rows: [], unreadable: 1 });
      }
      assert.equal(readRows(channel, [null, [], "x"]).unreadable, 3);
    }
  });

  const required: [ChannelName, string[]][] = [
    ["kline", ["s", "open", "high", "low", "close", "ts"]],
    ["orderBook", ["s"]],
    ["trades", ["s", "pr", "q"]],
    ["optionChain", ["s"]],
    ["greeks", ["s"]],
    ["spot", ["s"]],
  ];
  for (const [channel, fields] of required) {
    it(`of ${channel} need ${fields.join(", ")}`, () => {
      for (const field of fields) {
        const { [field]: _, ...rest } = READABLE[channel];
        assert.equal(readRows(channel, rest).unreadable, 1, `without ${field}`);
        for (const value of [null, "", {}, true]) {
          assert.equal(
            readRows(channel, { ...rest, [field]: value }).unreadable,
            1,
            `${field} ${JSON.stringify(value)}`,
          );
        }
      }
    });
  }

  it("need no time, except in candles", () => {
    for (const channel of CHANNELS.filter((name) => name !== "kline")) {
      for (const ts of [undefined, null, ""]) {
        assert.equal(readRows(channel, { ...READABLE[channel], ts }).unreadable, 0, `${channel} ${ts}`);
      }
    }
  });

  it("are unreadable with a wrong type in a field that the page lists", () => {
    const wrong: [ChannelName, object][] = [
      ["greeks", { iv: {} }],
      ["greeks", { iv: [1] }],
      ["greeks", { iv: true }],
      ["greeks", { iv: "high" }],
      ["greeks", { ts: "yesterday" }],
      ["greeks", { ts: 1e17 }],
      ["greeks", { ts: "1E17" }],
      ["greeks", { ts: 1_700_000_000_000_000 }],
      ["greeks", { ts: "1700000000000000" }],
      ["kline", { ts: 1e17 }],
      ["kline", { ts: "1.7E99" }],
      ["kline", { pe: 1 }],
      ["kline", { close: "12,5" }],
      ["trades", { tid: {} }],
      ["spot", { s: ["BTCUSD"] }],
      ["spot", { s: "BTC USD" }],
      ["balance", { assets: {} }],
      ["orderBook", { bids: {} }],
      ["orderBook", { asks: "none" }],
    ];
    for (const [channel, fields] of wrong) {
      assert.equal(
        readRows(channel, { ...READABLE[channel], ...fields }).unreadable,
        1,
        JSON.stringify(fields),
      );
    }
  });

  it("have a time with an exponent, up to the same limit whichever parser read the text", () => {
    const parser = new PlainJson(pushKind("greeks"));
    const times = fc.stringMatching(/^-?[1-9]\d{0,15}(\.\d{1,3})?([eE](-\d{1,2}|\+?0?\d|\+?1\d))?$/);
    fc.assert(
      fc.property(times, (ts) => {
        const push = JSON.stringify({ d: { s: "BTCUSD", ts } });
        const { d } = parser.parse(Buffer.from(push)) as { d: { ts: number | string } };
        const isReadable = Math.abs(Number(ts)) < 1e15;
        for (const row of [d, JSON.parse(push).d]) {
          const { rows } = readRows("greeks", row);
          assert.equal(rows.length, isReadable ? 1 : 0, ts);
          if (isReadable) assert.equal(readTime(rows[0]?.ts), Math.round(Number(ts)) + 0);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("are unreadable with a number that is not finite, or that would not stay so", () => {
    for (const iv of [Number.NaN, Infinity, -Infinity, 1e300, "1e999", "Infinity", "NaN"]) {
      assert.equal(readRows("greeks", { ...READABLE.greeks, iv }).unreadable, 1, String(iv));
    }
  });

  const { orderBook: book, balance } = READABLE;
  const BAD_LEVELS = [
    {},
    { pr: 1 },
    { sz: 1 },
    { pr: null, sz: 1 },
    { pr: "x", sz: 1 },
    { pr: 1, sz: "x" },
    { pr: 1, sz: null },
    { pr: 1, sz: "" },
    { pr: 1, v: "" },
    [1, 1],
    null,
    7,
  ];

  it("of a book lose a bad level, which is counted, and no other", () => {
    const [first, last] = [
      { pr: 3, sz: 1 },
      { pr: 1, sz: 1 },
    ];
    for (const bad of BAD_LEVELS) {
      const bids = [first, bad, last];
      const { rows, unreadable } = readRows("orderBook", { ...book, bids });
      assert.deepEqual(rows, [{ ...book, bids: [first, last] }], JSON.stringify(bad));
      assert.equal(unreadable, 1, JSON.stringify(bad));
      assert.deepEqual(bids, [first, bad, last], "what came is as it was");
    }
  });

  it("of a book are read with one side, and unreadable with none", () => {
    for (const side of [undefined, null, "", " "]) {
      assert.equal(readRows("orderBook", { ...book, bids: side }).unreadable, 0, `bids ${side}`);
      assert.equal(readRows("orderBook", { ...book, asks: side }).unreadable, 0, `asks ${side}`);
      assert.equal(readRows("orderBook", { ...book, bids: side, asks: side }).unreadable, 1, `both ${side}`);
    }
    assert.equal(readRows("orderBook", { ...book, bids: [], asks: [] }).unreadable, 0, "both empty");
  });

  it("of a book are unreadable where no level is readable, for nobody can say that the book is empty", () => {
    const { rows, unreadable } = readRows("orderBook", { ...book, bids: [[1, 1]], asks: [[2, 1]] });
    assert.deepEqual({ rows, unreadable }, { rows: [], unreadable: 1 });
  });

  it("of a balance lose a bad asset, which is counted, and no other", () => {
    const good = { coin: "BTC", availableBalance: 1 };
    for (const bad of [
      { coin: null },
      { coin: "" },
      { availableBalance: 1 },
      { coin: "ETH", availableBalance: {} },
      null,
    ]) {
      const { rows, unreadable } = readRows("balance", { assets: [bad, good] });
      assert.deepEqual(rows[0]?.assets, [good], JSON.stringify(bad));
      assert.equal(unreadable, 1);
    }
    for (const assets of [undefined, null, ""]) {
      assert.equal(readRows("balance", { ...balance, assets }).unreadable, 0);
    }
  });

  it("of a book are unreadable with more levels than any book has", () => {
    const bids = Array.from({ length: 1001 }, () => ({ pr: 1, sz: 1 }));
    assert.equal(readRows("orderBook", { ...READABLE.orderBook, bids }).unreadable, 1);
  });

  it("of trades are read with a side that nobody knows", () => {
    assert.equal(readRows("trades", { ...READABLE.trades, sd: "auction" }).unreadable, 0);
  });

  it("take no harm from the names that every object has", () => {
    const text =
      '{"s":"BTCUSD","pr":1,"__proto__":{"q":5,"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1}';
    const row: unknown = JSON.parse(text);
    assert.equal(readRows("spot", row).unreadable, 0);
    assert.equal(readRows("trades", row).unreadable, 1, "a size in __proto__ is no size");
    assert.equal("polluted" in {}, false);
  });
});
