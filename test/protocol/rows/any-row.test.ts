import assert from "node:assert/strict";
import fc from "fast-check";
import type { ChannelName } from "../../../src/protocol/channels";
import { readRows } from "../../../src/protocol/rows/rows";
import { asDecimals, asNumbers } from "../../../src/protocol/text/numbers";
import { payloadsOf } from "../decode/payloads";

const FIELDS: Record<ChannelName, string[]> = {
  kline: ["s", "open", "high", "low", "close", "v", "ts", "pe", "period"],
  orderBook: ["s", "bids", "asks", "ts"],
  trades: ["s", "pr", "q", "v", "sd", "ts", "tid", "tradeId", "id"],
  optionChain: [
    "s",
    "mp",
    "lp",
    "bid",
    "ask",
    "bs",
    "bv",
    "as",
    "av",
    "biv",
    "miv",
    "delta",
    "v",
    "tv",
    "oi",
    "cr",
    "ts",
  ],
  greeks: ["s", "iv", "delta", "mp", "ip", "v", "tv", "uv", "tva", "h", "l", "pr0", "cp", "cv", "rt", "ts"],
  balance: ["e", "mb", "ab", "upnl", "delta", "uid", "u", "assets"],
  spot: ["s", "pr", "mp", "ip", "h", "l", "cp", "cv", "v24", "uv24", "oi", "ts"],
};

const SYMBOLS = ["BTCUSD", "BTCUSD-27DEC26-100000-C", "BTCUSD-31FEB26-0-C"];
const REQUIRED = new Set(["s", "bids", "asks", "open", "high", "low", "close", "pr", "q", "ts"]);

const decimal = fc.tuple(fc.maxSafeInteger(), fc.nat()).map(([whole, part]) => `${whole}.${part}`);
const quantity = fc.oneof(
  fc.double({ min: -1e15, max: 1e15, noNaN: true }),
  decimal,
  decimal.map((text) => `${text} `),
  fc.constantFrom(0, -0, "0", "-0", "0E-8", "1.05E-4", "1e99", 1e200, -1e200, 5e-324),
);
const time = fc.integer({ min: -1e12, max: 9e14 });

/** What a field should never hold, and what no number should ever be. */
const wrong = fc.oneof(
  fc.constantFrom<unknown>(
    Number.NaN,
    Infinity,
    1e300,
    "1e999",
    "1e-999999999",
    "9".repeat(400),
    "",
    null,
    {},
    "m1",
  ),
  fc.array(fc.record({ pr: fc.double(), sz: fc.double() })),
  fc.jsonValue(),
);

/** Parts of a row such as the exchange could send, with something wrong in one of fifty. */
const level = mostly(fc.record({ pr: quantity, sz: quantity }));
const asset = mostly(fc.record({ coin: fc.constant("BTC"), availableBalance: quantity }));

function mostly(arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 49, arbitrary }, { weight: 1, arbitrary: wrong });
}

/** A row such as the exchange could send, with something wrong in one field of fifty. */
function anyRow(channel: ChannelName): fc.Arbitrary<object> {
  const fields: Record<string, fc.Arbitrary<unknown>> = {};
  for (const field of FIELDS[channel]) {
    fields[field] = mostly(valueFor(field));
  }
  return fc.record(fields, { requiredKeys: FIELDS[channel].filter((field) => REQUIRED.has(field)) });
}

function valueFor(field: string): fc.Arbitrary<unknown> {
  switch (field) {
    case "s":
      return fc.constantFrom(...SYMBOLS);
    case "bids":
    case "asks":
      return fc.array(level, { maxLength: 5 });
    case "assets":
      return fc.array(asset, { maxLength: 3 });
    case "pe":
    case "period":
      return fc.constantFrom("m1", "h1", "m7", "", null);
    case "ts":
      return fc.oneof(time, time.map(String));
    default:
      return REQUIRED.has(field) ? quantity : fc.oneof(quantity, fc.constantFrom("", " ", null));
  }
}

describe("any row at all", () => {
  for (const channel of Object.keys(FIELDS) as ChannelName[]) {
    it(`of ${channel} gives no NaN, no Infinity and no key without a value`, () => {
      fc.assert(
        fc.property(fc.array(anyRow(channel), { maxLength: 3 }), (rows) => {
          for (const payload of payloadsOf(channel, rows, asNumbers)) assertPlain(payload, "number");
          for (const payload of payloadsOf(channel, rows, asDecimals)) assertPlain(payload, "string");
        }),
      );
    });

    it(`of ${channel} is either readable or counted`, () => {
      fc.assert(
        fc.property(fc.array(fc.oneof(anyRow(channel), wrong)), (sent) => {
          const each = sent.map((row) => readRows(channel, [row]));
          for (const { rows, unreadable } of each) assert.ok(rows.length === 1 || unreadable === 1);
          assert.deepEqual(readRows(channel, sent), {
            rows: each.flatMap(({ rows }) => rows),
            unreadable: each.reduce((sum, { unreadable }) => sum + unreadable, 0),
          });
        }),
      );
    });
  }
});

/** What is the same in both ways to give numbers. */
const ALWAYS_NUMBERS = ["expiry", "strike", "timestamp", "timeToExpiry"];
const ALWAYS_TEXT = ["symbol", "underlying", "right", "period", "side", "tradeId", "userId", "coin"];
const SAME = new Set([...ALWAYS_NUMBERS, ...ALWAYS_TEXT]);
const PLAIN_DECIMAL = /^-?\d+(\.\d+)?$/;

function assertPlain(payload: object, numbers: "number" | "string"): void {
  for (const [name, field] of Object.entries(payload)) {
    assert.ok(field !== undefined && field !== null, `${name} has no value`);
    if (typeof field === "number") assert.ok(Number.isFinite(field), `${name} is ${field}`);
    if (typeof field === "object") assertPlain(field, numbers);
    else if (!SAME.has(name)) {
      assert.equal(typeof field, numbers, name);
      if (typeof field === "string") assert.match(field, PLAIN_DECIMAL, name);
    }
  }
}
